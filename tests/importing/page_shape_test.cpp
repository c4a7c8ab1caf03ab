#include "importing/page_shape.hpp"

#include <gtest/gtest.h>

namespace citefeed::importing {
namespace {

using std::chrono::year;

TEST(MonthHeading, IsAnEnglishMonthAndAYear) {
  EXPECT_EQ(month_of_heading("December 2023"), year{2023} / 12);
  EXPECT_EQ(month_of_heading("may 2019"), year{2019} / 5);
  EXPECT_EQ(month_of_heading("MARCH, 2014"), year{2014} / 3);
  EXPECT_EQ(month_of_heading("July\u00A02013"), year{2013} / 7);
}

TEST(MonthHeading, IsNothingElse) {
  for (const char* text : {"2023", "December", "December 23", "In December 2023", "December 2023 and later",
                           "Décembre 2023", "December 2023.", "Dec 2023", ""}) {
    EXPECT_EQ(month_of_heading(text), std::nullopt) << text;
  }
}

TEST(ImplicationsHeading, MayBeginTheLineOfItsFirstParagraph) {
  EXPECT_EQ(implications_prefix("Practice Implications: Ask."), 22U);
  EXPECT_EQ(implications_prefix("Practice Implications:"), 0U);
  EXPECT_EQ(implications_prefix("Practice Implications are few: two"), 0U);
}

TEST(CitationShape, IsAuthorsWithInitialsAYearAndATitle) {
  for (const char* text :
       {"Stolowicz-Melman, D., Lazarus, G., & Atzil-Slonim, D. (2023). Is accuracy enough? Journal, 70(6), 682–690.",
        "Cooper, D., Yap, K., O’Brien, M. et al. (2020). Mindfulness and empathy. Mindfulness, 11, 2243–2257.",
        "Cologan, J., Schweiter, R.D., & Nolte, T. (2017). Therapist reflective functioning. Journal, DOI: 10.1007/x.",
        "Élie, É. (in press). Un titre assez long. Revue, 1.",
        "van der Berg, A. (2019, March 4). A title of some length. Site.",
        "Norcross, J. C., & Lambert, M. J. (Eds.). (2019). Psychotherapy relationships that work (3rd ed.). Oxford.",
        "American Psychological Association. (2021). Guidelines for the practice of therapy. Author."}) {
    EXPECT_TRUE(looks_like_citation(text)) << text;
  }
}

TEST(CitationShape, IsNotAParagraphThatCites) {
  for (const char* text :
       {"In this study, Cooper and colleagues (2020) looked at mindfulness in trainees, and found some.",
        "As Rogers said (1957). Others followed him, and many more came later.",
        "A title with a year (2019). And more of a title", "(2019). Nobody wrote this, or so it seems.",
        "Elliott, R. wrote about it. Later (the year is unknown) he wrote more."}) {
    EXPECT_FALSE(looks_like_citation(text)) << text;
  }
}

TEST(TitleShape, IsShortAndNoLabel) {
  EXPECT_TRUE(looks_like_title("Is listening enough?"));
  EXPECT_FALSE(looks_like_title("References:"));
  EXPECT_FALSE(looks_like_title("Reference"));
  EXPECT_FALSE(looks_like_title("Practice Implications"));
  EXPECT_FALSE(looks_like_title("Author email: a@example.org"));
  EXPECT_FALSE(looks_like_title(std::string(400, 'x')));
}

}  // namespace
}  // namespace citefeed::importing
