#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

/// The only citation of an article with `members`, which is read without a complaint.
Citation only_of_csl(const std::string& members) {
  const auto read = read_csl(R"({"type":"article-journal",)" + members + "}", "f.json");
  EXPECT_EQ(messages(read), std::vector<std::string>{}) << members;
  EXPECT_EQ(read.citations.size(), 1U) << members;
  return read.citations.empty() ? Citation{} : read.citations.front();
}

TEST(CslReader, ReadsAnItemAnArrayItemsAndLines) {
  const std::string item = R"({"type":"book","title":"T"})";
  EXPECT_EQ(read_csl(item, "f").citations.size(), 1U);
  EXPECT_EQ(read_csl("[" + item + "," + item + "]", "f").citations.size(), 2U);
  EXPECT_EQ(read_csl(R"({"items":[)" + item + "," + item + "]}", "f").citations.size(), 2U);
  EXPECT_EQ(read_csl(item + "\n" + item + "\n", "f").citations.size(), 2U);
}

TEST(CslReader, PutsParticlesBeforeTheFamilyName) {
  EXPECT_EQ(
      only_of_csl(R"("author":[{"family":"Berg","given":"A.","non-dropping-particle":"van der"},)"
                  R"({"family":"Alembert","dropping-particle":"d’"},{"family":"Roe","suffix":"Jr."}])")
          .authors,
      (std::vector<Name>{
          {.family = "van der Berg", .given = "A."}, {.family = "d’Alembert"}, {.family = "Roe", .suffix = "Jr."}}));
}

TEST(CslReader, ReadsGroupsInBothSpellings) {
  EXPECT_EQ(only_of_csl(R"("author":[{"literal":"World Bank"},{"name":"Example Group","sequence":"first"}])").authors,
            (std::vector<Name>{{.literal = "World Bank"}, {.literal = "Example Group"}}));
}

TEST(CslReader, ReadsDatesInTheirForms) {
  const auto year = [](const std::string& issued) { return only_of_csl(R"("title":"T","issued":)" + issued).year; };
  EXPECT_EQ(year(R"({"date-parts":[[2019,3,5]]})"), 2019);
  EXPECT_EQ(year(R"({"date-parts":[["2019"]]})"), 2019);
  EXPECT_EQ(year(R"({"raw":"2019-03-05"})"), 2019);
  EXPECT_EQ(year(R"({"literal":"Spring 2019"})"), 2019);
  EXPECT_EQ(year(R"({"literal":"in press"})"), std::nullopt);
  EXPECT_EQ(year(R"({"date-parts":[[null]]})"), std::nullopt);
  EXPECT_EQ(year(R"("2019")"), 2019);
}

TEST(CslReader, ReadsNumbersAndListsAsText) {
  EXPECT_EQ(only_of_csl(R"("title":["T"],"subtitle":["S"],"volume":12,"issue":3.0,"page":7)"),
            (Citation{.title = "T: S", .volume = "12", .issue = "3", .first_page = "7"}));
}

TEST(CslReader, ReadsPagesWithHyphensOfTheirOwn) {
  const auto citation = only_of_csl(R"("page":"A-1-A-9","page-first":"A-1")");
  EXPECT_EQ(citation.first_page, "A-1");
  EXPECT_EQ(citation.last_page, "A-9");
}

TEST(CslReader, TakesMarkupOffTitles) {
  EXPECT_EQ(
      only_of_csl(R"("title":"<i>R</i>&amp;D: <span class=\"nocase\">DNA</span>, p < .05 and H<sub>2</sub>O.")").title,
      "R&D: DNA, p < .05 and H2O");
}

TEST(CslReader, SaysWhereAnItemIsBrokenAndKeepsTheOthers) {
  const auto read =
      read_csl("[{\"type\":\"book\",\"title\":\"One\"},\n {\"title\": oops},\n {\"type\":\"book\",\"title\":\"Two\"}]",
               "f.json");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{"f.json:2:12: error: expected an item in JSON, found an error: syntax error"}));
  EXPECT_EQ(read.citations.size(), 2U);
}

TEST(CslReader, SaysWhatItDoesNotKnow) {
  const auto read = read_csl(
      "{\"type\":\"poem\",\n \"title\":\"T\",\n \"author\":[{\"orcid\":\"0\"}],\n \"DOI\":\"none\"}", "f.json");
  EXPECT_EQ(
      messages(read),
      (std::vector<std::string>{
          "f.json:1:2: warning: expected a type of CSL such as \"article-journal\", found \"poem\"; read as a web page",
          "f.json:3:2: warning: expected a name with \"family\" or \"literal\"",
          "f.json:4:2: warning: expected a DOI such as \"10.1000/182\", found \"none\""}));
  EXPECT_EQ(read.citations.size(), 1U);
}

TEST(CslReader, SaysThatAFileHasNoItems) {
  EXPECT_EQ(messages(read_csl("[]", "f.json")),
            (std::vector<std::string>{"f.json: error: expected items of CSL-JSON, found none"}));
  EXPECT_EQ(messages(read_csl("{\"type\":\"book\"}", "f.json")),
            (std::vector<std::string>{
                "f.json:1:1: error: expected an item of CSL-JSON, found an object without its variables"}));
}

}  // namespace
}  // namespace citefeed::citation
