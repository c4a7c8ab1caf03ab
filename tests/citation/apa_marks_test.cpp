// What brackets behind a title say: the kind of work, and what became of it.
#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

Citation read_tale(const std::string& reference) {
  auto reading = read_apa(reference);
  EXPECT_EQ(reading.problems, std::vector<std::string>{}) << reference;
  EXPECT_EQ(reading.citation.title.substr(0, 11), "A long tale") << reference;
  reading.citation.printed.clear();
  return reading.citation;
}

struct DescribedWork {
  std::string printed = {};
  Citation expected = {};
};

Citation with_doe(Citation citation) {
  citation.authors = {{.family = "Doe", .given = "J."}};
  citation.year = 2010;
  citation.title = "A long tale";
  return citation;
}

TEST(RetractedReference, MayBeginWithTheMark) {
  for (const char* mark : {"[Retracted] ", "RETRACTED: ", "(Retracted) "}) {
    const auto reading = read_apa(std::string{mark} + "Doe, J. (2010). On minds. Mind, 3(1), 4–9.");
    EXPECT_TRUE(reading.citation.retracted) << mark;
    EXPECT_EQ(reading.citation.authors, (std::vector<Name>{{.family = "Doe", .given = "J."}})) << mark;
    EXPECT_EQ(reading.unread, std::vector<std::string>{}) << mark;
  }
}

TEST(BracketedDescription, IsGenreAndType) {
  const std::vector<DescribedWork> works = {
      {"[Data set]. ICPSR.", {.type = WorkType::dataset, .genre = "Data set", .publisher = "ICPSR"}},
      {"[Conjunto de datos]. Zenodo.",
       {.type = WorkType::dataset, .genre = "Conjunto de datos", .publisher = "Zenodo"}},
      {"[Computer software]. Biostat.",
       {.type = WorkType::software, .genre = "Computer software", .publisher = "Biostat"}},
      {"[Preprint]. PsyArXiv.", {.type = WorkType::preprint, .genre = "Preprint", .container_title = "PsyArXiv"}},
      {"[Conference session]. Talking Conference, Milwaukee, WI, United States.",
       {.type = WorkType::conference_paper,
        .genre = "Conference session",
        .event = "Talking Conference, Milwaukee, WI, United States"}},
      {"[Posterpräsentation]. Kongress der Zuhörer, Bonn.",
       {.type = WorkType::conference_paper, .genre = "Posterpräsentation", .event = "Kongress der Zuhörer, Bonn"}},
      {"[Webinar]. Listening Society.",
       {.type = WorkType::video, .genre = "Webinar", .publisher = "Listening Society"}},
      {"[Film]. United Artists.", {.type = WorkType::video, .genre = "Film", .publisher = "United Artists"}},
      {"[Audio podcast]. Public Radio.",
       {.type = WorkType::broadcast, .genre = "Audio podcast", .publisher = "Public Radio"}},
      {"[Audio podcast episode]. In Code talk. Public Radio.",
       {.type = WorkType::broadcast,
        .genre = "Audio podcast episode",
        .container_title = "Code talk",
        .publisher = "Public Radio"}},
      {"[Blog post]. The Listener.",
       {.type = WorkType::blog_post, .genre = "Blog post", .container_title = "The Listener"}},
      {"[Billet de blogue]. Le carnet.",
       {.type = WorkType::blog_post, .genre = "Billet de blogue", .container_title = "Le carnet"}},
      {"[Press release]. Listening Society.",
       {.type = WorkType::report, .genre = "Press release", .publisher = "Listening Society"}},
      {"[Tesis doctoral, Universidad de Chile]. Repositorio.",
       {.type = WorkType::thesis, .genre = "Tesis doctoral", .publisher = "Universidad de Chile"}},
      {"[Letter to the editor]. Journal of Tales, 12(3), 45–67.",
       {.genre = "Letter to the editor",
        .container_title = "Journal of Tales",
        .volume = "12",
        .issue = "3",
        .first_page = "45",
        .last_page = "67"}},
      {"[Review of the book Short tales, by R. Roe]. Journal of Tales, 12, 45.",
       {.genre = "Review of the book Short tales, by R. Roe",
        .container_title = "Journal of Tales",
        .volume = "12",
        .first_page = "45"}},
  };
  for (const auto& [printed, expected] : works)
    EXPECT_EQ(read_tale("Doe, J. (2010). A long tale " + printed), with_doe(expected)) << printed;
}

TEST(BracketedDescription, FollowsOtherBrackets) {
  const auto citation = read_tale("Doe, J. (2010). A long tale (J. Santos & Y. Ureña, Narrs.) [Audiolibro]. Penguin.");
  EXPECT_EQ(citation, with_doe({.type = WorkType::book, .genre = "Audiolibro", .publisher = "Penguin"}));
}

TEST(Symposium, HoldsAContribution) {
  const auto citation = read_tale(
      "Doe, J. (2010). A long tale. In A. Schmidt & B. Roe (Chairs), Perspectives on tales [Symposium]. Convention of "
      "Talkers, Portland, OR, United States.");
  EXPECT_EQ(citation, with_doe({.type = WorkType::conference_paper,
                                .editors = {{.family = "Schmidt", .given = "A."}, {.family = "Roe", .given = "B."}},
                                .genre = "Symposium",
                                .container_title = "Perspectives on tales",
                                .event = "Convention of Talkers, Portland, OR, United States"}));
}

TEST(BracketedDescription, ThatTranslatesTheTitleStaysInIt) {
  for (const std::string brackets :
       {"[A short tale: Of mice]", "[Film and its discontents]", "[Data that talk]", "[sic]"})
    EXPECT_EQ(read_tale("Doe, J. (2010). A long tale " + brackets + ". Journal of Tales, 12(3), 45–67.").title,
              "A long tale " + brackets);
}

TEST(BracketedDescription, OfAWorkWithoutAuthorsFollowsItsTitle) {
  const auto citation = read_tale("A long tale [Film]. (1953). Columbia.");
  EXPECT_EQ(citation.authors, std::vector<Name>{});
  EXPECT_EQ(citation.type, WorkType::video);
  EXPECT_EQ(citation.publisher, "Columbia");
}

TEST(Preprint, IsKnownByItsServer) {
  for (const std::string server :
       {"PsyArXiv", "medRxiv", "bioRxiv", "OSF Preprints", "arXiv", "Research Square", "PeerJ Preprints", "SSRN"}) {
    const auto citation = read_tale("Doe, J. (2010). A long tale. " + server + ". https://doi.org/10.1000/x");
    EXPECT_EQ(citation.type, WorkType::preprint) << server;
    EXPECT_EQ(citation.container_title, server) << server;
  }
  const auto numbered = read_tale("Doe, J. (2010). A long tale. arXiv preprint arXiv:1706.03762.");
  EXPECT_EQ(numbered.type, WorkType::preprint);
  EXPECT_EQ(numbered.container_title, "arXiv");
  EXPECT_EQ(numbered.article_number, "arXiv:1706.03762");
}

TEST(Talk, ThatWasPresentedHasAnEvent) {
  const auto citation =
      read_tale("Doe, J. (2010, May). A long tale. Paper presented at the meeting of the Talkers, Boston, MA.");
  EXPECT_EQ(citation, with_doe({.type = WorkType::conference_paper,
                                .genre = "Paper presentation",
                                .event = "Meeting of the Talkers, Boston, MA"}));
}

TEST(JournalAlone, IsNoPublisher) {
  for (const std::string journal : {"Psychological Methods", "Psychotherapy", "Behaviour Research and Therapy",
                                    "Cognition and Emotion", "Journal of Tales", "Clinical Psychological Science"}) {
    const auto citation = read_tale("Doe, J. (2010). A long tale. " + journal + ".");
    EXPECT_EQ(citation.type, WorkType::article_journal) << journal;
    EXPECT_EQ(citation.container_title, journal);
  }
  for (const std::string publisher : {"Perigee", "Norton", "Markus Wiener", "Amazon.com", "Psychological Corporation",
                                      "Psychological Assessment Resources", "American Psychiatric Publishing",
                                      "Western Psychological Services", "Institute of Psychiatry"}) {
    const auto citation = read_tale("Doe, J. (2010). A long tale. " + publisher + ".");
    EXPECT_EQ(citation.type, WorkType::book) << publisher;
    EXPECT_EQ(citation.publisher, publisher);
  }
}

TEST(JournalAlone, IsAGuess) {
  const auto journal = read_apa("Doe, J. (2010). A long tale. Psychological Methods.");
  EXPECT_EQ(journal.evidence.container_title, Found::guessed);
  const auto publisher = read_apa("Doe, J. (2010). A long tale. Perigee.");
  EXPECT_EQ(publisher.evidence.title, Found::guessed);
}

TEST(Retraction, IsReadAsPrinted) {
  const std::vector<std::pair<std::string, std::string>> references = {
      {"A long tale. Mind, 12(3), 45–67. https://doi.org/10.1000/x (Retraction published 2012, Mind, 38[10], 1378)",
       "Retraction published 2012, Mind, 38(10), 1378"},
      {"A long tale. Mind, 12(3), 45–67. (Retraction published 2012, Mind, 38[10], 1378)",
       "Retraction published 2012, Mind, 38(10), 1378"},
      {"A long tale (Retraction published 2012). Mind, 12(3), 45–67.", "Retraction published 2012"},
      {"A long tale [Retracted]. Mind, 12(3), 45–67.", "Retracted"},
      {"[Retracted] A long tale. Mind, 12(3), 45–67.", "Retracted"},
      {"RETRACTED: A long tale. Mind, 12(3), 45–67.", "Retracted"},
      {"RETRACTED ARTICLE: A long tale. Mind, 12(3), 45–67.", "Retracted article"},
      {"Retracted: A long tale. Mind, 12(3), 45–67.", "Retracted"},
      {"A long tale (Retracted article. See vol. 13, pg. 4, 2011). Mind, 12(3), 45–67.",
       "Retracted article. See vol. 13, pg. 4, 2011"},
  };
  for (const auto& [printed, note] : references) {
    const auto citation = read_tale("Doe, J. (2010). " + printed);
    EXPECT_TRUE(citation.retracted) << printed;
    EXPECT_EQ(citation.note, note) << printed;
    EXPECT_EQ(citation.title, "A long tale") << printed;
    EXPECT_EQ(citation.container_title, "Mind") << printed;
  }
}

TEST(Retraction, IsNotWhatIsCorrectedOrWithdrawnOrANoticeItself) {
  const auto concern =
      read_tale("Doe, J. (2010). A long tale. Mind, 12(3), 45–67. (Expression of concern published 2012)");
  EXPECT_FALSE(concern.retracted);
  EXPECT_EQ(concern.note, "Expression of concern published 2012");
  const auto corrected =
      read_tale("Doe, J. (2010). A long tale. Mind, 12(3), 45–67. (Correction published 2012, Mind, 14, 8)");
  EXPECT_FALSE(corrected.retracted);
  EXPECT_EQ(corrected.note, "Correction published 2012, Mind, 14, 8");
  const auto withdrawn = read_tale("Doe, J. (2010). WITHDRAWN: A long tale. Mind, 12(3), 45–67.");
  EXPECT_FALSE(withdrawn.retracted);
  EXPECT_EQ(withdrawn.note, "Withdrawn");
  for (const std::string title :
       {"Retraction notice: A long tale", "Retraction: A long tale", "Expression of concern: A tale"}) {
    const auto notice = read_apa("Doe, J. (2010). " + title + ". Mind, 12(3), 45–67.").citation;
    EXPECT_FALSE(notice.retracted) << title;
    EXPECT_EQ(notice.title, title);
  }
}

TEST(Address, FollowsItsWordsInOtherLanguages) {
  for (const std::string words : {"Recuperado a partir de", "Recuperado de", "Consulté à l’adresse", "Repéré à",
                                  "Abgerufen von", "Disponibile su", "Verfügbar unter", "Zugriff am 3. Mai 2013 unter",
                                  "Consultado el 3 de mayo de 2013, de", "Disponível em", "Tratto da"}) {
    const auto citation =
        read_tale("Doe, J. (2010). A long tale. Revista de cuentos. " + words + " https://example.org/x");
    EXPECT_EQ(citation.container_title, "Revista de cuentos") << words;
    EXPECT_EQ(citation.url, "https://example.org/x") << words;
  }
}

}  // namespace
}  // namespace citefeed::citation
