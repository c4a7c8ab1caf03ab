// Editors, translators, editions and first publication in printed references.
#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

Citation read_wholly(const std::string& reference) {
  auto reading = read_apa(reference);
  EXPECT_EQ(reading.problems, std::vector<std::string>{}) << reference;
  return reading.citation;
}

const Name editor_maier{.family = "Maier", .given = "B."};
const Name editor_gross{.family = "Groß", .given = "C."};
const std::vector<Name> both_editors = {editor_maier, editor_gross};

TEST(EditedBook, HasItsEditorsForAuthors) {
  for (const std::string mark :
       {"(Eds.).", "(Eds.)", "(eds).", "(Hrsg.).", "(dir.).", "(Coords.).", "(Orgs.).", "(a cura di).", "(Comps.)."}) {
    const auto citation = read_wholly("Maier, B., & Groß, C. " + mark + " (2010). The book. Springer.");
    EXPECT_TRUE(citation.edited) << mark;
    EXPECT_EQ(citation.authors, both_editors) << mark;
  }
  EXPECT_TRUE(read_wholly("Maier, B., Ed. (2010). The book. Springer.").edited);
}

TEST(EditedBook, MayBeASeriesAndIsNoEdition) {
  const auto citation = read_wholly("Maier, B. (Series Ed.). (2010). The series. Springer.");
  EXPECT_TRUE(citation.edited);
  EXPECT_EQ(citation.authors, std::vector<Name>{editor_maier});
  EXPECT_EQ(citation.title, "The series");
}

TEST(EditedBook, IsNotOneByAnAuthorCalledEd) {
  const auto citation = read_wholly("Brown, Ed. (2010). The book. Springer.");
  EXPECT_FALSE(citation.edited);
  EXPECT_EQ(citation.authors, (std::vector<Name>{{.family = "Brown", .given = "Ed."}}));
}

TEST(Chapter, NamesTheEditorsOfItsBook) {
  for (const std::string editors :
       {"In B. Maier & C. Groß (Eds.),", "In B. Maier and C. Groß (Eds.),", "In Maier, B., & Groß, C. (Eds.),",
        "In B. Maier & C. Groß, Eds.,", "In B. Maier & C. Groß,", "In B. Maier und C. Groß (Hrsg.),",
        "In: B. Maier, C. Groß (Hg.):", "Dans B. Maier et C. Groß (dir.),", "En B. Maier y C. Groß (Eds.),",
        "Em B. Maier e C. Groß (Orgs.),", "In B. Maier e C. Groß (a cura di),", "En B. Maier y C. Groß (Coords.),"}) {
    const auto citation = read_wholly("Doe, J. (2010). A part. " + editors + " The whole (pp. 12–34). Springer.");
    EXPECT_EQ(citation.type, WorkType::chapter) << editors;
    EXPECT_EQ(citation.title, "A part") << editors;
    EXPECT_EQ(citation.editors, both_editors) << editors;
    EXPECT_EQ(citation.container_title, "The whole") << editors;
  }
}

TEST(Chapter, MayBeInABookEditedByAGroupOrByOnePersonWhoAlsoTranslated) {
  EXPECT_EQ(read_wholly("Doe, J. (2010). A part. In Listening Group (Ed.), The whole (pp. 1–2). Springer.").editors,
            (std::vector<Name>{{.literal = "Listening Group"}}));
  const auto translated =
      read_wholly("Doe, J. (2010). A part. In B. Maier (Ed. & Trans.), The whole (pp. 1–2). Springer.");
  EXPECT_EQ(translated.editors, std::vector<Name>{editor_maier});
  EXPECT_EQ(translated.translators, std::vector<Name>{editor_maier});
}

TEST(Chapter, KeepsEditorsOfSeriesAndVolume) {
  const auto citation = read_wholly(
      "Doe, J. (2010). A part. In B. Maier (Series Ed.) & C. Groß (Vol. Ed.), The whole (Vol. 3, pp. 1–2). Springer.");
  EXPECT_EQ(citation.editors, both_editors);
  EXPECT_EQ(citation.container_title, "The whole");
}

TEST(Chapter, SaysWhatOfItsBracketsIsNotRead) {
  const auto reading =
      read_apa("Doe, J. (2010). A part. In B. Maier (Ed.), The whole (Blue series, pp. 1–2). Springer.");
  EXPECT_EQ(reading.problems, std::vector<std::string>{"expected edition, volume and pages in the brackets after the "
                                                       "book's title, found \"Blue series\""});
}

TEST(Title, LosesTranslatorsAndEditorsBehindIt) {
  const auto translated = read_wholly("Simmel, G. (1950). The sociology (B. Maier, Trans.). Free Press.");
  EXPECT_EQ(translated.title, "The sociology");
  EXPECT_EQ(translated.translators, std::vector<Name>{editor_maier});
  const auto edited =
      read_wholly("Greenleaf, R. K. (1996). On becoming. (B. Maier & C. Groß, Eds.). San Francisco, CA: Jossey-Bass.");
  EXPECT_EQ(edited.title, "On becoming");
  EXPECT_EQ(edited.editors, both_editors);
  EXPECT_FALSE(edited.edited);
  const auto four =
      read_wholly("Doe, J. (2012). A book (B. Maier, M. O'Hara, P. F. Schmid, & C. Groß, Eds.; 2nd ed.). Wiley.");
  EXPECT_EQ(
      four.editors,
      (std::vector<Name>{
          editor_maier, {.family = "O'Hara", .given = "M."}, {.family = "Schmid", .given = "P. F."}, editor_gross}));
  EXPECT_EQ(four.edition, "2");
  EXPECT_EQ(read_wholly("Aristoteles (2016). Poética (2ª ed. J. D. García, Trad.). Gredos.").edition, "2");
  EXPECT_EQ(read_wholly("Aristoteles (2016). Poética (2ª ed. J. D. García, Trad.). Gredos.").translators,
            (std::vector<Name>{{.family = "García", .given = "J. D."}}));
  EXPECT_EQ(read_wholly("Aristoteles (2016). Poética (2ª ed., J. D. García, Trad.). Gredos.").translators,
            (std::vector<Name>{{.family = "García", .given = "J. D."}}));
}

TEST(Edition, IsANumberOnlyWhereItIsOne) {
  const std::vector<std::pair<std::string, std::string>> editions = {{"2nd ed.", "2"},
                                                                     {"2nd. ed", "2"},
                                                                     {"3rd edition", "3"},
                                                                     {"Second ed.", "2"},
                                                                     {"11th ed.", "11"},
                                                                     {"2e éd.", "2"},
                                                                     {"2ème édition", "2"},
                                                                     {"2. Aufl.", "2"},
                                                                     {"3. Auflage", "3"},
                                                                     {"3.ª ed.", "3"},
                                                                     {"3a ed.", "3"},
                                                                     {"4ª edição", "4"},
                                                                     {"Rev. ed.", "Rev."},
                                                                     {"Kindle ed.", "Kindle"},
                                                                     {"2nd rev. ed.", "2nd rev."},
                                                                     {"5th ed., text rev.", "5, text rev."},
                                                                     {"2., überarb. Aufl.", "2, überarb."}};
  for (const auto& [printed, edition] : editions) {
    const auto citation = read_wholly("Doe, J. (2010). The book (" + printed + "). Springer.");
    EXPECT_EQ(citation.edition, edition) << printed;
    EXPECT_EQ(citation.title, "The book") << printed;
  }
}

TEST(Edition, OfAGuidelineInAJournalBelongsToItsTitle) {
  const auto citation = read_wholly("Doe, J. (2014). A framework (3rd ed.). Journal of Frames, 68(1), 1–48.");
  EXPECT_EQ(citation.title, "A framework (3rd ed.)");
  EXPECT_EQ(citation.edition, "");
}

TEST(OriginalYear, IsReadWhereverItIsPrinted) {
  for (const std::string reference :
       {"Freud, S. (1953). The dreams. Hogarth Press. (Original work published 1900)",
        "Freud, S. (1953). The dreams. Hogarth Press. https://doi.org/10.1000/x (Original work published 1900)",
        "Freud, S. (1953). The dreams. Hogarth Press (Original work published 1900). https://doi.org/10.1000/x",
        "Freud, S. (1900/1953). The dreams. Hogarth Press.", "Freud, S. (1953 [1900]). The dreams. Hogarth Press.",
        "Freud, S. (1953). The dreams. Hogarth Press. (Obra original publicada en 1900)",
        "Freud, S. (1953). The dreams. Hogarth Press. (Ouvrage original publié en 1900)",
        "Freud, S. (1953). The dreams. Hogarth Press. (Original erschienen 1900)"}) {
    const auto citation = read_wholly(reference);
    EXPECT_EQ(citation.year, 1953) << reference;
    EXPECT_EQ(citation.original_year, 1900) << reference;
    EXPECT_EQ(citation.publisher, "Hogarth Press") << reference;
  }
}

TEST(WorkInPress, IsAccepted) {
  EXPECT_TRUE(read_wholly("Doe, J. (in press). A new thing. Journal of Things.").in_press);
  EXPECT_TRUE(read_wholly("Doe, J. (im Druck). Ein Ding. Zeitschrift für Dinge.").in_press);
  EXPECT_FALSE(read_wholly("Doe, J. (n.d.). A new thing. Journal of Things.").in_press);
  EXPECT_FALSE(read_wholly("Doe, J. (under review). A new thing. Journal of Things.").in_press);
}

}  // namespace
}  // namespace citefeed::citation
