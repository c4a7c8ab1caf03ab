// Habits of reference lists that no manual knows: of databases, word processors and other styles.
#include <gtest/gtest.h>

#include <string>

#include "citation/apa_reader.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

struct PlaceCase {
  const char* behaviour = "";
  const char* printed = "";  ///< journal and place
  const char* journal = "";
  const char* volume = "";
  const char* issue = "";
  const char* pages = "";
};

const PlaceCase places[] = {
    {"a part of a volume", "Mind, 280(Pt B), 12–19", "Mind", "280", "Pt B", "12-19"},
    {"a part written out", "Mind, 180(Part A), 12–19", "Mind", "180", "Part A", "12-19"},
    {"a special issue", "Mind, 50(SI), 12–19", "Mind", "50", "SI", "12-19"},
    {"one letter", "Mind, 40(c), 12–19", "Mind", "40", "c", "12-19"},
    {"an issue of a supplement", "Mind, 28 Suppl 3(3), 12–19", "Mind", "28 Suppl 3", "3", "12-19"},
    {"an issue joined to the name", "Notes on Mind(58), pp. 45-46", "Notes on Mind", "", "58", "45-46"},
    {"no pagination in brackets", "Mind, 41(8) (no pagination)", "Mind", "41", "8", ""},
    {"no pagination", "Mind, 41(8), No Pagination Specified", "Mind", "41", "8", ""},
    {"pages and a remark", "Mind and Care, 985-987. Special issue on care", "Mind and Care", "", "", "985-987"},
};

class PlaceInTheField : public testing::TestWithParam<PlaceCase> {};

TEST_P(PlaceInTheField, IsRead) {
  const auto citation = read_apa("Adams, B. (2003). On care. " + std::string(GetParam().printed) + ".").citation;
  EXPECT_EQ(citation.title, "On care") << GetParam().behaviour;
  EXPECT_EQ(citation.container_title, GetParam().journal) << GetParam().behaviour;
  EXPECT_EQ(citation.volume, GetParam().volume) << GetParam().behaviour;
  EXPECT_EQ(citation.issue, GetParam().issue) << GetParam().behaviour;
  EXPECT_EQ(page_range(citation, "-"), GetParam().pages) << GetParam().behaviour;
}

INSTANTIATE_TEST_SUITE_P(Apa, PlaceInTheField, testing::ValuesIn(places));

struct BookCase {
  const char* behaviour = "";
  const char* printed = "";  ///< what stands after "In "
  const char* book = "";
  const char* volume = "";
  const char* pages = "";
};

const BookCase books[] = {
    {"editors without a mark", "C. Moe & D. R. Noe, Ways of caring (pp. 42-45). Old Press.", "Ways of caring", "",
     "42-45"},
    {"three editors without a mark", "C. Moe, D. R. Noe, & E. Poe, Ways of caring (pp. 42-45). Old Press.",
     "Ways of caring", "", "42-45"},
    {"an editor who translated", "C. Moe (Ed. & Trans.), Ways of caring (Vols. 4–5, pp. 1–62). Old Press.",
     "Ways of caring", "4-5", "1-62"},
    {"pages without a label", "C. Moe (Ed.), What is it for? (3-22). Old Press.", "What is it for?", "", "3-22"},
};

class BookInTheField : public testing::TestWithParam<BookCase> {};

TEST_P(BookInTheField, IsRead) {
  const auto citation = read_apa("Adams, B. (2003). On care. In " + std::string(GetParam().printed)).citation;
  EXPECT_EQ(citation.type, WorkType::chapter) << GetParam().behaviour;
  EXPECT_EQ(citation.container_title, GetParam().book) << GetParam().behaviour;
  EXPECT_EQ(citation.volume, GetParam().volume) << GetParam().behaviour;
  EXPECT_EQ(page_range(citation, "-"), GetParam().pages) << GetParam().behaviour;
  EXPECT_EQ(citation.publisher, "Old Press") << GetParam().behaviour;
}

INSTANTIATE_TEST_SUITE_P(Apa, BookInTheField, testing::ValuesIn(books));

TEST(TitleInTheField, LosesWhoElseHadAPartInTheWork) {
  for (const char* roles : {"(D. Moe & L. C. Noe, Eds.)", "(M. C. Moe, M. C. Noe, & R. C. Poe, Trans.)"}) {
    const auto citation =
        read_apa("Adams, B. (2003). On care " + std::string(roles) + ". Mind, 12(3), 45–67.").citation;
    EXPECT_EQ(citation.title, "On care") << roles;
  }
  EXPECT_EQ(read_apa("Adams, B. (2003). On care (and cure). Mind, 12(3), 45–67.").citation.title, "On care (and cure)");
}

TEST(TitleInTheField, IsNotTheDescriptionBehindIt) {
  const auto citation = read_apa("Adams, B. (2003). On care [Letter to the editor]. Mind, 12(3), 45–67.").citation;
  EXPECT_EQ(citation.title, "On care");
  EXPECT_EQ(citation.genre, "Letter to the editor");
  EXPECT_EQ(to_apa(citation), "Adams, B. (2003). On care [Letter to the editor]. Mind, 12(3), 45–67.");
  const auto article = read_apa("Adams, B. (2003). On care [Article]. Mind, 12(3), 45–67.").citation;
  EXPECT_EQ(article.title + "|" + article.genre, "On care|") << "databases say so of every article";
  EXPECT_EQ(read_apa("Adams, B. (2003). Soins [Care]. Mind, 12(3), 45–67.").citation.title, "Soins [Care]");
}

Citation read(const std::string& rest) {
  return read_apa("Doe, J., & Roe, R. (2011). " + rest).citation;
}

TEST(ArticleInTheField, HasAVolumeBehindItsJournalWithoutAComma) {
  for (const char* rest :
       {"“Listening: A trial.” Frontiers in Listening 12.", "Listening: A trial. Frontiers in Listening. 12.",
        "\"Listening: A trial.\" Frontiers in Listening 12."}) {
    const auto citation = read(rest);
    EXPECT_EQ(citation.container_title, "Frontiers in Listening") << rest;
    EXPECT_EQ(citation.volume, "12") << rest;
  }
}

TEST(ArticleInTheField, HasPagesBehindAColon) {
  const auto citation = read("“Listening: A trial.” Journal of American college health : J of ACH: 1-9.");
  EXPECT_EQ(citation.container_title, "Journal of American college health : J of ACH");
  EXPECT_EQ(citation.first_page, "1");
  EXPECT_EQ(citation.last_page, "9");
}

TEST(ArticleInTheField, LosesAYearThatIsPrintedAgain) {
  for (const char* rest : {"Listening. Mind. 2011; 27 (4): 49-53", "Listening. Mind, 27(4):49-53, 2011."}) {
    const auto citation = read(rest);
    EXPECT_EQ(citation.container_title, "Mind") << rest;
    EXPECT_EQ(citation.volume, "27") << rest;
    EXPECT_EQ(page_range(citation, "-"), "49-53") << rest;
  }
}

TEST(ArticleInTheField, KeepsTheFirstPageWhereTheLastWasCutOff) {
  const auto reading = read_apa("Doe, J. (2011). Listening. Mind, 62, 367–");
  EXPECT_EQ(reading.citation.first_page, "367");
  EXPECT_EQ(reading.evidence.pages, Found::guessed);
  EXPECT_EQ(read("Listening. Mind, 2, Doc04-").article_number, "Doc04");
}

TEST(ArticleInTheField, LosesNotesBehindItsPages) {
  for (const char* note :
       {" (IF: 49.5)", " [IF 4.2]", ". (Impact factor 3.1)", "; quiz 60-62", "; author reply 60", " ff."}) {
    const auto citation = read("Listening. Mind, 12(3), 49" + std::string(note));
    EXPECT_EQ(citation.volume, "12") << note;
    EXPECT_EQ(citation.issue, "3") << note;
    EXPECT_EQ(citation.first_page, "49") << note;
    EXPECT_EQ(citation.last_page, "") << note;
  }
}

TEST(ArticleInTheField, HasANumberUnderAnyLabel) {
  for (const char* label : {"eLocation ", "e-Location ", "art.nr. ", "Art. Nr. ", "art.no. ", "Article "})
    EXPECT_EQ(read("Listening. Mind, 12(3), " + std::string(label) + "e1234.").article_number, "e1234") << label;
  EXPECT_EQ(read("Listening. Mind, 12(3), e-pub.").container_title, "Mind");
}

TEST(ArticleInTheField, HasAJournalBehindTheBracketThatSaysInPress) {
  const auto citation = read("Listening [Article in Press]. Hearing Anxiety, (no pagination). doi:10.1000/x");
  EXPECT_EQ(citation.title, "Listening");
  EXPECT_EQ(citation.container_title, "Hearing Anxiety");
}

TEST(ArticleInTheField, IsNoBookForWantOfAVolume) {
  EXPECT_EQ(read("Listening to words. Psychological Methods.").container_title, "Psychological Methods");
  EXPECT_EQ(read("Listening: A randomised controlled trial. Hearing in Care.").container_title, "Hearing in Care");
  EXPECT_EQ(read("“Listening.” Hearing in Care.").container_title, "Hearing in Care");
  EXPECT_EQ(read("Listening to words. Institute of Medicine.").publisher, "Institute of Medicine");
}

TEST(ArticleInTheField, HasAllOfAJournalThatNothingButACommaOrNothingDividesFromItsTitle) {
  EXPECT_EQ(read("Listening, with limits British Journal of Hearing, 12, 3-4.").container_title,
            "British Journal of Hearing");
  EXPECT_EQ(read("Listening as dosage, International Journal of Hearing, Therapy and Care, 12, 3-4.").container_title,
            "International Journal of Hearing, Therapy and Care");
  EXPECT_EQ(read("Listening and the MR SOC. Diagnostica, 55, 41-54.").container_title, "Diagnostica");
}

}  // namespace
}  // namespace citefeed::citation
