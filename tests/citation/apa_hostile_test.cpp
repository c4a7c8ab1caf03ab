// One thing over and over, in each part of a reference.
#include <gtest/gtest.h>

#include <string>

#include "citation/reference.hpp"

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
                                "Doe J, ",
                                "Doe J. ",
                                "Group; ",
                                "A,A",
                                "2003;",
                                "; 2003",
                                "2003 [cited ",
                                ", 2003",
                                ". J. ",
                                "; 2003. In: Roe M, eds. ",
                                ". Published May",
                                "] [",
                                "(2003 ",
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
  const std::string apa = " (2004). A title. Mind, 1, 2.";
  const std::string nlm = ". A title. Mind. 2004;1:2.";
  const auto joined = [](std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const auto part : parts) text += part;
    return text;
  };
  for (const auto& reference :
       {joined({many, apa}), joined({"Adams, B. (2003). ", many, apa}),
        joined({"Adams, B. (2003). A title. Mind, 1, 2. doi:10.1000/", many, apa}), joined({many, nlm}),
        joined({"Adams B. A title. ", many, nlm}), joined({"Adams B. A title. ", many, ". Mind; 2004."}),
        joined({"Adams B. A title. Mind. 2003;12(3)", many})}) {
    const auto reading = read_reference(reference);
    EXPECT_GE(reading.citation.printed.size(), size / 4) << "an entity has four bytes";
  }
}

INSTANTIATE_TEST_SUITE_P(AnyStyle, HostileReference, testing::ValuesIn(repeated));

}  // namespace
}  // namespace citefeed::citation
