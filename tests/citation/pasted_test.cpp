#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"
#include "citation/reference.hpp"

namespace citefeed::citation {
namespace {

TEST(PastedReference, LosesTheEmphasisOfMarkdown) {
  EXPECT_EQ(as_printed("Title. *Mind*, **12**(3), 1–9."), "Title. Mind, 12(3), 1–9.");
  EXPECT_EQ(as_printed("Title. _Mind, 12_(3), 1–9."), "Title. Mind, 12(3), 1–9.");
  EXPECT_EQ(as_printed("***Title***. (*Mind*) “*Body*”"), "Title. (Mind) “Body”");
}

TEST(PastedReference, KeepsMarksThatEmphasiseNothing) {
  for (const char* text : {"*Doe, J. (2020). A study of a meta-analysis.", "Hedges’ g*s and d*s", "2 * 3 * 4",
                           "https://osf.io/a_b_c and 10.1000/x_y_z", "Doe, J., * * * Roe, M.", "_.", "a_b"})
    EXPECT_EQ(as_printed(text), text);
  EXPECT_EQ(as_printed("*Doe, J. (2020). Title. *Mind*, 12, 1–9."), "*Doe, J. (2020). Title. Mind, 12, 1–9.");
}

TEST(PastedReference, LosesEscapesFootnotesMarksAndTags) {
  EXPECT_EQ(as_printed("\\*Doe, J., \\& Roe, M. Title. Mind, 12, 1–9.\\*"),
            "*Doe, J., & Roe, M. Title. Mind, 12, 1–9.");
  EXPECT_EQ(as_printed("Title. <i>Mind</i> &amp; <em>Body</em>, 12, 1–9. *"), "Title. Mind & Body, 12, 1–9.");
}

TEST(PastedReference, HasLettersInsteadOfLigaturesAndSoftHyphens) {
  EXPECT_EQ(as_printed("The ﬁrst eﬀect of psycho­therapy, eﬃcacy and psycho­ analysis"),
            "The first effect of psychotherapy, efficacy and psychoanalysis");
  EXPECT_EQ(as_printed("``A title,'' Mind"), "“A title,” Mind");
}

TEST(PastedReference, ShowsALinkAndItsAddressOnlyOnce) {
  EXPECT_EQ(as_printed("1–9. [https://doi.org/10.1000/(a)b](https://doi.org/10.1000/(a)b)."),
            "1–9. https://doi.org/10.1000/(a)b.");
  EXPECT_EQ(as_printed("1–9. [doi](https://doi.org/10.1000/(a)b)"), "1–9. doi https://doi.org/10.1000/(a)b");
  EXPECT_EQ(as_printed("1–9. <a href=\"https://doi.org/10.1000/ab\">Link</a>"), "1–9. Link https://doi.org/10.1000/ab");
  EXPECT_EQ(as_printed("Title [Data set](2nd ed.). <1>"), "Title [Data set](2nd ed.). <1>");
}

TEST(PastedReference, IsTheSameWhenPastedAgain) {
  for (const char* text : {"*A* **b** _c_ ``d'' [f](https://a.example/g) <i>h</i> ﬁ", "**", "[](", "<a ", "\\"}) {
    const auto once = as_printed(text);
    EXPECT_EQ(as_printed(once), once) << text;
  }
}

TEST(PastedReference, IsReadAsWellAsAPrintedOne) {
  const auto reading = read_apa(
      "- Doe, J., &amp; Roe, M. (2019). Eﬀects of listening. *Journal of Mind*, *12*(3), 45–67. "
      "[https://doi.org/10.1016/S0140-6736(09)60658-9](https://doi.org/10.1016/S0140-6736(09)60658-9)");
  EXPECT_EQ(reading.citation.authors.size(), 2U);
  EXPECT_EQ(reading.citation.authors.at(0).family, "Doe");
  EXPECT_EQ(reading.citation.title, "Effects of listening");
  EXPECT_EQ(reading.citation.container_title, "Journal of Mind");
  EXPECT_EQ(reading.citation.volume, "12");
  EXPECT_EQ(reading.citation.issue, "3");
  EXPECT_EQ(reading.citation.doi, "10.1016/S0140-6736(09)60658-9");
  EXPECT_EQ(reading.confidence, 1);
}

TEST(PastedReference, HasNoNumberOrBulletInItsFirstName) {
  for (const char* mark : {"12. ", "12) ", "[12] ", "• ", "- ", "– ", "* "}) {
    const auto reading = read_apa(mark + std::string("Doe, J. (2019). Title. Mind, 12, 45–67."));
    ASSERT_EQ(reading.citation.authors.size(), 1U) << mark;
    EXPECT_EQ(reading.citation.authors.at(0).family, "Doe") << mark;
  }
}

TEST(PastedReference, RaisesADoubtAboutAWordThatALinesEndDivided) {
  const auto reading = read_apa("Doe, J. (2019). Twelve ses- sions of pre- and post-treatment. Mind, 12, 45–67.");
  EXPECT_EQ(reading.citation.title, "Twelve ses- sions of pre- and post-treatment");
  EXPECT_EQ(doubts_about(reading.citation, reading.evidence),
            std::vector<std::string>{"expected whole words, found \"ses- sions\""});
}

TEST(PastedReference, RaisesNoDoubtAboutHyphensThatWaitForAnotherWord) {
  for (const char* title :
       {"Pre- and post-treatment", "Short- or long-term", "Ein- bis zweimal", "A study - of mind"}) {
    const auto reading = read_apa("Doe, J. (2019). " + std::string(title) + ". Mind, 12, 45–67.");
    EXPECT_TRUE(doubts_about(reading.citation, reading.evidence).empty()) << title;
  }
}

}  // namespace
}  // namespace citefeed::citation
