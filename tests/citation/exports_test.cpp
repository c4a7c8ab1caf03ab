// One article, as the programs and publishers of exports/ write it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/whole_file.hpp"
#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

Citation exported_article() {
  return {.authors = {{.family = "van der Berg", .given = "Anna M."}, {.family = "Núñez-Ortiz", .given = "José"}},
          .year = 2021,
          .title = "Silence between the lines: Pauses in CBT groups",
          .container_title = "Journal of Listening Research",
          .volume = "58",
          .issue = "3",
          .first_page = "401",
          .last_page = "413",
          .doi = "10.1000/jlr0000123"};
}

ReadCitations read_export(const std::string& name) {
  const auto bytes = read_whole(std::filesystem::path(CITEFEED_SOURCE_DIR) / "tests/citation/exports" / name);
  EXPECT_TRUE(bytes) << name;
  if (!bytes) return {};
  const auto format = citation_format(name, *bytes);
  EXPECT_TRUE(format) << name;
  return format ? read_citation_file(*format, *bytes, name) : ReadCitations{};
}

class Export : public testing::TestWithParam<std::string> {};

TEST_P(Export, GivesTheArticle) {
  auto result = read_export(GetParam());
  EXPECT_EQ(messages(result), std::vector<std::string>{});
  ASSERT_EQ(result.citations.size(), 1U);
  result.citations[0].publisher.clear();  // half of them name it
  EXPECT_EQ(result.citations[0], exported_article());
}

INSTANTIATE_TEST_SUITE_P(Of, Export,
                         testing::Values("zotero.bib", "mendeley.bib", "crossref.bib", "sciencedirect.bib", "wiley.bib",
                                         "jabref.bib", "biblatex.bib", "zotero-biblatex.bib", "scopus.bib", "sage.bib",
                                         "plos.bib", "ebsco.bib", "proquest.bib", "zotero.ris", "sciencedirect.ris",
                                         "wiley.ris", "endnote.ris", "springer.ris", "pubmed.ris", "zotero.json",
                                         "crossref.json", "pubmed.json", "items.json", "pubmed.nbib",
                                         "web-of-science.ciw", "endnote.enw", "ebsco.ris", "ovid.ris", "scopus.ris",
                                         "sage.ris", "taylor-francis.ris", "cochrane.ris", "plos.ris",
                                         "web-of-science.ris"),
                         [](const testing::TestParamInfo<std::string>& param) {
                           auto name = param.param;
                           std::replace_if(
                               name.begin(), name.end(), [](char byte) { return byte == '.' || byte == '-'; }, '_');
                           return name;
                         });

TEST(ExportOfPsycNet, MayHaveLinesOfTheDatabaseBeforeTheRecord) {
  auto result = read_export("psycnet.ris");
  EXPECT_EQ(messages(result),
            std::vector<std::string>{"psycnet.ris:1:1: warning: expected \"TY  - \", with which a record begins, found "
                                     "\"Provider: Example Association\"; passed over"});
  ASSERT_EQ(result.citations.size(), 1U);
  result.citations[0].publisher.clear();
  EXPECT_EQ(result.citations[0], exported_article());
}

TEST(ExportOfWebOfScience, HasEveryValueInTwoPairsOfBraces) {
  auto result = read_export("web-of-science.bib");
  EXPECT_EQ(messages(result),
            std::vector<std::string>{"web-of-science.bib:1:1: warning: expected fields that a citation keeps, found "
                                     "\"address\" in \"WOS:000700000000001\"; left out"});
  auto expected = exported_article();
  expected.authors[1] = {.family = "Nunez-Ortiz", .given = "Jose"};
  expected.publisher = "EXAMPLE ASSOC";
  ASSERT_EQ(result.citations.size(), 1U);
  EXPECT_EQ(result.citations[0], expected);
}

TEST(ExportOfCochrane, HasInitialsWithoutFullStops) {
  auto result = read_export("cochrane.bib");
  EXPECT_EQ(messages(result), std::vector<std::string>{});
  auto expected = exported_article();
  expected.authors[0].given = "AM";
  expected.authors[1].given = "J";
  expected.publisher = "Example Association, Ltd";
  ASSERT_EQ(result.citations.size(), 1U);
  EXPECT_EQ(result.citations[0], expected);
}

TEST(ExportOfGoogleScholar, HasNoDoiAndAbbreviatesInItsOwnWay) {
  const auto result = read_export("google-scholar.bib");
  EXPECT_EQ(messages(result), std::vector<std::string>{});
  auto expected = exported_article();
  expected.authors[0].given = "Anna M";
  expected.last_page.clear();
  expected.doi.clear();
  expected.publisher = "Example Association";
  ASSERT_EQ(result.citations.size(), 1U);
  EXPECT_EQ(result.citations[0], expected);
}

}  // namespace
}  // namespace citefeed::citation
