// Where a title ends and the name of a journal begins.
#include <gtest/gtest.h>

#include <string>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

struct JournalCase {
  const char* behaviour = "";
  const char* printed = "";   ///< what stands between the date and the volume
  const char* expected = "";  ///< title|journal
};

const JournalCase journal_cases[] = {
    {"a journal of abbreviations", "On care. Phil. Trans. Roy. Soc. A", "On care|Phil. Trans. Roy. Soc. A"},
    {"a journal that begins with an abbreviation of letters", "On care. U.S. Care Review", "On care|U.S. Care Review"},
    {"a supplement", "On care. Acta Curae. Supplementum", "On care|Acta Curae. Supplementum"},
    {"a part with a letter", "On care. Care Abstracts. B, Nursing", "On care|Care Abstracts. B, Nursing"},
    {"brackets in a journal's name", "On care. Care (Ayr (Pa. : Township))", "On care|Care (Ayr (Pa. : Township))"},
    {"etc. at the end of a title", "Care, cost, etc. Nursing", "Care, cost, etc|Nursing"},
    {"a title like a journal's name", "Journal of a nurse. Nursing", "Journal of a nurse|Nursing"},
    {"a title that says in press", "News. In press. Nursing", "News. In press|Nursing"},
    {"a title that begins like an address", "Available at last: Care. Nursing", "Available at last: Care|Nursing"},
    {"a journal that ends in a number", "On care. F1000Care", "On care|F1000Care"},
};

class TitleBeforeVolume : public testing::TestWithParam<JournalCase> {};

TEST_P(TitleBeforeVolume, IsDividedFromTheJournal) {
  const auto citation = read_apa("Adams, B. (2003). " + std::string(GetParam().printed) + ", 12, 45–67.").citation;
  EXPECT_EQ(citation.title + "|" + citation.container_title, GetParam().expected) << GetParam().behaviour;
  EXPECT_EQ(citation.volume, "12");
}

INSTANTIATE_TEST_SUITE_P(Apa, TitleBeforeVolume, testing::ValuesIn(journal_cases));

TEST(ApaJournal, NoPublisherHidesInAJournalAheadOfPrint) {
  const auto citation =
      read_apa("Adams, B. (2003). Does it help? Depression and Care. Advance online publication.").citation;
  EXPECT_EQ(citation.title, "Does it help?");
  EXPECT_EQ(citation.container_title, "Depression and Care");
  EXPECT_EQ(citation.type, WorkType::article_journal);
}

TEST(ApaJournal, AnEditionInTheTitleMakesNoBookOfAnArticleAheadOfPrint) {
  const auto citation = read_apa("Adams, B. (2003). A guide (3rd ed.). Nursing. Advance online publication.").citation;
  EXPECT_EQ(citation.title, "A guide (3rd ed.)");
  EXPECT_EQ(citation.container_title, "Nursing");
}

TEST(ApaJournal, InPressMayStandAfterTheJournal) {
  const auto citation = read_apa("Adams, B. (2003). On care. Nursing Letters (in press).").citation;
  EXPECT_EQ(citation.title, "On care");
  EXPECT_EQ(citation.container_title, "Nursing Letters");
}

TEST(ApaJournal, TheFirstEditionMayStandInsideTheDate) {
  const auto citation = read_apa("Adams, B. (2003 [1990]). On care. Nursing, 12, 45–67.").citation;
  EXPECT_EQ(citation.year, 2003);
  EXPECT_EQ(citation.title, "On care");
}

}  // namespace
}  // namespace citefeed::citation
