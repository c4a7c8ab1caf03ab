#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"

namespace citefeed::citation {
namespace {

/// The only citation of a record with `lines`, which is read without a complaint.
Citation only_of_ris(const std::string& lines) {
  const auto read = read_ris(lines + "\nER  - \n", "f.ris");
  EXPECT_EQ(messages(read), std::vector<std::string>{}) << lines;
  EXPECT_EQ(read.citations.size(), 1U) << lines;
  return read.citations.empty() ? Citation{} : read.citations.front();
}

TEST(RisReader, ReadsAnyLineEndByteOrderMarkAndSpacing) {
  const Citation expected{.title = "One two", .volume = "3"};
  EXPECT_EQ(only_of_ris("\xef\xbb\xbfTY  - JOUR\r\nTI  - One two\r\nVL  - 3\r"), expected);
  EXPECT_EQ(only_of_ris("TY  - JOUR\rTI  - One two\rVL  - 3\r"), expected);
  EXPECT_EQ(only_of_ris("TY - JOUR\nTI - One  two\nVL  -3"), expected);
}

TEST(RisReader, JoinsTheLinesThatContinueAValue) {
  EXPECT_EQ(only_of_ris("TY  - JOUR\nTI  - One\n  two\nthree\nVL  - 3").title, "One two three");
}

TEST(RisReader, ReadsNamesAndGroups) {
  EXPECT_EQ(
      only_of_ris("TY  - JOUR\nAU  - van der Berg, A. M., Jr.\nAU  - Doe, Jr.\nAU  - World Bank\nAU  - Example Group,\n"
                  "AU  - Johnson,, Roe, and Sons\nAU  - Plato")
          .authors,
      (std::vector<Name>{{.family = "van der Berg", .given = "A. M.", .suffix = "Jr."},
                         {.family = "Doe", .suffix = "Jr."},
                         {.literal = "World Bank"},
                         {.literal = "Example Group"},
                         {.literal = "Johnson, Roe, and Sons"},
                         {.family = "Plato"}}));
}

TEST(RisReader, TakesANameBeforeEmptyPartsForAGroup) {
  const std::vector<Name> group{{.literal = "Example Group"}};
  EXPECT_EQ(only_of_ris("TY  - JOUR\nAU  - Example Group, ,").authors, group);
  EXPECT_EQ(only_of_ris("TY  - JOUR\nAU  - Example Group, , ,").authors, group);
  EXPECT_EQ(only_of_ris("TY  - JOUR\nAU  - Doe, J.,").authors, (std::vector<Name>{{.family = "Doe", .given = "J."}}));
}

TEST(RisReader, ReadsA1WhereThereIsNoAu) {
  EXPECT_EQ(only_of_ris("TY  - JOUR\nA1  - Doe, J.").authors.size(), 1U);
  EXPECT_EQ(only_of_ris("TY  - JOUR\nA1  - Doe, J.\nAU  - Doe, J.").authors.size(), 1U);
}

TEST(RisReader, ReadsEtAlWhereverItStands) {
  EXPECT_TRUE(only_of_ris("TY  - JOUR\nAU  - Doe, J.\nAU  - et al.").gap);
  EXPECT_TRUE(only_of_ris("TY  - JOUR\nAU  - Doe, J.\nN1  - et al.").gap);
  EXPECT_FALSE(only_of_ris("TY  - JOUR\nAU  - Doe, J.\nN1  - a note").gap);
}

TEST(RisReader, ReadsYearsInTheirForms) {
  const auto year = [](const std::string& line) { return only_of_ris("TY  - JOUR\n" + line).year; };
  EXPECT_EQ(year("PY  - 2019"), 2019);
  EXPECT_EQ(year("Y1  - 2019/03/05/"), 2019);
  EXPECT_EQ(year("DA  - 2019///Spring"), 2019);
  EXPECT_EQ(only_of_ris("TY  - JOUR\nPY  - 2019///b").year_suffix, "b");
  EXPECT_EQ(year("PY  - 80///e"), 80);
  EXPECT_EQ(year("PY  - 12/05/2019"), 2019);
}

TEST(RisReader, ReadsPagesHoweverTheyAreDivided) {
  const auto pages = [](const std::string& lines) { return page_range(only_of_ris("TY  - JOUR\n" + lines)); };
  EXPECT_EQ(pages("SP  - 12\nEP  - 15"), "12–15");
  EXPECT_EQ(pages("SP  - 12"), "12");
  EXPECT_EQ(pages("SP  - 12-15"), "12–15");
  EXPECT_EQ(pages("SP  - 12-15\nEP  - 15"), "12–15");
  EXPECT_EQ(pages("SP  - A-1\nEP  - A-1"), "A-1");
  EXPECT_EQ(pages("SP  - A-1\nEP  - pp. A-1"), "A-1");
  EXPECT_EQ(pages("SP  - 12 – 15\nEP  - 15"), "12–15");
  EXPECT_EQ(pages("SP  - 12-15\nEP  - pp. 15"), "12–15");
  EXPECT_EQ(pages("SP  - ™ W\nEP  - W"), "™ W–W") << "no range";
  EXPECT_EQ(only_of_ris("TY  - JOUR\nSP  - e12345").article_number, "e12345");
  EXPECT_EQ(only_of_ris("TY  - JOUR\nSP  - 9\nC7  - 9").article_number, "9");
}

TEST(RisReader, ReadsTheJournalFromTheFirstTagThatHasIt) {
  EXPECT_EQ(only_of_ris("TY  - JOUR\nJA  - J X\nJO  - Journal of X").container_title, "Journal of X");
  EXPECT_EQ(only_of_ris("TY  - CHAP\nT1  - C\nBT  - Book").container_title, "Book");
  EXPECT_EQ(only_of_ris("TY  - BOOK\nBT  - Book").title, "Book");
}

TEST(RisReader, ReadsADoiFromItsLink) {
  EXPECT_EQ(only_of_ris("TY  - JOUR\nUR  - http://dx.doi.org/10.1000/a").doi, "10.1000/a");
  EXPECT_EQ(only_of_ris("TY  - JOUR\nUR  - https://example.org/a").url, "https://example.org/a");
}

TEST(RisReader, KnowsTheTypesInUse) {
  const auto type = [](const std::string& name) { return only_of_ris("TY  - " + name + "\nTI  - T").type; };
  EXPECT_EQ(type("EJOUR"), WorkType::article_journal);
  EXPECT_EQ(type("EBOOK"), WorkType::book);
  EXPECT_EQ(type("CPAPER"), WorkType::chapter);
  EXPECT_EQ(type("THES"), WorkType::thesis);
  EXPECT_EQ(type("GOVDOC"), WorkType::report);
  EXPECT_EQ(type("BLOG"), WorkType::webpage);
  EXPECT_EQ(type("jour"), WorkType::article_journal);
}

TEST(RisReader, SaysWhereARecordIsNotClosedAndKeepsIt) {
  const auto read = read_ris("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\n", "f.ris");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.ris:3:1: warning: expected \"ER  - \" at the end of this record, found the next one",
                "f.ris:5:1: warning: expected \"ER  - \" at the end of this record, found the end of the "
                "file"}));
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[1].title, "Two");
}

TEST(RisReader, SaysWhatItDoesNotKnow) {
  const auto read = read_ris("TY  - POEM\nTI  - T\nPY  - soon\nDO  - none\nER  - \n", "f.ris");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{
                "f.ris:1:1: warning: expected a type of work such as \"JOUR\", found \"POEM\"; read as an "
                "article",
                "f.ris:3:1: warning: expected a year such as \"2019\", found \"soon\"",
                "f.ris:4:1: warning: expected a DOI such as \"10.1000/182\", found \"none\""}));
}

TEST(RisReader, SaysThatAFileHasNoRecords) {
  EXPECT_EQ(messages(read_ris("", "f.ris")),
            (std::vector<std::string>{"f.ris: error: expected records of RIS, found none"}));
  EXPECT_EQ(
      messages(read_ris("TY  - JOUR\nER  - \n", "f.ris")),
      (std::vector<std::string>{"f.ris:1:1: error: expected a record with tags such as \"TI  - …\", found none"}));
}

TEST(RisReader, ALastPageAloneIsAPageWithoutItsLabel) {
  const auto read = read_ris("TY  - JOUR\nTI  - T\nEP  - pp. 413\nER  - \n", "f.ris");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.citations[0].first_page, "413");
}

}  // namespace
}  // namespace citefeed::citation
