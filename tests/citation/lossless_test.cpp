// What a format can hold comes back from it as it was.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "citation/read.hpp"
#include "citation/write.hpp"
#include "generated_citations.hpp"

namespace citefeed::citation {

/// For the messages of failing tests.
void PrintTo(const Citation& citation, std::ostream* out) {
  *out << boost::json::serialize(to_csl(citation, "")) << " suffix=" << citation.year_suffix
       << " first=" << citation.first_page << " last=" << citation.last_page << " number=" << citation.article_number
       << " edited=" << citation.edited << " in press=" << citation.in_press << " edition=" << citation.edition
       << " event=" << citation.event << " editors=" << citation.editors.size()
       << " translators=" << citation.translators.size() << " first=" << citation.original_year.value_or(0);
}

namespace {

constexpr std::uint32_t seeds = 3000;

Citation only(const ReadCitations& read) {
  EXPECT_EQ(read.citations.size(), 1U);
  for (const auto& diagnostic : read.diagnostics) ADD_FAILURE() << to_string(diagnostic);
  return read.citations.empty() ? Citation{} : read.citations.front();
}

TEST(CslJson, LosesNothing) {
  for (std::uint32_t seed = 0; seed < seeds && !testing::Test::HasFailure(); ++seed) {
    const auto citation = CitationGenerator(seed).make_full();
    EXPECT_EQ(only(read_csl(boost::json::serialize(to_csl(citation, "k")), "f")), citation) << seed;
  }
}

TEST(BibTeX, LosesNothing) {
  for (std::uint32_t seed = 0; seed < seeds && !testing::Test::HasFailure(); ++seed) {
    const auto citation = CitationGenerator(seed).make_full();
    const auto file = to_bibtex(citation, "k");
    EXPECT_EQ(only(read_bibtex(file, "f")), citation) << seed << "\n" << file;
  }
}

TEST(Ris, LosesNothing) {
  for (std::uint32_t seed = 0; seed < seeds && !testing::Test::HasFailure(); ++seed) {
    const auto citation = CitationGenerator(seed).make_full();
    const auto file = to_ris(citation);
    EXPECT_EQ(only(read_ris(file, "f")), citation) << seed << "\n" << file;
  }
}

}  // namespace
}  // namespace citefeed::citation
