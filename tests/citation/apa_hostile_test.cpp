// One thing over and over, in each part of a reference.
#include <gtest/gtest.h>

#include <string>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

const char* const repeated[] = {"(",
                                ")",
                                "[",
                                "((2003) ",
                                "(2003). ",
                                "(in press",
                                "A, B., ",
                                "A & ",
                                "a and b ",
                                "Group of Society & ",
                                "University (A) ",
                                "Lambert, M. J. Norcross, ",
                                ". . . ",
                                "et al. ",
                                "Jr., ",
                                "10.1000/",
                                "10.1000/x)",
                                "doi:10.1000/(",
                                "https://doi.org/ ",
                                "%3C",
                                "&lt;",
                                "? ",
                                "! A ",
                                "\"A\" ",
                                ". J. ",
                                "Journal of a. ",
                                "1(2), ",
                                "12-",
                                "XI(",
                                ". In A (Ed.), ",
                                "[Doctoral dissertation",
                                "[Data set] ",
                                "(Eds.) ",
                                "(A. B, Trans.; 2nd ed.) ",
                                "(Retracted) ",
                                "In A. B, ",
                                "2nd ed., ",
                                ", and ",
                                "\xe2\x80",
                                "[a](http://",
                                "<a href=\"",
                                "a* *a ",
                                "a- a ",
                                "%2F10.1000/",
                                "10.1000/(SICI)1 "};

class HostileReference : public testing::TestWithParam<const char*> {};

TEST_P(HostileReference, IsReadToItsEnd) {
  constexpr std::size_t size = 1U << 16U;
  std::string many;
  while (many.size() < size) many += GetParam();
  for (const std::string before : {"", "Adams, B. (2003). ", "Adams, B. (2003). A title. Mind, 1, 2. doi:10.1000/"}) {
    const auto reading = read_apa(before + many + " (2004). A title. Mind, 1, 2.");
    EXPECT_GE(reading.citation.printed.size(), size / 4) << "an entity has four bytes";
  }
}

INSTANTIATE_TEST_SUITE_P(Apa, HostileReference, testing::ValuesIn(repeated));

}  // namespace
}  // namespace citefeed::citation
