// References in NLM style and its relatives to works that are no journal articles.
#include <gtest/gtest.h>

#include "citation/reference.hpp"

namespace citefeed::citation {
namespace {

Citation read(const std::string& reference) {
  auto reading = read_reference(reference);
  EXPECT_EQ(reading.problems, std::vector<std::string>{}) << reference;
  EXPECT_EQ(reading.citation.printed, reference);
  reading.citation.printed.clear();
  return reading.citation;
}

const std::vector<Name> doe_and_roe = {{.family = "Doe", .given = "J."}, {.family = "Roe", .given = "M."}};

TEST(NlmBook, EndsInItsPublisherAndYear) {
  const Citation expected{.type = WorkType::book,
                          .authors = doe_and_roe,
                          .year = 2018,
                          .title = "Care in practice: a guide",
                          .edition = "2",
                          .publisher = "Publisher"};
  for (const char* form : {"Doe J, Roe M. Care in practice: a guide. 2nd ed. London: Publisher; 2018. 345 p.",
                           "Doe J, Roe M. Care in practice: a guide. 2nd ed. White Plains (NY): Publisher; c2018.",
                           "Doe J, Roe M. Care in practice: a guide. 2nd ed. St. Louis: Publisher; 2018.",
                           "Doe J, Roe M. Care in practice: a guide. 2nd ed. Publisher; 2018.",
                           "Doe J, Roe M. Care in practice: a guide, 2nd edn. London: Publisher, 2018."})
    EXPECT_EQ(read(form), expected) << form;
}

TEST(NlmBook, MayHaveEditors) {
  const auto edited = read("Doe J, Roe M, editors. Care in practice. London: Publisher; 2018.");
  EXPECT_EQ(edited.authors, doe_and_roe);
  EXPECT_TRUE(edited.edited);
  const auto others = read("Doe J. Care in practice. 2nd ed. Roe M, editor. London: Publisher; 2018.");
  EXPECT_FALSE(others.edited);
  EXPECT_EQ(others.editors, (std::vector<Name>{{.family = "Roe", .given = "M."}}));
  EXPECT_EQ(others.edition, "2");
  EXPECT_EQ(others.title, "Care in practice");
}

TEST(NlmBook, MayHaveAPublisherWithInitials) {
  EXPECT_EQ(read("Doe J. Care in practice. Philadelphia: W.B. Saunders; 1974.").publisher, "W.B. Saunders");
  EXPECT_EQ(read("Doe J. Care in practice. Philadelphia: J. B. Lippincott; 1974.").publisher, "J. B. Lippincott");
}

TEST(NlmChapter, HasABookWithEditorsAndPages) {
  const Citation expected{.type = WorkType::chapter,
                          .authors = {{.family = "Moe", .given = "C. A."}},
                          .editors = doe_and_roe,
                          .year = 2018,
                          .title = "Care at home",
                          .edition = "3",
                          .container_title = "Handbook of care",
                          .first_page = "145",
                          .last_page = "167",
                          .publisher = "Publisher"};
  for (const char* form :
       {"Moe CA. Care at home. In: Doe J, Roe M, editors. Handbook of care. 3rd ed. London: Publisher; 2018. p. "
        "145-67.",
        "Moe CA. Care at home. In: Doe J, Roe M, eds. Handbook of care. 3rd ed. Publisher; 2018:145-167.",
        "Moe CA. Care at home. In: Doe J, Roe M, eds. Handbook of care, 3rd edn. London: Publisher, 2018: 145–67."})
    EXPECT_EQ(read(form), expected) << form;
}

TEST(NlmChapter, MayBeAPaperOfAConference) {
  const auto citation = read(
      "Moe CA. Care at home. In: Doe J, editor. Care 2017: Proceedings of the 5th Conference on Care; 2017 Apr 3-5; "
      "Kinsale, Ireland. Berlin: Springer; 2018. p. 182-91.");
  EXPECT_EQ(citation.type, WorkType::conference_paper);
  EXPECT_EQ(citation.container_title, "Care 2017: Proceedings of the 5th Conference on Care");
  EXPECT_EQ(citation.year, 2018);
  EXPECT_EQ(citation.publisher, "Springer");
}

TEST(NlmThesis, IsSubmittedToAUniversity) {
  for (const char* form :
       {"Doe J. Care in practice [dissertation]. Ann Arbor (MI): University of Michigan; 2018.",
        "Doe J. Care in practice [PhD thesis]. [St Lucia]: University of Michigan; 2018.",
        "Doe J. Care in practice. Dissertation. University of Michigan; 2018. Accessed May 2, 2020."}) {
    const auto citation = read(form);
    EXPECT_EQ(citation.type, WorkType::thesis) << form;
    EXPECT_EQ(citation.title, "Care in practice") << form;
    EXPECT_EQ(citation.publisher, "University of Michigan") << form;
  }
}

TEST(NlmPage, IsOnTheInternet) {
  const auto nlm = read(
      "World Health Organization. Depression [Internet]. Geneva: World Health Organization; 2018 [updated 2018 Mar 22; "
      "cited 2019 Jan 1]. Available from: https://www.who.int/depression");
  EXPECT_EQ(nlm.type, WorkType::webpage);
  EXPECT_EQ(nlm.title, "Depression");
  EXPECT_EQ(nlm.publisher, "World Health Organization");
  EXPECT_EQ(nlm.year, 2018);
  EXPECT_EQ(nlm.url, "https://www.who.int/depression");
}

TEST(AmaPage, SaysWhenItWasPublishedAndRead) {
  const auto page = read(
      "World Health Organization. Depression. World Health Organization website. Published March 22, 2018. Accessed "
      "June 1, 2019. https://www.who.int/depression");
  EXPECT_EQ(page.type, WorkType::webpage);
  EXPECT_EQ(page.authors, (std::vector<Name>{{.literal = "World Health Organization"}}));
  EXPECT_EQ(page.title, "Depression");
  EXPECT_EQ(page.container_title, "World Health Organization");
  EXPECT_EQ(page.year, 2018);
  const auto undated =
      read("World Health Organization. Depression. Accessed June 1, 2019. https://www.who.int/depression");
  EXPECT_EQ(undated.title, "Depression");
  EXPECT_EQ(undated.year, std::nullopt);
}

TEST(NlmPreprint, IsInARepository) {
  for (const char* form :
       {"Doe J, Roe M. Care for all [Preprint]. medRxiv. 2020 [cited 2021 Jan 3]. Available from: "
        "https://doi.org/10.1101/2020.01.02.20012345",
        "Doe J, Roe M. Care for all. medRxiv [Preprint]. 2020 Mar 3 [cited 2021 Jan 3]: 2020.01.02.20012345. Available "
        "from: https://doi.org/10.1101/2020.01.02.20012345",
        "Doe J, Roe M. Care for all. medRxiv. Preprint posted online March 3, 2020. doi:10.1101/2020.01.02.20012345"}) {
    const auto citation = read(form);
    EXPECT_EQ(citation.type, WorkType::preprint) << form;
    EXPECT_EQ(citation.title, "Care for all") << form;
    EXPECT_EQ(citation.container_title, "medRxiv") << form;
    EXPECT_EQ(citation.year, 2020) << form;
    EXPECT_EQ(citation.doi, "10.1101/2020.01.02.20012345") << form;
  }
}

TEST(NlmDataSet, IsGivenOut) {
  const auto citation = read(
      "Doe J. Data of care [dataset]. Version 2. Dryad; 2020 [cited 2021 Jan 3]. Available from: https://a.example/b");
  EXPECT_EQ(citation.type, WorkType::dataset);
  EXPECT_EQ(citation.title, "Data of care");
  EXPECT_EQ(citation.publisher, "Dryad");
}

}  // namespace
}  // namespace citefeed::citation
