#include "citation/apa_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace citefeed::citation {
namespace {

std::string with_place(const std::string& place) {
  return "Adams, B. (2003). A title. Some Journal, " + place;
}

struct LocatorCase {
  const char* place = "";     ///< what is printed after the journal's name
  const char* expected = "";  ///< volume|issue|pages or article number
};

const LocatorCase place_cases[] = {
    {"13(2), 137-172.", "13|2|137-172"},
    {"13 (2), 137–172", "13|2|137-172"},
    {"13, 137−172.", "13||137-172"},
    {"13, 43 - 102.", "13||43-102"},
    {"13, 541–53.", "13||541-53"},
    {"13(2), pp. 137–172.", "13|2|137-172"},
    {"13(2), p. 137", "13|2|137"},
    {"13(2), 137.", "13|2|137"},
    {"13(2).", "13|2|"},
    {"13.", "13||"},
    {"13(2):137-172.", "13|2|137-172"},
    {"13: 137-172.", "13||137-172"},
    {"Vol. 13 No. 2, pp. 137-72.", "13|2|137-72"},
    {"vol. 13, no. 2, pp. 137-72.", "13|2|137-72"},
    {"Vol. 13, Issue 2, 137–172.", "13|2|137-172"},
    {"13, n° 2, p. 137-172", "13|2|137-172"},
    {"13(2-3), 137-172", "13|2-3|137-172"},
    {"13(1 & 2), 137-172", "13|1 & 2|137-172"},
    {"13(2, 3, 4), 137-172", "13|2, 3, 4|137-172"},
    {"13(3, Pt. 1), 137-172", "13|3, Pt. 1|137-172"},
    {"13(Suppl. 1), S137–S172", "13|Suppl. 1|S137-S172"},
    {"13(S1), 137-172", "13|S1|137-172"},
    {"13 (Winter): 137-172", "13|Winter|137-172"},
    {"13, Suppl. 1, 137-172", "13|Suppl. 1|137-172"},
    {"13, 2, 137-172", "13|2|137-172"},
    {"13, 2, 137", "13|2|137"},
    {"12-13, 137-172", "12-13||137-172"},
    {"13(2), 137-172, 201.", "13|2|137-172, 201"},
    {"13(2), 137, 172.", "13|2|137, 172"},
    {"13(2), pp. 1,4", "13|2|1,4"},
    {"13(2), 137, 172-175.", "13|2|137, 172-175"},
    {"13(2), NP.", "13|2|"},
    {"13(2), S. 137-172.", "13|2|137-172"},
    {"13, n71.", "13||n71"},
    {"13, n. 2, 137", "13|2|137"},
    {"LIX, 137-172.", "LIX||137-172"},
    {"LXVI (3), p. 1.", "LXVI|3|1"},
    {"B39, 137-172.", "B39||137-172"},
    {"13(2), 137-172. Reprinted from the March 31, 1987 issue.", "13|2|137-172"},
    {"13(2), 137-172. Also in (Cole et al., 1990).", "13|2|137-172"},
    {"13(2), xi–xiv.", "13|2|xi-xiv"},
    {"11(9), e0161544.", "11|9|#e0161544"},
    {"11(9), Article e0161544.", "11|9|#e0161544"},
    {"12, Article 654321.", "12||#654321"},
    {"2019(4), CD012345.", "2019|4|#CD012345"},
    {"Issue 4, Art. No.: CD012345.", "|4|#CD012345"},
    {"137-172.", "||137-172"},
};

class Place : public testing::TestWithParam<LocatorCase> {};

TEST_P(Place, IsReadIntoVolumeIssueAndPages) {
  const auto reading = read_apa(with_place(GetParam().place));
  const auto& citation = reading.citation;
  const auto number = citation.article_number.empty() ? page_range(citation, "-") : "#" + citation.article_number;
  EXPECT_EQ(citation.volume + "|" + citation.issue + "|" + number, GetParam().expected);
  EXPECT_EQ(citation.container_title, "Some Journal");
  EXPECT_EQ(citation.title, "A title");
  EXPECT_EQ(reading.problems, std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(Apa, Place, testing::ValuesIn(place_cases));

struct TitleCase {
  const char* title_and_journal = "";
  const char* title = "";
  const char* journal = "";
};

const TitleCase title_cases[] = {
    {"Why? A study. Mind", "Why? A study", "Mind"},
    {"What would he say?. Mind", "What would he say?", "Mind"},
    {"What would he say? Mind", "What would he say?", "Mind"},
    {"Made you look! Mind", "Made you look!", "Mind"},
    {"Est-ce vrai ? Mind", "Est-ce vrai ?", "Mind"},
    {"Part one. Part two. Mind", "Part one. Part two", "Mind"},
    {"Anatomy. I. The loop. Brain Research", "Anatomy. I. The loop", "Brain Research"},
    {"Genes of C. elegans. Cell", "Genes of C. elegans", "Cell"},
    {"Salience vs. Valence in mice. Cell", "Salience vs. Valence in mice", "Cell"},
    {"A reply to Hobbs et al. Trends in Ecology", "A reply to Hobbs et al", "Trends in Ecology"},
    {"Therapy in the U.S. Psychotherapy", "Therapy in the U.S.", "Psychotherapy"},
    {"Hepatitis C. Hepatology", "Hepatitis C", "Hepatology"},
    {"Carers, cared-for: A “mixed” view. Mind", "Carers, cared-for: A “mixed” view", "Mind"},
    {"Carers [Soignants]. Mind", "Carers [Soignants]", "Mind"},
    {"[Soins]. Mind", "[Soins]", "Mind"},
    {"The \"new\" psychiatry\". Mind", "The \"new\" psychiatry\"", "Mind"},
    {"A study of cultures. Culture, Medicine, and Psychiatry", "A study of cultures",
     "Culture, Medicine, and Psychiatry"},
    {"Memory. Journal of Experimental Psychology: Learning, Memory, and Cognition", "Memory",
     "Journal of Experimental Psychology: Learning, Memory, and Cognition"},
    {"Ageing. The Journals of Gerontology. Series B, Psychological Sciences", "Ageing",
     "The Journals of Gerontology. Series B, Psychological Sciences"},
    {"Ageing. The lancet. Psychiatry", "Ageing", "The lancet. Psychiatry"},
    {"Ageing. Social Science & Medicine (1982)", "Ageing", "Social Science & Medicine (1982)"},
    {"Parsing reward. J. Neurosci.", "Parsing reward", "J. Neurosci."},
    {"Parsing reward. Proc. Natl. Acad. Sci. U. S. A.", "Parsing reward", "Proc. Natl. Acad. Sci. U. S. A."},
    {"Parsing reward. Cornell L. Rev.", "Parsing reward", "Cornell L. Rev."},
    {"Parsing reward. J. of Neurosci.", "Parsing reward", "J. of Neurosci."},
    {"Parsing reward. J. ACM", "Parsing reward", "J. ACM"},
    {"Trends in U.S. policy, University Review", "Trends in U.S. policy", "University Review"},
    {"Parsing reward, J. Neurosci.", "Parsing reward", "J. Neurosci."},
    {"Cognition in flies. eLife", "Cognition in flies", "eLife"},
    {"What you ask. info", "What you ask", "info"},
    {"Flies, e.g. fruit flies, spp. and others. Cell", "Flies, e.g. fruit flies, spp. and others", "Cell"},
    {"On numbers. 3 Biotech", "On numbers", "3 Biotech"},
    {"Aprender en línea. Comunicar. Revista de Educación", "Aprender en línea", "Comunicar. Revista de Educación"},
    {"Aprender. Dos años. Revista de Educación", "Aprender. Dos años", "Revista de Educación"},
    {"Parsing reward, University of St. Thomas Law Journal", "Parsing reward", "University of St. Thomas Law Journal"},
    {"“Parsing reward,” Mind", "Parsing reward", "Mind"},
    {"\"Parsing reward.\" Mind", "Parsing reward", "Mind"},
    {"'Parsing reward' , International Journal of Mind", "'Parsing reward'", "International Journal of Mind"},
    {"“Thing is” constructions: What is right? Language", "“Thing is” constructions: What is right?", "Language"},
    {"Evidence from bilinguals The Journal of Mind", "Evidence from bilinguals", "The Journal of Mind"},
    {"Ongaku no kachi [Value of music] Nihon Gakkaishi", "Ongaku no kachi [Value of music]", "Nihon Gakkaishi"},
};

class TitleAndJournal : public testing::TestWithParam<TitleCase> {};

TEST_P(TitleAndJournal, AreDividedWhereTheTitleEnds) {
  const auto reading = read_apa("Adams, B. (2003). " + std::string(GetParam().title_and_journal) + ", 13(2), 137–172.");
  EXPECT_EQ(reading.citation.title, GetParam().title);
  EXPECT_EQ(reading.citation.container_title, GetParam().journal);
  EXPECT_EQ(reading.citation.volume, "13");
}

INSTANTIATE_TEST_SUITE_P(Apa, TitleAndJournal, testing::ValuesIn(title_cases));

struct DateCase {
  const char* date = "";
  std::optional<int> year = {};
  const char* suffix = "";
};

const DateCase date_cases[] = {
    {"(2003).", 2003},
    {"(2003)", 2003},
    {"(2003),", 2003},
    {"( 2003 ).", 2003},
    {"[2003].", 2003},
    {"(2003a).", 2003, "a"},
    {"(2020, March 5).", 2020},
    {"(2020, Spring).", 2020},
    {"(Winter 2020).", 2020},
    {"(ca. 1850).", 1850},
    {"(1900/1953).", 1953},
    {"(2012–2013).", 2012},
    {"(in press).", {}},
    {"(in press-b).", {}, "b"},
    {"(n.d.).", {}},
    {"(n.d.-a).", {}, "a"},
    {"2003.", 2003},
    {"2003b.", 2003, "b"},
};

class PrintedYear : public testing::TestWithParam<DateCase> {};

TEST_P(PrintedYear, DividesAuthorsFromTitle) {
  const auto reading =
      read_apa("Adams, B., & Cole, D. " + std::string(GetParam().date) + " A title. Mind, 13(2), 137–172.");
  EXPECT_EQ(reading.citation.year, GetParam().year);
  EXPECT_EQ(reading.citation.year_suffix, GetParam().suffix);
  EXPECT_EQ(reading.citation.authors.size(), 2U);
  EXPECT_EQ(reading.citation.title, "A title");
}

INSTANTIATE_TEST_SUITE_P(Apa, PrintedYear, testing::ValuesIn(date_cases));

struct TailCase {
  const char* tail = "";
  const char* doi = "";
  const char* url = "";
};

const TailCase tail_cases[] = {
    {"", "", ""},
    {"https://doi.org/10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"http://dx.doi.org/10.1037/cou0000708.", "10.1037/cou0000708", ""},
    {"doi.org/10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"doi:10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"doi: 10.1037/cou0000708.", "10.1037/cou0000708", ""},
    {"DOI 10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"DOI:http://dx.doi.org/10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"doi: http://dx.doi.org/ 10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"https://doi.org/10.1037/ cou0000708", "10.1037/cou0000708", ""},
    {"10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"<https://doi.org/10.1037/cou0000708>", "10.1037/cou0000708", ""},
    {"(doi: 10.1037/cou0000708)", "10.1037/cou0000708", ""},
    {"Advance online publication. doi:10.1037/cou0000708", "10.1037/cou0000708", ""},
    {"PMID: 12345678", "", ""},
    {"Retrieved from http://www.jstor.org/stable/40319420", "", "http://www.jstor.org/stable/40319420"},
    {"Retrieved March 3, 2019, from www.example.org/a.pdf.", "", "https://www.example.org/a.pdf"},
    {"Available at: https://example.org/a_(b)", "", "https://example.org/a_(b)"},
    {"(https://example.org/a).", "", "https://example.org/a"},
};

class TailOfReference : public testing::TestWithParam<TailCase> {};

TEST_P(TailOfReference, GivesTheDoiOrTheAddress) {
  const auto reading =
      read_apa("Adams, B. (2003). A title. Some Journal, 13(2), 137–172. " + std::string(GetParam().tail));
  EXPECT_EQ(reading.citation.doi, GetParam().doi);
  EXPECT_EQ(reading.citation.url, GetParam().url);
  EXPECT_EQ(page_range(reading.citation, "-"), "137-172");
}

INSTANTIATE_TEST_SUITE_P(Apa, TailOfReference, testing::ValuesIn(tail_cases));

TEST(Reference, WhiteSpaceRunsCountAsOneSpace) {
  const auto reading = read_apa("  Adams,\u00a0B.\n(2003).\tA   title. Mind,\u202f13,\u00a01–2. ");
  EXPECT_EQ(reading.citation.printed, "Adams, B. (2003). A title. Mind, 13, 1–2.");
  EXPECT_EQ(reading.citation.volume, "13");
}

TEST(Reference, ANoteAfterThePagesIsNoPartOfThem) {
  const auto reading = read_apa("Adams, B. (2003). A title. Mind, 13, 1–2. (Original work published 1950)");
  EXPECT_EQ(reading.citation.last_page, "2");
  EXPECT_EQ(reading.citation.container_title, "Mind");
}

TEST(Reference, BracketsAfterAJournalAreNoIssueWithoutAVolumeBeforeThem) {
  const auto reading = read_apa("Adams, B. (2003). A title. Social Science & Medicine (1982), 154.");
  EXPECT_EQ(reading.citation.container_title, "Social Science & Medicine (1982)");
  EXPECT_EQ(reading.citation.volume, "154");
  EXPECT_EQ(reading.citation.issue, "");
}

TEST(Reference, WithoutAuthorsBeginsWithItsTitle) {
  const auto reading = read_apa("Who cares for the carers? (2003). Nursing Times, 99(3), 12–13.");
  EXPECT_TRUE(reading.citation.authors.empty());
  EXPECT_EQ(reading.citation.title, "Who cares for the carers?");
  EXPECT_EQ(reading.citation.container_title, "Nursing Times");
  EXPECT_EQ(reading.problems, std::vector<std::string>{});
}

TEST(Reference, AYearWithoutBracketsInsideATitleIsNoDate) {
  const auto reading = read_apa("Therapy in the nineties. Since 1990, and after 1999, all changed.");
  EXPECT_EQ(reading.citation.year, std::nullopt);
}

TEST(Problems, NameAMissingDateAndKeepTheReferenceAsPrinted) {
  const auto reading = read_apa("Adams, B. A title. Mind, 13. doi:10.1037/cou0000708");
  EXPECT_EQ(reading.problems,
            std::vector<std::string>{"expected a date in brackets after the authors, as in (2003), found none"});
  EXPECT_EQ(reading.citation.printed, "Adams, B. A title. Mind, 13. doi:10.1037/cou0000708");
  EXPECT_EQ(reading.citation.doi, "10.1037/cou0000708");
}

TEST(Problems, NameAMissingJournal) {
  const auto reading = read_apa("Adams, B. (2003). A title. https://doi.org/10.1037/cou0000708");
  EXPECT_EQ(reading.problems, std::vector<std::string>{"expected the name of a journal after the title, found none"});
}

TEST(Problems, NameEverythingMissingAtOnce) {
  const auto reading = read_apa("(2003).");
  const std::vector<std::string> expected = {"expected authors before the date, found none",
                                             "expected a title after the date, found none"};
  EXPECT_EQ(reading.problems, expected);
}

TEST(Problems, AreFoundInAnEmptyReference) {
  const auto reading = read_apa("");
  EXPECT_EQ(reading.citation, Citation{});
  EXPECT_EQ(reading.problems.size(), 1U);
}

}  // namespace
}  // namespace citefeed::citation
