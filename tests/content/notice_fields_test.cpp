// What front matter says of articles that were corrected or retracted, and of posts that were withdrawn.
#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content {
namespace {

using model::Notice;
using model::NoticeKind;

model::Post noted_post(const std::string& header) {
  const auto outcome = read_post(post_text(header));
  EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
  return outcome.value.value_or(model::Post{});
}

std::string two_articles(const std::string& header) {
  return "---\ntitle: T\npublished: 2023-12\ntopics: [empathy]\ncitation:\n  - \"" + std::string{good_citation} +
         "\"\n  - \"Doe, J. (2019). Listening well. Journal of Listening, 3(1), 4–9.\"\n" + header +
         "---\nText.\n\n## Practice Implications\n\nDo.\n";
}

TEST(Notices, SayWhatHappenedToTheArticle) {
  const auto post =
      noted_post("retraction: { date: 2024-03-05, note: Data were  made up., doi: 'https://doi.org/10.1000/n' }\n");
  ASSERT_EQ(post.notices.size(), 1U);
  const Notice& notice = post.notices.front();
  EXPECT_EQ(notice.kind, NoticeKind::retraction);
  EXPECT_EQ(notice.article, 0U);
  EXPECT_EQ(to_rfc3339(notice.date), "2024-03-05T05:00:00Z");
  EXPECT_EQ(notice.note, "Data were made up.");
  EXPECT_EQ(notice.doi, "10.1000/n");
}

TEST(Notices, AreOfTheKindsThatCrossrefKnows) {
  const auto post = noted_post(
      "reinstatement: { date: 2024-07, note: R. }\nconcern: { date: 2024-03, note: E. }\n"
      "correction: { date: 2024-02, note: C. }\nretraction: { date: 2024-06, note: A. }\n");
  std::vector<NoticeKind> kinds;
  for (const auto& notice : post.notices) kinds.push_back(notice.kind);
  EXPECT_EQ(kinds, (std::vector{NoticeKind::retraction, NoticeKind::concern, NoticeKind::reinstatement,
                                NoticeKind::correction}));
}

TEST(Notices, AreAnUpdateOfThePost) {
  const auto post = noted_post("correction: { date: 2024-03-05, note: A number. }\n");
  EXPECT_EQ(to_rfc3339(post.updated), "2024-03-05T05:00:00Z");
  EXPECT_EQ(to_rfc3339(post.edited), "2023-12-01T05:00:00Z");
  const auto later = noted_post("updated: 2024-06\ncorrection: { date: 2024-03-05, note: A number. }\n");
  EXPECT_EQ(to_rfc3339(later.updated), "2024-06-01T04:00:00Z");
}

TEST(Notices, StandRetractionsFirstThenTheLatest) {
  const auto post = noted_post(
      "correction:\n  - { date: 2024-01, note: First. }\n  - { date: 2025-01, note: Last. }\n"
      "  - { date: 2024-06, note: Same day. }\nretraction: { date: 2024-06, note: All of it. }\n");
  Lines notes;
  for (const auto& notice : post.notices) notes.push_back(notice.note);
  EXPECT_EQ(notes, (Lines{"All of it.", "Last.", "Same day.", "First."}));
}

TEST(Notices, NameTheArticleWhereThereAreSeveral) {
  const auto outcome = read_post(two_articles("retraction: { date: 2024-03, note: Why., article: 2 }\n"));
  EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
  EXPECT_EQ(outcome.value.value().notices.front().article, 1U);
  EXPECT_EQ(
      complaints(two_articles("retraction: { date: 2024-03, note: Why. }\n")),
      (Lines{"post:8:13: error: expected \"article\", which of the 2 reviewed articles it is about, found none"}));
  EXPECT_EQ(complaints(two_articles("retraction: { date: 2024-03, note: Why., article: 3 }\n")),
            (Lines{"post:8:51: error: expected a whole number from 1 to 2, found \"3\""}));
}

TEST(Notices, ThatCannotBeUsedAreErrors) {
  EXPECT_EQ(complaints(post_text("retraction:\n")),
            (Lines{"post:2:12: error: expected a mapping with \"date\" and \"note\" or \"doi\", found nothing"}));
  EXPECT_EQ(complaints(post_text("retraction: true\n")),
            (Lines{"post:2:13: error: expected a mapping with \"date\" and \"note\" or \"doi\", found \"true\""}));
  EXPECT_EQ(complaints(post_text("correction: { note: Why. }\n")),
            (Lines{"post:2:13: error: expected \"date\", found none"}));
  EXPECT_EQ(complaints(post_text("correction: { date: soon, note: Why. }\n")),
            (Lines{"post:2:21: error: expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found \"soon\""}));
  EXPECT_EQ(complaints(post_text("correction: { date: 2024-03, doi: 11.1000/n }\n")),
            (Lines{"post:2:35: error: expected a DOI such as 10.1037/pst0000175, found \"11.1000/n\""}));
  EXPECT_EQ(complaints(post_text("correction: { date: 2024-03, note: [a] }\n")),
            (Lines{"post:2:36: error: expected a value for \"note\", found a list"}));
}

TEST(Notices, ThatAreDoubtfulAreWarnings) {
  EXPECT_EQ(complaints(post_text("retraction: { date: 2024-03, notes: Why. }\n")),
            (Lines{"post:2:13: warning: expected \"note\" or \"doi\", which say what happened, found neither",
                   "post:2:30: warning: expected a known key, found \"notes\"; did you mean \"note\"?"}));
}

TEST(Notices, NeedAnArticle) {
  EXPECT_EQ(complaints("---\ntitle: T\npublished: 2023-12\ntopics: [empathy]\nretraction: { date: 2024, note: W }\n"
                       "---\nText.\n\n## Practice Implications\n\nDo.\n"),
            (Lines{"post: warning: expected a citation, found none",
                   "post:5:1: error: expected a citation that \"retraction\" is about, found none",
                   "post:5:21: error: expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found \"2024\""}));
}

TEST(Notices, GoIntoTheCitationsForReferenceManagers) {
  const auto citations = noted_citations(
      noted_post("retraction: { date: 2024-03, note: Made up., doi: 10.1000/n }\ncorrection: { date: 2024-01 "
                 ", note: A number. }\n"));
  ASSERT_EQ(citations.size(), 1U);
  EXPECT_TRUE(citations.front().retracted);
  EXPECT_EQ(citations.front().note, "Retracted: Made up. https://doi.org/10.1000/n – Corrected: A number.");
  EXPECT_FALSE(noted_citations(noted_post("correction: { date: 2024-01, note: A number. }\n")).front().retracted);
}

TEST(Notices, StandInsteadOfWhatTheReferencePrintsOfTheSame) {
  const std::string printed = "Doe, J. (2019). A tale. Mind, 3(1), 4–9. (Retraction published 2020, Mind, 4[1], 2)";
  const auto noted = [&](const std::string& notices) {
    const auto outcome = read_post("---\ntitle: T\npublished: 2023-12\ntopics: [empathy]\ncitation: \"" + printed +
                                   "\"\n" + notices + "---\nText.\n\n## Practice Implications\n\nDo.\n");
    return noted_citations(outcome.value.value_or(model::Post{})).at(0);
  };
  EXPECT_EQ(noted("").note, "Retraction published 2020, Mind, 4(1), 2");
  EXPECT_EQ(noted("retraction: { date: 2024-03, note: Made up. }\n").note, "Retracted: Made up.");
  EXPECT_EQ(noted("correction: { date: 2024-03, note: A number. }\n").note,
            "Retraction published 2020, Mind, 4(1), 2 – Corrected: A number.");
  const auto reinstated = noted("reinstatement: { date: 2024-03, note: It was right. }\n");
  EXPECT_EQ(reinstated.note, "Reinstated: It was right.");
  EXPECT_FALSE(reinstated.retracted);
}

TEST(WithdrawnPosts, SayWhenAndWhy) {
  const auto post =
      noted_post("withdrawn: { date: 2024-03-05, reason: It was a mistake., moved_to: 2024-03/better }\n");
  ASSERT_TRUE(post.withdrawn);
  EXPECT_EQ(to_rfc3339(post.withdrawn->date), "2024-03-05T05:00:00Z");
  EXPECT_EQ(post.withdrawn->reason, "It was a mistake.");
  EXPECT_EQ(post.withdrawn->successors, std::vector<std::string>{"2024-03/better"});
  EXPECT_EQ(post.updated, post.published) << "nobody sees the post any more";
}

TEST(Notices, KnowWhetherADayWasSaid) {
  const auto post = noted_post(
      "correction: { date: 2024-03, note: N }\nretraction: { date: 2024-03-01, note: N }\n"
      "withdrawn: { date: 2024-03, reason: R }\n");
  ASSERT_EQ(post.notices.size(), 2U);
  EXPECT_FALSE(post.notices.at(0).is_of_month);
  EXPECT_TRUE(post.notices.at(1).is_of_month);
  EXPECT_TRUE(post.withdrawn.value().is_of_month);
}

TEST(WithdrawnPosts, MayHaveSeveralSuccessors) {
  const auto post =
      noted_post("withdrawn: { date: 2024-03-05, reason: R, moved_to: [2024-03/b, 2024-03/a, 2024-03/b] }\n");
  ASSERT_TRUE(post.withdrawn);
  EXPECT_EQ(post.withdrawn->successors, (std::vector<std::string>{"2024-03/b", "2024-03/a"}));
  EXPECT_EQ(complaints(post_text("withdrawn: { date: 2024-03, reason: R, moved_to: { a: b } }\n")),
            (Lines{"post:2:50: error: expected a post's id, or a list of them, found a mapping"}));
}

TEST(WithdrawnPosts, NeedNeitherTextNorCitation) {
  EXPECT_EQ(complaints(
                "---\ntitle: T\npublished: 2023-12\ntopics: [empathy]\nwithdrawn: { date: 2024-03, reason: R }\n---\n"),
            Lines{});
}

TEST(WithdrawnPosts, ThatCannotBeUnderstoodAreErrors) {
  EXPECT_EQ(complaints(post_text("withdrawn:\n")),
            (Lines{"post:2:11: error: expected a mapping with \"date\" and \"reason\", found nothing"}));
  EXPECT_EQ(
      complaints(post_text("withdrawn: { because: R }\n")),
      (Lines{"post:2:12: error: expected \"date\", found none", "post:2:12: error: expected \"reason\", found none",
             "post:2:14: warning: expected a known key, found \"because\""}));
  EXPECT_EQ(
      complaints(post_text("withdrawn: { date: 2024-03, reason: R, moved_to: /x }\n")),
      (Lines{"post:2:50: error: expected an id of letters, digits, \"-\" and \"_\" in parts joined by \"/\", found "
             "\"/x\""}));
}

}  // namespace
}  // namespace citefeed::content
