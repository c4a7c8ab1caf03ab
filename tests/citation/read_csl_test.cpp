#include <gtest/gtest.h>

#include <utility>

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

/// The only citation of `item`, and what was said about it.
std::pair<Citation, std::vector<std::string>> read_with_messages(const std::string& item) {
  auto read = read_csl(item, "f");
  EXPECT_EQ(read.citations.size(), 1U) << item;
  return {read.citations.empty() ? Citation{} : read.citations.front(), messages(read)};
}

/// The only citation of `item`, of which nothing was said.
Citation read_one(const std::string& item) {
  auto [citation, said] = read_with_messages(item);
  EXPECT_EQ(said, std::vector<std::string>{}) << item;
  return citation;
}

const std::vector<Name> roe = {{.family = "Roe", .given = "A."}};

TEST(CslReader, TakesEditorsForTheAuthorsOfAWorkOfTheirOwn) {
  for (const std::string type : {"book", "report", "webpage", "thesis", "dataset", "edited-book"}) {
    const auto citation = read_one(R"({"type":")" + type + R"(","editor":[{"family":"Roe","given":"A."}]})");
    EXPECT_EQ(citation.authors, roe) << type;
    EXPECT_TRUE(citation.edited) << type;
    EXPECT_EQ(citation.editors, std::vector<Name>{}) << type;
  }
}

TEST(CslReader, KeepsEditorsWhereTheWorkIsAPartOrHasAuthors) {
  for (const std::string type : {"chapter", "paper-conference", "article-journal"}) {
    const auto citation = read_one(R"({"type":")" + type + R"(","editor":[{"family":"Roe","given":"A."}]})");
    EXPECT_EQ(citation.authors, std::vector<Name>{}) << type;
    EXPECT_EQ(citation.editors, roe) << type;
    EXPECT_FALSE(citation.edited) << type;
  }
  const auto book = read_one(R"({"type":"book","author":[{"family":"Doe"}],"editor":[{"family":"Roe","given":"A."}]})");
  EXPECT_EQ(book.editors, roe);
  EXPECT_FALSE(book.edited);
}

TEST(CslReader, ReadsTheSameNamesAsAuthorsAndEditorsAsEditors) {
  const auto citation = read_one(R"({"type":"book","author":[{"family":"Roe"}],"editor":[{"family":"Roe"}]})");
  EXPECT_TRUE(citation.edited);
  EXPECT_EQ(citation.editors, std::vector<Name>{});
}

TEST(CslReader, ReadsEditorsWhoTranslatedAsBoth) {
  const auto citation =
      read_one(R"({"type":"chapter","author":[{"family":"Doe"}],"editor-translator":[{"family":"Roe","given":"A."}]})");
  EXPECT_EQ(citation.editors, roe);
  EXPECT_EQ(citation.translators, roe);
  EXPECT_EQ(
      read_one(R"({"type":"book","author":[{"family":"D"}],"translator":[{"family":"Roe","given":"A."}]})").translators,
      roe);
}

TEST(CslReader, ReadsEditionsWithoutTheirLabel) {
  const auto edition = [](const std::string& text) {
    return read_one(R"({"type":"book","edition":)" + text + "}").edition;
  };
  EXPECT_EQ(edition("2"), "2");
  EXPECT_EQ(edition(R"("2nd ed.")"), "2");
  EXPECT_EQ(edition(R"("3rd")"), "3");
  EXPECT_EQ(edition(R"("11th edition")"), "11");
  EXPECT_EQ(edition(R"("Second Edition")"), "2");
  EXPECT_EQ(edition(R"("2. Aufl.")"), "2");
  EXPECT_EQ(edition(R"("Rev. ed.")"), "Rev.");
  EXPECT_EQ(edition(R"("Text revision")"), "Text revision");
  EXPECT_EQ(read_one(R"({"type":"book","edition-number":"4"})").edition, "4");
}

TEST(CslReader, ReadsTheFirstYearAndTheConference) {
  const auto citation = read_one(R"({"type":"paper-conference","title":"T","original-date":{"date-parts":[["1923"]]},)"
                                 R"("event-title":"Meeting","event-place":"Rome"})");
  EXPECT_EQ(citation.original_year, 1923);
  EXPECT_EQ(citation.event, "Meeting, Rome");
  EXPECT_EQ(read_one(R"({"type":"speech","event":"Meeting in Rome","event-place":"Rome"})").event, "Meeting in Rome");
  EXPECT_EQ(read_one(R"({"type":"speech","event":{"name":"Meeting","location":"Rome"}})").event, "Meeting, Rome");
}

TEST(CslReader, ReadsWhatBecameOfTheWork) {
  EXPECT_TRUE(only_of_csl(R"("status":"In Press")").in_press);
  EXPECT_TRUE(only_of_csl(R"("status":"forthcoming")").in_press);
  EXPECT_TRUE(only_of_csl(R"("title":"T","issued":{"literal":"in press"})").in_press);
  EXPECT_TRUE(only_of_csl(R"("status":"retracted")").retracted);
  EXPECT_TRUE(only_of_csl(R"("updated-by":[{"type":"correction"},{"type":"retraction","DOI":"10.1000/1"}])").retracted);
  EXPECT_FALSE(only_of_csl(R"("title":"T","updated-by":[{"type":"correction"}])").retracted);
}

TEST(CslReader, SaysThatARecordIsTheNoticeOfARetraction) {
  EXPECT_EQ(read_with_messages(
                R"({"type":"journal-article","title":"T","update-to":[{"type":"retraction","DOI":"10.1000/1"}]})")
                .second,
            std::vector<std::string>{
                "f:1:39: warning: expected a work, found the notice that another was retracted: \"10.1000/1\""});
}

TEST(CslReader, ReadsTheKindsOfPostedContent) {
  EXPECT_EQ(read_one(R"({"type":"posted-content","subtype":"preprint","institution":[{"name":"bioRxiv"}]})"),
            (Citation{.type = WorkType::preprint, .container_title = "bioRxiv"}));
  EXPECT_EQ(read_one(R"({"type":"posted-content","title":"T","subtype":"working_paper"})").type, WorkType::report);
  EXPECT_EQ(read_one(R"({"type":"posted-content","title":"T"})").type, WorkType::preprint);
}

TEST(CslReader, TakesTheInstitutionForThePublisherOfAThesis) {
  EXPECT_EQ(
      read_one(R"({"type":"dissertation","publisher":"Some Libraries","institution":[{"name":"Some University"}]})")
          .publisher,
      "Some University");
  EXPECT_EQ(read_one(R"({"type":"report","institution":[{"name":"Some University"}]})").publisher, "Some University");
  EXPECT_EQ(read_one(R"({"type":"report","publisher":"P","institution":[{"name":"Some University"}]})").publisher, "P");
}

TEST(CslReader, TellsTheBookFromItsSeries) {
  const auto [paper, said] =
      read_with_messages(R"({"type":"proceedings-article","title":"T","container-title":["Lectures","Proceedings"]})");
  EXPECT_EQ(paper.container_title, "Proceedings");
  EXPECT_EQ(said, std::vector<std::string>{"f:1:1: warning: expected what a citation here has a place for, found "
                                           "container-title (the series); left out"});
  EXPECT_EQ(
      read_with_messages(R"({"type":"monograph","title":"T","container-title":["Lectures"]})").first.container_title,
      "");
}

TEST(CslReader, ReadsTheVariablesOfANote) {
  const auto citation = read_one(
      R"({"type":"document","title":"T","note":"type: dataset\nOriginal Date: 1923-05\nDOI: 10.1000/1\nA remark: none\n)"
      R"(editor: Roe || A.\nauthor: Some Group\ntitle: Other"})");
  EXPECT_EQ(citation.type, WorkType::dataset);
  EXPECT_EQ(citation.original_year, 1923);
  EXPECT_EQ(citation.doi, "10.1000/1");
  EXPECT_EQ(citation.editors, roe);
  EXPECT_EQ(citation.authors, std::vector<Name>{{.literal = "Some Group"}});
  EXPECT_EQ(citation.title, "T");
  EXPECT_EQ(only_of_csl(R"("volume":"1","note":"Volume: 2\nType: of no kind")").volume, "1");
  EXPECT_EQ(read_one(R"({"type":"book","note":"Original Publication: London, 1900"})").original_year, 1900);
}

TEST(CslReader, NamesInOneWarningWhatHasNoPlace) {
  const auto said =
      read_with_messages(
          R"({"type":"book","title":"T","publisher-place":"Rome","collection-title":"S","number-of-pages":12,)"
          R"("director":[{"family":"D"}],"status":"submitted","abstract":"A","keyword":"k","ISBN":"1",)"
          R"("language":"en","source":"s","accessed":{"date-parts":[[2020]]},"archive":["Portico"],)"
          R"("original-title":[],"URL":"https://example.org/"})")
          .second;
  EXPECT_EQ(said, std::vector<std::string>{
                      "f:1:1: warning: expected what a citation here has a place for, found status, director, "
                      "collection-title, number-of-pages, publisher-place; left out"});
}

TEST(CslReader, SaysThatTheOthersOfEditorsHaveNoPlace) {
  const auto [citation, said] = read_with_messages(
      R"({"type":"chapter","author":[{"family":"D"}],"editor":[{"family":"Roe","given":"A."},{"literal":"others"}]})");
  EXPECT_EQ(citation.editors, roe);
  EXPECT_EQ(citation.gap, std::nullopt);
  EXPECT_EQ(said, std::vector<std::string>{"f:1:1: warning: expected what a citation here has a place for, found "
                                           "\"others\" of editor; left out"});
  EXPECT_EQ(read_one(R"({"type":"book","editor":[{"family":"Roe","given":"A."},{"literal":"others"}]})").gap, 1U);
}

TEST(CslReader, SaysOnceOfAListThatItHasElementsWithoutAName) {
  const auto [citation, said] = read_with_messages(R"({"type":"book","author":[{},{"family":"Doe"},{"given":""},7]})");
  EXPECT_EQ(citation.authors, std::vector<Name>{{.family = "Doe"}});
  EXPECT_EQ(said, std::vector<std::string>{"f:1:16: warning: expected a name with \"family\" or \"literal\""});
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
