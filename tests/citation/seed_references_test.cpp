// The references that the network's blog prints, field by field.
#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

/// Reads a reference that must be read without a problem.
Citation read_surely(const std::string& reference) {
  auto reading = read_apa(reference);
  EXPECT_EQ(reading.problems, std::vector<std::string>{}) << reference;
  return reading.citation;
}

TEST(SeedReference, ATitleOfTwoSentencesEndsAtTheLast) {
  const std::string printed =
      "Stolowicz-Melman, D., Lazarus, G., & Atzil-Slonim, D. (2023). Is empathic accuracy enough? The role of "
      "therapists’ interventions in the associations between empathic accuracy and session outcome. Journal of "
      "Counseling Psychology, 70(6), 682–690. https://doi.org/10.1037/cou0000708";
  const Citation expected{
      .authors = {{.family = "Stolowicz-Melman", .given = "D."},
                  {.family = "Lazarus", .given = "G."},
                  {.family = "Atzil-Slonim", .given = "D."}},
      .year = 2023,
      .title =
          "Is empathic accuracy enough? The role of therapists’ interventions in the associations between empathic "
          "accuracy and session outcome",
      .container_title = "Journal of Counseling Psychology",
      .volume = "70",
      .issue = "6",
      .first_page = "682",
      .last_page = "690",
      .doi = "10.1037/cou0000708",
      .printed = printed};
  EXPECT_EQ(read_surely(printed), expected);
}

TEST(SeedReference, AReferenceNeedsNoDoi) {
  const std::string printed =
      "Chui, H., & Liu, F. (2021). Emotional experience of psychotherapists: A latent profile analysis. Psychotherapy, "
      "58(3), 401–413.";
  const Citation expected{.authors = {{.family = "Chui", .given = "H."}, {.family = "Liu", .given = "F."}},
                          .year = 2021,
                          .title = "Emotional experience of psychotherapists: A latent profile analysis",
                          .container_title = "Psychotherapy",
                          .volume = "58",
                          .issue = "3",
                          .first_page = "401",
                          .last_page = "413",
                          .printed = printed};
  EXPECT_EQ(read_surely(printed), expected);
}

TEST(SeedReference, EtAlWithoutACommaBeforeItIsAFlag) {
  const std::string printed =
      "Cooper, D., Yap, K., O’Brien, M. et al. (2020). Mindfulness and empathy among counseling and psychotherapy "
      "professionals: A systematic review and meta-analysis. Mindfulness, 11, 2243–2257.";
  const Citation expected{
      .authors = {{.family = "Cooper", .given = "D."},
                  {.family = "Yap", .given = "K."},
                  {.family = "O’Brien", .given = "M."}},
      .gap = 3,
      .year = 2020,
      .title =
          "Mindfulness and empathy among counseling and psychotherapy professionals: A systematic review and "
          "meta-analysis",
      .container_title = "Mindfulness",
      .volume = "11",
      .first_page = "2243",
      .last_page = "2257",
      .printed = printed};
  EXPECT_EQ(read_surely(printed), expected);
}

TEST(SeedReference, AHyphenDividesPagesLikeADash) {
  const std::string printed =
      "Elliott, R., Bohart, A. C., Watson, J. C., & Murphy, D. (2018). Therapist empathy and client outcome: An "
      "updated "
      "meta-analysis. Psychotherapy, 55(4), 399-410.";
  const Citation expected{.authors = {{.family = "Elliott", .given = "R."},
                                      {.family = "Bohart", .given = "A. C."},
                                      {.family = "Watson", .given = "J. C."},
                                      {.family = "Murphy", .given = "D."}},
                          .year = 2018,
                          .title = "Therapist empathy and client outcome: An updated meta-analysis",
                          .container_title = "Psychotherapy",
                          .volume = "55",
                          .issue = "4",
                          .first_page = "399",
                          .last_page = "410",
                          .printed = printed};
  EXPECT_EQ(read_surely(printed), expected);
}

TEST(SeedReference, ARomanNumeralEndsATitle) {
  const std::string printed =
      "Norcross, J. C., & Lambert, M. J. (2018). Psychotherapy relationships that work III. Psychotherapy, 55(4), "
      "303-315.";
  const Citation expected{
      .authors = {{.family = "Norcross", .given = "J. C."}, {.family = "Lambert", .given = "M. J."}},
      .year = 2018,
      .title = "Psychotherapy relationships that work III",
      .container_title = "Psychotherapy",
      .volume = "55",
      .issue = "4",
      .first_page = "303",
      .last_page = "315",
      .printed = printed};
  EXPECT_EQ(read_surely(printed), expected);
}

TEST(SeedReference, ADoiMayStandInPlaceOfVolumeAndPagesAndEndInAFullStop) {
  const std::string printed =
      "Cologan, J., Schweiter, R.D., & Nolte, T. (2017). Therapist reflective functioning, therapist attachment style, "
      "and therapist effectiveness. Administration Policy and Mental Health, DOI: 10.1007/s10488-017-0790-5.";
  const Citation expected{
      .authors = {{.family = "Cologan", .given = "J."},
                  {.family = "Schweiter", .given = "R. D."},
                  {.family = "Nolte", .given = "T."}},
      .year = 2017,
      .title = "Therapist reflective functioning, therapist attachment style, and therapist effectiveness",
      .container_title = "Administration Policy and Mental Health",
      .doi = "10.1007/s10488-017-0790-5",
      .printed = printed};
  EXPECT_EQ(read_surely(printed), expected);
}

}  // namespace
}  // namespace citefeed::citation
