#include <gtest/gtest.h>

#include "citation/read.hpp"
#include "citation/read_citations_fixture.hpp"
#include "citation/write.hpp"

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
  EXPECT_FALSE(only_of_ris("TY  - JOUR\nAU  - Doe, J.\nN1  - Export Date: 3 March 2021").gap);
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
  EXPECT_EQ(type("CPAPER"), WorkType::conference_paper);
  EXPECT_EQ(type("CONF"), WorkType::conference_paper);
  EXPECT_EQ(type("SLIDE"), WorkType::speech);
  EXPECT_EQ(type("DATA"), WorkType::dataset);
  EXPECT_EQ(type("COMP"), WorkType::software);
  EXPECT_EQ(type("UNPB"), WorkType::preprint);
  EXPECT_EQ(type("MPCT"), WorkType::video);
  EXPECT_EQ(type("SOUND"), WorkType::broadcast);
  EXPECT_EQ(type("THES"), WorkType::thesis);
  EXPECT_EQ(type("GOVDOC"), WorkType::report);
  EXPECT_EQ(type("BLOG"), WorkType::blog_post);
  EXPECT_EQ(type("ELEC"), WorkType::webpage);
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

TEST(RisReader, ReadsAFamilyNameAndInitialsWithoutAComma) {
  const auto name = [](const std::string& text) {
    const auto names = only_of_ris("TY  - JOUR\nA1  - " + text).authors;
    return names.size() == 1 ? names.front() : Name{};
  };
  EXPECT_EQ(name("Liu R."), (Name{.family = "Liu", .given = "R."}));
  EXPECT_EQ(name("Liu R"), (Name{.family = "Liu", .given = "R."}));
  EXPECT_EQ(name("Liu, R"), (Name{.family = "Liu", .given = "R."}));
  EXPECT_EQ(name("Kraus DR"), (Name{.family = "Kraus", .given = "D. R."}));
  EXPECT_EQ(name("van der Berg A. M."), (Name{.family = "van der Berg", .given = "A. M."}));
  EXPECT_EQ(name("Roe J-P Jr"), (Name{.literal = "Roe J-P Jr"})) << "a hyphen alone is no sign of initials";
  EXPECT_EQ(name("Roe JA Jr"), (Name{.family = "Roe", .given = "J. A.", .suffix = "Jr"}));
  EXPECT_EQ(name("Roe, J. A. III"), (Name{.family = "Roe", .given = "J. A.", .suffix = "III"}));
  EXPECT_EQ(name("Roe Jr., J. A."), (Name{.family = "Roe", .given = "J. A.", .suffix = "Jr."}));
  EXPECT_EQ(name("Roe, Jr., J. A."), (Name{.family = "Roe", .given = "J. A.", .suffix = "Jr."}));
}

TEST(RisReader, TellsGroupsFromPersons) {
  const auto group = [](const std::string& text) {
    const auto names = only_of_ris("TY  - JOUR\nAU  - " + text).authors;
    return names.size() == 1 ? names.front().literal : std::string{};
  };
  EXPECT_EQ(group("WHO"), "WHO");
  EXPECT_EQ(group("Project R"), "Project R");
  EXPECT_EQ(group("Public Health UK"), "Public Health UK");
  EXPECT_EQ(group("Centre for Trauma, Grief, and Loss"), "Centre for Trauma, Grief, and Loss");
  EXPECT_EQ(group("Department of Health, Education Office"), "Department of Health, Education Office");
  EXPECT_EQ(group("Center, Y."), "") << "a person of that name";
  EXPECT_EQ(group("Liu"), "");
}

TEST(RisReader, TakesTheEditorsOfABookWithoutAuthorsForItsAuthors) {
  for (const std::string lines :
       {"TY  - BOOK\nED  - Roe, J.", "TY  - BOOK\nA3  - Roe, J.", "TY  - EDBOOK\nAU  - Roe, J."}) {
    const auto book = only_of_ris(lines + "\nTI  - T");
    EXPECT_TRUE(book.edited) << lines;
    EXPECT_EQ(book.authors, (std::vector<Name>{{.family = "Roe", .given = "J."}})) << lines;
    EXPECT_EQ(book.editors, std::vector<Name>{}) << lines;
  }
}

TEST(RisReader, ReadsWhoElseHadAPartInAWork) {
  const std::vector<Name> roe{{.family = "Roe", .given = "J."}};
  EXPECT_EQ(only_of_ris("TY  - CHAP\nAU  - Doe, A.\nA2  - Roe, J.").editors, roe);
  EXPECT_EQ(only_of_ris("TY  - CHAP\nAU  - Doe, A.\nED  - Roe, J.").editors, roe);
  EXPECT_EQ(only_of_ris("TY  - BOOK\nAU  - Doe, A.\nA3  - Roe, J.").editors, roe);
  EXPECT_EQ(only_of_ris("TY  - BOOK\nAU  - Doe, A.\nA4  - Roe, J.").translators, roe);
  EXPECT_EQ(only_of_ris("TY  - RPRT\nAU  - Doe, A.\nTA  - Roe, J.").translators, roe);
}

TEST(RisReader, ReadsEditionsAndTheFirstYear) {
  const auto edition = [](const std::string& text) {
    return only_of_ris("TY  - BOOK\nTI  - T\nET  - " + text).edition;
  };
  EXPECT_EQ(edition("2"), "2");
  EXPECT_EQ(edition("2nd ed."), "2");
  EXPECT_EQ(edition("Third edition"), "3");
  EXPECT_EQ(edition("Rev. ed."), "Rev.");
  EXPECT_EQ(only_of_ris("TY  - JOUR\nTI  - T\nET  - 2021/07/01").edition, "") << "a day of publication";
  EXPECT_EQ(only_of_ris("TY  - BOOK\nTI  - T\nOP  - Vienna, 1900").original_year, 1900);
}

TEST(RisReader, ReadsWhatIsInPress) {
  for (const std::string lines : {"TY  - JOUR\nPY  - in press", "TY  - JOUR\nPY  - In Press///b", "TY  - INPR\nTI  - T",
                                  "TY  - JOUR\nY1  - forthcoming"}) {
    EXPECT_TRUE(only_of_ris(lines).in_press) << lines;
    EXPECT_EQ(only_of_ris(lines).year, std::nullopt) << lines;
  }
  EXPECT_FALSE(only_of_ris("TY  - INPR\nPY  - 2020").in_press);
  EXPECT_FALSE(only_of_ris("TY  - JOUR\nTI  - T\nPY  - n.d.").in_press);
}

TEST(RisReader, TellsAConferenceFromItsProceedings) {
  const auto both = only_of_ris("TY  - CONF\nTI  - T\nT2  - Days of Listening\nC3  - Papers\nCY  - Graz, Austria");
  EXPECT_EQ(both.event, "Days of Listening, Graz, Austria");
  EXPECT_EQ(both.container_title, "Papers");
  EXPECT_EQ(only_of_ris("TY  - CPAPER\nTI  - T\nT2  - Days of Listening").event, "Days of Listening");
  EXPECT_EQ(only_of_ris("TY  - SLIDE\nTI  - T\nT2  - Days of Listening").event, "Days of Listening");
  EXPECT_EQ(only_of_ris("TY  - CONF\nTI  - T\nT2  - Papers of a Day").container_title, "Papers of a Day");
  EXPECT_EQ(only_of_ris("TY  - CPAPER\nTI  - T\nT2  - Proceedings of a Day").container_title, "Proceedings of a Day");
}

TEST(RisReader, TakesTheJournalFromJfWhereT2IsASubtitle) {
  const auto journal = [](const std::string& lines) {
    return only_of_ris("TY  - JOUR\nTI  - Silence: A study\n" + lines).container_title;
  };
  EXPECT_EQ(journal("T2  - A study\nJF  - Journal of Listening"), "Journal of Listening");
  EXPECT_EQ(journal("T2  - A study\nJO  - Journal of Listening"), "Journal of Listening");
  EXPECT_EQ(journal("T2  - Journal of Listening\nJO  - J. Listening"), "Journal of Listening");
  EXPECT_EQ(journal("T2  - J. Listening\nJF  - Journal of Listening"), "Journal of Listening");
  EXPECT_EQ(journal("JF  - J Listening\nJO  - Journal of Listening"), "Journal of Listening");
  EXPECT_EQ(journal("T2  - Journal of Listening\nJA  - JOL"), "Journal of Listening");
  EXPECT_EQ(journal("JA  - J Listening"), "J Listening");
  EXPECT_EQ(journal("T2  - The Listener\nJO  - Listener"), "The Listener");
  EXPECT_EQ(journal("T2  - Journal of Listening\nJO  - JLIS"), "Journal of Listening");
}

TEST(RisReader, NamesWhatItDoesNotKeepOnceAtTheRecord) {
  const auto read = read_ris(
      "\nTY  - BOOK\nAU  - Doe, J.\nA2  - Roe, K.\nA2  - Poe, L.\nTI  - T\nT3  - A Series\nCY  - Graz\nAB  - Abstract\n"
      "KW  - word\nSN  - 0000-0019\nN1  - see also there\nER  - \n",
      "f.ris");
  EXPECT_EQ(messages(read),
            (std::vector<std::string>{"f.ris:2:1: warning: expected what a citation can hold, found A2, "
                                      "T3, CY, N1 too; left out"}));
  EXPECT_EQ(read.citations.size(), 1U);
}

TEST(RisReader, KeepsTheRecordsAroundAnEmptyOneAndNamesIt) {
  std::string file;
  for (int i = 0; i < 10; ++i) file += i == 4 ? "TY  - JOUR\nER  - \n" : "TY  - JOUR\nTI  - One\nER  - \n";
  const auto read = read_ris(file, "f.ris");
  EXPECT_EQ(read.citations.size(), 9U);
  EXPECT_EQ(
      messages(read),
      (std::vector<std::string>{"f.ris:13:1: error: expected a record with tags such as \"TI  - …\", found none"}));
}

TEST(RisReader, ReadsARecordThatLostItsFirstLine) {
  const auto read = read_ris("TY  - JOUR\nTI  - One\nER  - \nAU  - Doe, J.\nTI  - Two\nJO  - Mind\nER  - \n", "f.ris");
  ASSERT_EQ(read.citations.size(), 2U);
  EXPECT_EQ(read.citations[1].title, "Two");
  EXPECT_EQ(messages(read), (std::vector<std::string>{"f.ris:4:1: warning: expected \"TY  - \", with which a record "
                                                      "begins, found \"AU\"; read as one whose type is unknown"}));
}

TEST(RisReader, TakesTheSizeOfABookForNoPage) {
  EXPECT_EQ(only_of_ris("TY  - BOOK\nTI  - T\nSP  - xii, 345").first_page, "");
  EXPECT_EQ(only_of_ris("TY  - THES\nTI  - T\nSP  - 210").first_page, "");
  EXPECT_EQ(only_of_ris("TY  - CHAP\nTI  - T\nSP  - 210").first_page, "210");
}

TEST(RisReader, ReadsADoiFromAddressesOfLibraries) {
  for (const std::string address :
       {"https://doi.org.proxy.example.edu/10.1000/a", "https://proxy.example.edu/login?url=https://doi.org/10.1000/a"})
    EXPECT_EQ(only_of_ris("TY  - JOUR\nUR  - " + address).doi, "10.1000/a") << address;
  EXPECT_EQ(only_of_ris("TY  - JOUR\nUR  - https://example.org/b\nUR  - https://doi.org/10.1000/a").doi, "10.1000/a");
  EXPECT_EQ(only_of_ris("TY  - JOUR\nDO  - 10.1000/a\nUR  - https://example.org/b").url, "");
}

TEST(RisReader, ReadsTheNoteOnARetraction) {
  const auto article = only_of_ris("TY  - JOUR\nTI  - T\nN1  - Retracted: made up");
  EXPECT_TRUE(article.retracted);
  EXPECT_EQ(article.note, "Retracted: made up");
}

TEST(RisReader, TakesWhatHasNoJournalForAPreprint) {
  EXPECT_EQ(only_of_ris("TY  - GEN\nTI  - T\nDO  - 10.1000/a\nPB  - Example Archive").type, WorkType::preprint);
  EXPECT_EQ(only_of_ris("TY  - GEN\nTI  - T\nJO  - Mind").type, WorkType::article_journal);
}

TEST(Ris, HasFullStopsAfterInitials) {
  const Citation citation{.authors = {{.family = "Kraus", .given = "DR"}}, .title = "T"};
  EXPECT_NE(to_ris(citation).find("AU  - Kraus, D. R.\r\n"), std::string::npos);
}

TEST(Ris, GivesEachTypeAsItIsReadAgain) {
  for (const auto type : all_work_types()) {
    const Citation citation{.type = type, .title = "T"};
    EXPECT_EQ(only_of_ris(to_ris(citation)).type, type) << to_ris(citation);
  }
}

TEST(RisReader, ALastPageAloneIsAPageWithoutItsLabel) {
  const auto read = read_ris("TY  - JOUR\nTI  - T\nEP  - pp. 413\nER  - \n", "f.ris");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.citations[0].first_page, "413");
}

TEST(RisReader, TakesNoPagesFromWhatSaysThatThereAreNone) {
  const auto pages = [](const char* none) {
    const auto record = std::string{"TY  - JOUR\nTI  - On minds\nSP  - "} + none + "\nER  - \n";
    return page_range(read_ris(record, "f").citations.at(0));
  };
  EXPECT_EQ(pages("No Pagination Specified"), "");
  EXPECT_EQ(pages("n/a"), "");
  EXPECT_EQ(pages("N.PAG"), "");
}

}  // namespace
}  // namespace citefeed::citation
