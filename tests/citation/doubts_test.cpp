#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

using Doubts = std::vector<std::string>;

Doubts doubts(const Citation& citation, const Evidence& evidence = {}) {
  return doubts_about(citation, evidence);
}

TEST(Doubts, AreNoneAboutAnEmptyCitation) {
  EXPECT_EQ(doubts({}), Doubts{});
}

TEST(Doubts, AreNoneAboutASoundCitation) {
  EXPECT_EQ(doubts({.year = 1899,
                    .title = "On OK (2nd report), 1850–1860",
                    .container_title = "Social Science & Medicine (1982)",
                    .first_page = "541",
                    .last_page = "53",
                    .doi = "10.1016/S0140-6736(05)67605-6"}),
            Doubts{});
}

TEST(Doubts, AreAboutYearsBefore1800) {
  EXPECT_EQ(doubts({.year = 1799}), Doubts{"expected a year from 1800 on, found 1799"});
  EXPECT_EQ(doubts({.year = 1800}), Doubts{});
}

TEST(Doubts, AreAboutTitlesOfDigitsOnly) {
  EXPECT_EQ(doubts({.title = "12(3), 45"}), Doubts{"expected a title, found \"12(3), 45\""});
}

TEST(Doubts, AreAboutTitlesThatEndInAComma) {
  EXPECT_EQ(doubts({.title = "A title,"}), Doubts{"expected a title, found \"A title,\""});
}

TEST(Doubts, AreAboutTitlesThatHoldADoiOrTheDateOfAnotherReference) {
  EXPECT_EQ(doubts({.title = "A title doi:10.1000/x"}).size(), 1U);
  EXPECT_EQ(doubts({.title = "A title. Mind. Cole, D. (2019). Another"}).size(), 1U);
  EXPECT_EQ(doubts({.title = "A title. Mind. Cole, D. (2019a). Another"}).size(), 1U);
  EXPECT_EQ(doubts({.title = "A reply to Cole (2019)"}), Doubts{});
}

TEST(Doubts, AreAboutTitlesThatBeginInSmallLettersAfterAGuess) {
  EXPECT_EQ(doubts({.title = "of therapy"}, {.title = Found::guessed}),
            Doubts{"expected a title, found \"of therapy\""});
  EXPECT_EQ(doubts({.title = "of therapy"}, {.title = Found::placed}), Doubts{});
  EXPECT_EQ(doubts({.title = "eHealth now"}, {.title = Found::guessed}), Doubts{});
}

TEST(Doubts, AreAboutTitlesOfSeveralSentencesBeforeWhatDoesNotNameItselfAJournal) {
  EXPECT_EQ(
      doubts({.title = "On minds. Clinical practices", .container_title = "New challenges"}, {.title = Found::placed}),
      Doubts{"expected a title of one sentence before the name of a journal, found \"On minds. Clinical practices\""});
  EXPECT_EQ(doubts({.title = "On minds. A reply", .container_title = "Journal of Minds"}, {.title = Found::placed}),
            Doubts{});
  EXPECT_EQ(doubts({.title = "Introduction. On minds", .container_title = "Mind"}, {.title = Found::placed}), Doubts{});
  EXPECT_EQ(doubts({.title = "On minds. A reply", .container_title = "Mind"}, {.title = Found::marked}), Doubts{});
}

TEST(Doubts, AreAboutJournalsWithVolumesInTheirNames) {
  EXPECT_EQ(doubts({.container_title = "Mind, 12(3"}),
            Doubts{"expected the name of a journal or book, found \"Mind, 12(3\""});
  EXPECT_EQ(doubts({.container_title = "Mind, 12"}).size(), 1U);
}

TEST(Doubts, AreAboutPublishersThatAreJournalsWithVolumes) {
  EXPECT_EQ(doubts({.publisher = "Mind, 12(3), 4-5-6"}),
            Doubts{"expected a publisher, or a journal with volume and pages, found \"Mind, 12(3), 4-5-6\""});
}

TEST(Doubts, AreAboutLastPagesBeforeTheFirst) {
  EXPECT_EQ(doubts({.first_page = "541", .last_page = "353"}),
            Doubts{"expected a last page after the first one, found \"541–353\""});
  EXPECT_EQ(doubts({.first_page = "S356", .last_page = "S344"}).size(), 1U);
}

TEST(Doubts, KnowAbbreviatedLastPages) {
  EXPECT_EQ(doubts({.first_page = "541", .last_page = "53"}), Doubts{});
  EXPECT_EQ(doubts({.first_page = "541", .last_page = "33"}),
            Doubts{"expected a last page after the first one, found \"541–33\""});
}

TEST(Doubts, LeavePagesAloneThatAreNoNumbers) {
  EXPECT_EQ(doubts({.first_page = "xii", .last_page = "ix"}), Doubts{});
  EXPECT_EQ(doubts({.first_page = "99999999999999999999999", .last_page = "1"}), Doubts{});
}

TEST(Doubts, AreAboutDoisThatWereCutOrRunTogether) {
  EXPECT_EQ(doubts({.doi = "10.1000/abc-"}),
            Doubts{"expected a DOI such as 10.1037/pst0000175, found \"10.1000/abc-\""});
  EXPECT_EQ(doubts({.doi = "10.1000/abchttps://example.org"}).size(), 1U);
  EXPECT_EQ(doubts({.doi = "10.1000/abc–def"}).size(), 1U);
}

TEST(Doubts, QuoteLongTextsOnlyInPart) {
  const auto all = doubts({.title = std::string(200, '1')});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0], "expected a title, found \"" + std::string(80, '1') + "…\"");
}

TEST(EvidenceOfAReading, TellsMarksFromPlacesAndGuesses) {
  const auto reading =
      read_apa("Adams, B., & Cole, D. (2003). A title. Mind, 13(2), 137–172. https://doi.org/10.1000/x");
  const Evidence expected{.authors = Found::placed,
                          .year = Found::marked,
                          .title = Found::placed,
                          .container_title = Found::placed,
                          .volume = Found::marked,
                          .issue = Found::marked,
                          .pages = Found::placed,
                          .doi = Found::marked};
  EXPECT_EQ(reading.evidence, expected);
  EXPECT_EQ(reading.confidence, 1);
}

TEST(EvidenceOfAReading, IsAbsentWhereAFieldIsEmpty) {
  const auto reading = read_apa("Who cares for the carers? (n.d.). Nursing Times, 99.");
  EXPECT_EQ(reading.evidence.authors, Found::absent);
  EXPECT_EQ(reading.evidence.year, Found::absent);
  EXPECT_EQ(reading.evidence.issue, Found::absent);
  EXPECT_EQ(reading.evidence.pages, Found::absent);
  EXPECT_EQ(reading.evidence.doi, Found::absent);
}

TEST(EvidenceOfAReading, IsAGuessWhereOnlyACommaDividesTitleAndJournal) {
  const auto reading = read_apa("Adams, B. (2003). Big capital: pink and blue, Fordham Lawyers, 83, 2509–2555.");
  EXPECT_EQ(reading.evidence.title, Found::guessed);
  EXPECT_EQ(reading.evidence.container_title, Found::guessed);
  EXPECT_LT(reading.confidence, low_confidence);
}

TEST(EvidenceOfAReading, IsNoGuessWhereWhatFollowsTheCommaNamesItselfAJournal) {
  const auto reading = read_apa("Adams, B. (2003). Big capital: pink and blue, Fordham Law Review, 83, 2509–2555.");
  EXPECT_EQ(reading.citation.container_title, "Fordham Law Review");
  EXPECT_EQ(reading.evidence.title, Found::placed);
}

TEST(EvidenceOfAReading, IsAGuessWhereNamesAreWrittenOut) {
  const auto reading = read_apa("Rogers, Carl, & Dymond, Rosalind (2003). A title. Mind, 13(2), 137–172.");
  EXPECT_EQ(reading.evidence.authors, Found::guessed);
  EXPECT_LT(reading.confidence, 1);
  EXPECT_GE(reading.confidence, low_confidence);
}

TEST(EvidenceOfAReading, IsAGuessWhereADoiWasPutTogether) {
  EXPECT_EQ(read_apa("Adams, B. (2003). A. Mind, 1, 2. https://doi.org/10.1037/ cou0000708").evidence.doi,
            Found::guessed);
  EXPECT_EQ(read_apa("Adams, B. (2003). A. Mind, 1, 2. 10.1037/cou0000708").evidence.doi, Found::placed);
}

TEST(Confidence, IsLowWhereSomethingCouldNotBeRead) {
  EXPECT_LT(read_apa("").confidence, 1);
  EXPECT_LE(read_apa("Adams, B. A title. Mind, 13.").confidence, low_confidence);
}

TEST(Confidence, FallsWithEachDoubt) {
  const auto sound = read_apa("Adams, B. (2003). A title. Mind, 13(2), 137–172.");
  const auto doubtful = read_apa("Adams, B. (2003). A title. Mind, 13(2), 172–137.");
  EXPECT_EQ(doubtful.confidence, sound.confidence / 2);
}

}  // namespace
}  // namespace citefeed::citation
