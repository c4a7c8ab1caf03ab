// References to articles in NLM style and its relatives.
#include <gtest/gtest.h>

#include "citation/nlm_reader.hpp"
#include "citation/reference.hpp"

namespace citefeed::citation {
namespace {

std::string names_of(const Citation& citation) {
  std::string text;
  for (const auto& name : citation.authors) text += (text.empty() ? "" : "; ") + inverted(name);
  return text;
}

struct NamesCase {
  const char* printed;
  const char* names;
};

class NlmNames : public testing::TestWithParam<NamesCase> {};

TEST_P(NlmNames, AreReadWithSpacedInitials) {
  const auto reading = read_reference(std::string(GetParam().printed) + " Care in practice. J Care. 2018;12(3):45-67.");
  EXPECT_EQ(names_of(reading.citation), GetParam().names);
  EXPECT_EQ(reading.citation.title, "Care in practice");
  EXPECT_EQ(reading.citation.container_title, "J Care");
}

INSTANTIATE_TEST_SUITE_P(
    Forms, NlmNames,
    testing::Values(
        NamesCase{"Doe JA.", "Doe, J. A."}, NamesCase{"Doe J, Roe MA.", "Doe, J.; Roe, M. A."},
        NamesCase{"van der Berg P-J, O'Brien-Smith K Jr, Gil LC 3rd.",
                  "van der Berg, P.-J.; O'Brien-Smith, K., Jr; Gil, L. C., 3rd"},
        NamesCase{"Doe J.A., Roe M.", "Doe, J. A.; Roe, M."}, NamesCase{"Doe J. A., Roe M.", "Doe, J. A.; Roe, M."},
        NamesCase{"Doe, J. A., Roe, M., & Poe, B.", "Doe, J. A.; Roe, M.; Poe, B."},
        NamesCase{"Doe J, Roe M, and Poe B.", "Doe, J.; Roe, M.; Poe, B."},
        NamesCase{"Doe J, Roe M:", "Doe, J.; Roe, M."}, NamesCase{"Çelik Ö, Åberg ÅM.", "Çelik, Ö.; Åberg, Å. M."},
        NamesCase{"World Health Organization.", "World Health Organization"},
        NamesCase{"U.S. Preventive Services Task Force.", "U.S. Preventive Services Task Force"},
        NamesCase{"DCCT research group.", "DCCT research group"},
        NamesCase{"Doe J; Care Study Group.", "Doe, J.; Care Study Group"},
        NamesCase{"Doe J, Roe M; for the Care Study Investigators.", "Doe, J.; Roe, M.; Care Study Investigators"},
        NamesCase{"Doe J, on behalf of the Care Study Group.", "Doe, J.; Care Study Group"},
        NamesCase{"Care Study Group, Doe J, Roe M.", "Care Study Group; Doe, J.; Roe, M."}));

TEST(NlmNames, MayLeaveOthersOut) {
  for (const char* list : {"Doe J, Roe M, et al.", "Doe J, Roe M et al.", "Doe J, Roe M, and others."}) {
    const auto citation = read_reference(std::string(list) + " Care in practice. J Care. 2018;12(3):45-67.").citation;
    EXPECT_EQ(names_of(citation), "Doe, J.; Roe, M.") << list;
    EXPECT_EQ(citation.gap, 2U) << list;
    EXPECT_EQ(citation.title, "Care in practice") << list;
  }
}

TEST(NlmNames, MayStandBehindTheTitle) {
  const auto citation =
      read_reference("Care in Practice: A Trial. Doe J, Roe M, et al. J Care. 2018;12(3):45-67.").citation;
  EXPECT_EQ(names_of(citation), "Doe, J.; Roe, M.");
  EXPECT_EQ(citation.title, "Care in Practice: A Trial");
  EXPECT_EQ(citation.container_title, "J Care");
}

TEST(NlmNames, MayBeMissing) {
  const auto citation = read_reference("21 ways to better care. Health News. 2005 Apr;11(4):11.").citation;
  EXPECT_EQ(names_of(citation), "");
  EXPECT_EQ(citation.title, "21 ways to better care");
  EXPECT_EQ(citation.container_title, "Health News");
}

TEST(NlmNames, AreSaidToBeDoubtfulWhereTheyHaveNoInitials) {
  const auto reading = read_reference("Doe John, Roe Mary. Care in practice. J Care. 2018;12(3):45-67.");
  EXPECT_EQ(reading.problems,
            std::vector<std::string>{R"(expected names with initials before the title, found "Doe John, Roe Mary")"});
}

struct NlmPlaceCase {
  const char* printed;
  const char* volume;
  const char* issue;
  const char* pages;
};

class NlmPlace : public testing::TestWithParam<NlmPlaceCase> {};

TEST_P(NlmPlace, IsReadWithPagesInFull) {
  const auto reading = read_reference("Doe J, Roe M. Care in practice. J Care" + std::string(GetParam().printed));
  const auto& citation = reading.citation;
  EXPECT_EQ(reading.problems, std::vector<std::string>{});
  EXPECT_EQ(citation.year, 2018);
  EXPECT_EQ(citation.title, "Care in practice");
  EXPECT_EQ(citation.container_title, "J Care");
  EXPECT_EQ(citation.volume, GetParam().volume);
  EXPECT_EQ(citation.issue, GetParam().issue);
  EXPECT_EQ(page_range(citation, "-"), GetParam().pages);
  EXPECT_EQ(citation.type, WorkType::article_journal);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, NlmPlace,
    testing::Values(
        NlmPlaceCase{". 2018;12(3):45-67.", "12", "3", "45-67"},
        NlmPlaceCase{". 2018 Mar 12;12(3):145-9.", "12", "3", "145-149"},
        NlmPlaceCase{". 2018 Apr-Jun;12:45-67.", "12", "", "45-67"},
        NlmPlaceCase{". March 12, 2018;12(3):45-67.", "12", "3", "45-67"},
        NlmPlaceCase{" 2018; 12: 45–67.", "12", "", "45-67"}, NlmPlaceCase{" 2018;12(3):45-67", "12", "3", "45-67"},
        NlmPlaceCase{". 2018; 12 (3): 45–67.", "12", "3", "45-67"},
        NlmPlaceCase{". 2018;12 Suppl 2:S93-9.", "12", "Suppl 2", "S93-S99"},
        NlmPlaceCase{". 2018;12(3 Suppl 1):S45-9.", "12", "3 Suppl 1", "S45-S49"},
        NlmPlaceCase{". 2018;12(Suppl. 2):S45-S49.", "12", "Suppl. 2", "S45-S49"},
        NlmPlaceCase{". 2018;12(Pt 2):491-5.", "12", "Pt 2", "491-495"},
        NlmPlaceCase{". 2018;(401):230-8.", "", "401", "230-238"}, NlmPlaceCase{". 2018 Jun:1-6.", "", "", "1-6"},
        NlmPlaceCase{". 2018 Apr;45-67.", "", "", "45-67"}, NlmPlaceCase{". 2018;(3):CD001234.", "", "3", "CD001234"},
        NlmPlaceCase{". 2018;12:e0123456.", "12", "", "e0123456"}, NlmPlaceCase{" 2018;360:k1234.", "360", "", "k1234"},
        NlmPlaceCase{" 2018:n71.", "", "", "n71"}, NlmPlaceCase{". 2018;16(2):iii-v.", "16", "2", "iii-v"},
        NlmPlaceCase{". 2018;12(3):169.", "12", "3", "169"}, NlmPlaceCase{". 2018;12(3).", "12", "3", ""},
        NlmPlaceCase{" 2018, 12(3):45-67.", "12", "3", "45-67"}, NlmPlaceCase{" (2018) 12:45–67.", "12", "", "45-67"},
        NlmPlaceCase{" 12(3):45-67, 2018.", "12", "3", "45-67"},
        NlmPlaceCase{". 2018;12(3):45-67; discussion 68-70.", "12", "3", "45-67"},
        NlmPlaceCase{" [Internet]. 2018 Jun [cited 2019 Aug 12];102(6):[about 1 p.].", "102", "6", ""},
        NlmPlaceCase{". 2018;12(3):45-67. Erratum in: J Care. 2019;13(1):9.", "12", "3", "45-67"}));

TEST(NlmPlace, IsSaidToBeUnreadWhereItIs) {
  const auto reading = read_reference("Doe J. Care. J Care. 2018;12(3):between two pages (really).");
  EXPECT_EQ(reading.problems,
            std::vector<std::string>{
                R"(expected volume and pages after the year, found "12(3):between two pages (really).")"});
}

TEST(NlmArticle, EndsInItsNumbers) {
  const auto citation =
      read_reference(
          "Doe J, Roe M. Care in practice. J Care. 2018 Mar 12;12(3):45-67. doi: 10.1000/care.12. Epub 2018 Feb 1. "
          "PMID: 12345678; PMCID: PMC1234567.")
          .citation;
  EXPECT_EQ(citation.doi, "10.1000/care.12");
  EXPECT_EQ(page_range(citation, "-"), "45-67");
}

TEST(NlmArticle, MayWaitForItsVolume) {
  for (const char* end : {". 2018 Mar 12. doi: 10.1000/care.12. [Epub ahead of print]",
                          ". 2018 Mar 12:S0140-6736(20)30183-5. doi: 10.1000/care.12. Epub ahead of print.",
                          ". Published online March 12, 2018. doi:10.1000/care.12"}) {
    const auto reading = read_reference("Doe J, Roe M. Care in practice. J Care" + std::string(end));
    EXPECT_EQ(reading.problems, std::vector<std::string>{}) << end;
    EXPECT_EQ(reading.citation.title, "Care in practice") << end;
    EXPECT_EQ(reading.citation.container_title, "J Care") << end;
    EXPECT_EQ(reading.citation.year, 2018) << end;
    EXPECT_EQ(reading.citation.doi, "10.1000/care.12") << end;
    EXPECT_EQ(page_range(reading.citation), "") << end;
  }
}

TEST(NlmArticle, MayBeForthcoming) {
  const auto citation = read_reference("Doe J, Roe M. Care in practice. J Care. Forthcoming 2018.").citation;
  EXPECT_EQ(citation.container_title, "J Care");
  EXPECT_TRUE(citation.in_press);
}

struct NlmTitleCase {
  const char* printed;
  const char* title;
  const char* journal;
};

class NlmTitle : public testing::TestWithParam<NlmTitleCase> {};

TEST_P(NlmTitle, IsDividedFromTheJournal) {
  const auto citation =
      read_reference("Doe J, Roe M. " + std::string(GetParam().printed) + " 2018;12(3):45-67.").citation;
  EXPECT_EQ(citation.title, GetParam().title);
  EXPECT_EQ(citation.container_title, GetParam().journal);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, NlmTitle,
    testing::Values(
        NlmTitleCase{"Does it help? J Care.", "Does it help?", "J Care"},
        NlmTitleCase{"Does it help? A trial. J Care.", "Does it help? A trial", "J Care"},
        NlmTitleCase{"Care and vitamin D. J Care", "Care and vitamin D", "J Care"},
        NlmTitleCase{"Care since the war (1990-2010). J Care.", "Care since the war (1990-2010)", "J Care"},
        NlmTitleCase{"“Care in practice.” J Care.", "Care in practice", "J Care"},
        NlmTitleCase{"[Fear of being ill]. J Care.", "Fear of being ill", "J Care"},
        NlmTitleCase{"Care in practice [Article in German]. J Care.", "Care in practice", "J Care"},
        NlmTitleCase{"Care in practice. J. Consult. Clin. Psychol.", "Care in practice", "J. Consult. Clin. Psychol."},
        NlmTitleCase{"Care in practice. Trends Cogn. Sci.", "Care in practice", "Trends Cogn. Sci."},
        NlmTitleCase{"Care in practice. Lancet (London, England).", "Care in practice", "Lancet (London, England)"},
        NlmTitleCase{"Care in practice. Proc Natl Acad Sci U S A.", "Care in practice", "Proc Natl Acad Sci U S A"},
        NlmTitleCase{"Care in practice. PLoS One.", "Care in practice", "PLoS One"}));

TEST(NlmTitle, MayBeFollowedByWhatKindOfWorkItIs) {
  const auto citation = read_reference("Doe J. Care in practice [letter]. J Care. 2018;12(3):45.").citation;
  EXPECT_EQ(citation.title, "Care in practice");
  EXPECT_EQ(citation.genre, "letter");
}

TEST(NlmTitle, MayBeFollowedByWhatHappenedToTheWork) {
  const auto corrected =
      read_reference("Doe J. Care [published correction appears in JAMA. 2019;321(2):200]. JAMA. 2018;319(3):245-57.");
  EXPECT_EQ(corrected.citation.title, "Care");
  EXPECT_EQ(corrected.citation.year, 2018);
  EXPECT_EQ(corrected.citation.volume, "319");
  EXPECT_EQ(corrected.citation.note, "published correction appears in JAMA. 2019;321(2):200");
  EXPECT_FALSE(corrected.citation.retracted);
  EXPECT_TRUE(read_reference("Doe J. Care [Retracted]. J Care. 2018;12(3):45.").citation.retracted);
  EXPECT_TRUE(read_reference("Doe J. RETRACTED: Care. J Care. 2018;12(3):45.").citation.retracted);
}

TEST(NlmReference, MayStandInAList) {
  for (const char* mark : {"1. ", "[1] ", "[1]", "(12) ", "12) ", "12 ", "• ", "* "}) {
    const auto citation = read_reference(std::string(mark) + "Doe J. Care. J Care. 2018;12(3):45-67.").citation;
    EXPECT_EQ(names_of(citation), "Doe, J.") << mark;
    EXPECT_EQ(citation.title, "Care") << mark;
  }
}

TEST(NlmReference, MayHaveTheDateBehindTheAuthors) {
  const auto reading = read_reference("Doe, J.A., Roe, M., 2018b. Care in practice. J. Clin. Care 12 (3), 45–67.");
  EXPECT_EQ(reading.problems, std::vector<std::string>{});
  EXPECT_EQ(names_of(reading.citation), "Doe, J. A.; Roe, M.");
  EXPECT_EQ(reading.citation.year_suffix, "b");
  EXPECT_EQ(reading.citation.container_title, "J. Clin. Care");
  EXPECT_EQ(reading.citation.issue, "3");
}

TEST(NlmReference, MayBeWhatPubMedCallsMla) {
  for (const char* form :
       {"Doe, John A, and Mary van Roe. “Care in practice.” Journal of care vol. 12,3 (2018): 145-67. doi:10.1000/x",
        "Doe, John A, and Mary van Roe. \"Care in practice.\" Journal of care vol. 12,3 (Mar. 2018): 145-167."}) {
    const auto reading = read_reference(form);
    EXPECT_EQ(reading.problems, std::vector<std::string>{}) << form;
    EXPECT_EQ(names_of(reading.citation), "Doe, John A; Roe, Mary van") << form;
    EXPECT_EQ(reading.citation.title, "Care in practice") << form;
    EXPECT_EQ(reading.citation.container_title, "Journal of care") << form;
    EXPECT_EQ(reading.citation.issue, "3") << form;
    EXPECT_EQ(page_range(reading.citation, "-"), "145-167") << form;
    EXPECT_EQ(reading.citation.year, 2018) << form;
  }
  EXPECT_EQ(read_reference("Doe, John, et al. “Care.” Care vol. 12 (2018): 1-9.").citation.gap, 1U);
}

TEST(NlmReference, IsNoReferenceInApaStyle) {
  for (const char* apa :
       {"Adams, B., & Cole, D. (2003). A title. Mind, 13(2), 137–172.",
        "Adams, B. (2003). A title. Mind 2003; 50: 12–20.", "Adams B, Cole D (2003) A title. Mind 13:137–172",
        "World Health Organization. (2003). A title. Mind, 2003; 50: 12–20.",
        "Adams, B. (n.d.). A title. Publisher; 2003.", "Adams, B. A title. Mind, 13.", ""}) {
    EXPECT_FALSE(read_nlm(apa)) << apa;
    EXPECT_EQ(read_reference(apa).citation, read_apa(apa).citation) << apa;
  }
}

}  // namespace
}  // namespace citefeed::citation
