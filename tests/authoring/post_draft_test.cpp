#include "authoring/post_draft.hpp"

#include <gtest/gtest.h>

#include "base/time_zone.hpp"
#include "citation/characters.hpp"
#include "content/post_parser.hpp"

namespace citefeed::authoring {
namespace {

using citation::Citation;
using Complaints = std::vector<std::string>;

const std::string reference = "Doe, J. (2023). An article. A Journal, 1(2), 3–4. https://doi.org/10.1000/abc";

model::Definitions site() {
  model::Definitions definitions;
  definitions.site.base_url = {.text = "https://example.org/"};
  definitions.site.time_zone = TimeZone::locate("America/Toronto").value.value();
  definitions.site.authors = {{"editor", {.name = "An Editor"}}, {"guest", {.name = "A Guest"}}};
  definitions.site.default_author = "editor";
  definitions.topics = {
      {.slug = "empathy", .label = "Empathy"},
      {.slug = "alliance", .label = "Alliance and Therapeutic Relationship", .aliases = {"working-alliance"}}};
  definitions.research_types = {{.slug = "randomized-controlled-trial", .label = "RCT", .aliases = {"trial"}}};
  return definitions;
}

/// In Toronto it is still November.
const Instant first_hours_of_december = parse_rfc3339("2026-12-01T03:00:00Z").value();

Outcome<PostDraft> draft_of(const DraftRequest& options, const std::vector<Citation>& imported = {}) {
  return compose_draft(options, imported, site(), first_hours_of_december, "content");
}

Complaints complaints(const std::vector<Diagnostic>& diagnostics) {
  Complaints lines;
  lines.reserve(diagnostics.size());
  for (const auto& diagnostic : diagnostics) lines.push_back(to_string(diagnostic));
  return lines;
}

TEST(NewPost, IsAFileWithItsFrontMatterFilledIn) {
  const auto draft = draft_of({.title = "Listening: a trial",
                               .citations = {reference},
                               .topics = {"EMPATHY", "working-alliance", "empathy"},
                               .types = {"trial"},
                               .authors = {"guest"}});
  EXPECT_EQ(complaints(draft.diagnostics), Complaints{});
  ASSERT_TRUE(draft.value);
  EXPECT_EQ(draft.value->path, "2026/11/listening-a-trial.md");
  EXPECT_EQ(draft.value->bytes,
            "---\n"
            "id: 2026-11/listening-a-trial\n"
            "title: \"Listening: a trial\"\n"
            "published: 2026-11\n"
            "topics: [empathy, alliance]\n"
            "research_type: [randomized-controlled-trial]\n"
            "authors: [guest]\n"
            "citation: >-\n"
            "  " +
                reference +
                "\n"
                "draft: true\n"
                "---\n"
                "<!-- The summary: what the study asked, what it did, and what it found. Nobody sees a comment like "
                "this one. -->\n"
                "\n"
                "## Practice Implications\n"
                "\n"
                "<!-- What it means for the next session. -->\n");
}

TEST(NewPost, SaysInItsFileWhatItSaysItself) {
  const auto draft = draft_of({.title = "A", .citations = {reference}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value);
  const auto read = content::parse_post(draft.value->path, "a", draft.value->bytes, site());
  ASSERT_TRUE(read.value);
  EXPECT_EQ(read.value->id, draft.value->post.id);
  EXPECT_TRUE(read.value->draft);
  EXPECT_EQ(read.value->reviewed[0].doi, "10.1000/abc");
}

TEST(NewPost, ShowsNoneOfItsHintsWhenItIsPublishedAsItIs) {
  const auto draft = draft_of({.title = "A", .citations = {reference}, .topics = {"empathy"}, .draft = false});
  ASSERT_TRUE(draft.value);
  EXPECT_FALSE(draft.value->post.draft);
  EXPECT_EQ(text_of(draft.value->post).summary_html, "");
  EXPECT_EQ(text_of(draft.value->post).implications_html, "");
}

TEST(NewPost, StandsInTheMonthOfItsDate) {
  const auto draft =
      draft_of({.title = "A", .citations = {reference}, .topics = {"empathy"}, .published = "2024-02-29"});
  ASSERT_TRUE(draft.value);
  EXPECT_EQ(draft.value->path, "2024/02/a.md");
  EXPECT_EQ(draft.value->post.id, "2024-02/a");
  EXPECT_EQ(to_rfc3339(draft.value->post.published), "2024-02-29T05:00:00Z");
}

TEST(NewPost, IsNamedLikeTheIdItIsGiven) {
  const auto draft = draft_of({.title = "A", .citations = {reference}, .topics = {"empathy"}, .id = "digest/on-A_1"});
  ASSERT_TRUE(draft.value);
  EXPECT_EQ(draft.value->path, "2026/11/on-A_1.md");
  EXPECT_EQ(draft.value->post.id, "digest/on-A_1");
}

class NewTitle : public testing::TestWithParam<const char*> {};

TEST_P(NewTitle, IsWhatWasGiven) {
  const std::string title = GetParam();
  const auto draft = draft_of({.title = title, .citations = {title + " (2023). B."}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value) << complaints(draft.diagnostics).front();
  EXPECT_EQ(draft.value->post.title, title);
  // Marks of style are no part of a printed reference.
  auto printed = title + " (2023). B.";
  if (const auto mark = printed.find("<b>"); mark != std::string::npos) printed.erase(mark, 3);
  EXPECT_EQ(draft.value->post.reviewed[0].printed, citation::normalise_space(printed));
  EXPECT_TRUE(draft.value->post.draft);
}

INSTANTIATE_TEST_SUITE_P(Awkward, NewTitle,
                         testing::Values("a: b", "a #b", "# a", "- a", "---", "...", "-", "--- a", "\"a\" 'b'", "'a'",
                                         "\\", "a\\n", "{a: b}", "[a, b]", "&a *b !c", "|", ">", ">-", "%a", "@a",
                                         "`a`", "yes", "null", "~", "2019", "0x10", "1e3", "? a", ": a", "a:", "=",
                                         "<<", "draft: true", "a\u2028b", "\u202Eright to left\u202C", "\uFEFFa",
                                         "👩‍⚕️ é e\u0301 日本語", "{{x}} ${y} <b>"));

TEST(NewTitle, OfManyLinesStandsOnOne) {
  const auto draft =
      draft_of({.title = " a\n\t b\r\n---\nc ", .citations = {"Doe, J.\n(2023).\nA."}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value);
  EXPECT_EQ(draft.value->post.title, "a b --- c");
  EXPECT_EQ(draft.value->post.reviewed[0].printed, "Doe, J. (2023). A.");
}

TEST(NewTitle, OfGreatLengthIsKept) {
  const std::string title(20000, 'a');
  const auto draft = draft_of({.title = title, .citations = {reference}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value);
  EXPECT_EQ(draft.value->post.title, title);
  EXPECT_LT(draft.value->path.size(), 100U);
}

TEST(NewPost, NamesEveryOptionThatCannotBeUsed) {
  const std::string unknown_type =
      "--type: error: expected a research type of research-types.yaml, found \"triall\"; did you mean \"trial\"?";
  const auto draft = draft_of({.title = " ",
                               .citations = {"\xFF", "a\x01"},
                               .topics = {"empaty"},
                               .types = {"triall"},
                               .authors = {"gest"},
                               .published = "soon",
                               .id = "a b"});
  EXPECT_FALSE(draft.value);
  EXPECT_EQ(
      complaints(draft.diagnostics),
      (Complaints{"TITLE: error: expected a title, found nothing",
                  "--published: error: expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found \"soon\"",
                  "--topic: error: expected a topic of topics.yaml, found \"empaty\"; did you mean \"empathy\"?",
                  unknown_type,
                  "--author: error: expected an author of site.yaml, found \"gest\"; did you mean \"guest\"?",
                  "--citation: error: expected a reference as printed in UTF-8, found bytes that are not",
                  "--citation: error: expected a reference as printed, found the character U+0001 in it",
                  "--id: error: expected letters, digits, \"-\" and \"_\" in parts joined by \"/\", found \"a b\""}));
}

TEST(NewPost, SaysWhereItsCitationCouldNotBeRead) {
  const auto draft = draft_of({.title = "A", .citations = {"Something else"}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value);
  ASSERT_EQ(draft.diagnostics.size(), 1U);
  EXPECT_TRUE(to_string(draft.diagnostics[0]).starts_with("content/2026/11/a.md:6:11: warning: expected "))
      << to_string(draft.diagnostics[0]);
}

Citation article() {
  return {.authors = {{.family = "van der Berg", .given = "M. J."}, {.literal = "A Group"}},
          .year = 2023,
          .title = "An article",
          .container_title = "A Journal",
          .volume = "1",
          .issue = "2",
          .first_page = "3",
          .last_page = "4",
          .doi = "10.1000/abc"};
}

/// What the file of a post on `imported` says of the articles, but for how they are printed.
std::vector<Citation> read_back(const std::vector<Citation>& imported) {
  const auto draft = draft_of({.title = "A", .topics = {"empathy"}}, imported);
  EXPECT_EQ(complaints(draft.diagnostics), Complaints{});
  if (!draft.value) return {};
  auto articles = draft.value->post.reviewed;
  for (auto& one : articles) one.printed.clear();
  return articles;
}

TEST(AnImportedCitation, StandsAsApaTextAlone_WhenThatSaysAllOfIt) {
  const auto draft = draft_of({.title = "A", .topics = {"empathy"}}, {article()});
  ASSERT_TRUE(draft.value);
  EXPECT_NE(
      draft.value->bytes.find("citation: >-\n  van der Berg, M. J., & A Group. (2023). An article. A Journal, 1(2), "
                              "3–4. https://doi.org/10.1000/abc\ndraft: true\n"),
      std::string::npos)
      << draft.value->bytes;
}

TEST(AnImportedCitation, KeepsWhatApaTextDoesNotSay) {
  auto full_names = article();
  full_names.authors[0].given = "Maria: Jane";
  full_names.title = "A title. With two sentences, 12(3), 4–5";
  EXPECT_EQ(read_back({full_names}), std::vector{full_names});
}

TEST(AnImportedCitation, KeepsItsKind) {
  const Citation book{.type = citation::WorkType::report,
                      .authors = {{.literal = "A Group"}},
                      .year = 2020,
                      .year_suffix = "b",
                      .title = "A report: \"quoted\" #1",
                      .publisher = "A House",
                      .url = "https://example.org/r"};
  EXPECT_EQ(read_back({book}), std::vector{book});
}

TEST(AnImportedCitation, StandsBesideOthersInItsOrder) {
  auto second = article();
  second.title = "Another";
  second.authors = {{.family = "Roe", .given = "Jane"}};
  second.doi = "10.1000/second";
  EXPECT_EQ(read_back({article(), second, article()}), (std::vector{article(), second, article()}));
}

TEST(Conflicts, AreNamedAtTheFileThatHasTheIdOrTheName) {
  const auto draft = draft_of({.title = "A", .citations = {reference}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value);
  EXPECT_EQ(complaints(conflicts(*draft.value,
                                 {{.path = "2020/01/x.md", .id = "2026-11/a"},
                                  {.path = "2026/11/a.md", .id = "other"},
                                  {.path = "2026/11/b.md", .id = "2026-11/b"}},
                                 "content")),
            (Complaints{"content/2020/01/x.md: error: expected a new id, found \"2026-11/a\", which this post has",
                        "content/2026/11/a.md: error: expected no file of this name, found one"}));
}

TEST(EarlierReviews, AreFoundByTheArticleWithOrWithoutItsDoi) {
  const auto draft = draft_of({.title = "A", .citations = {reference}, .topics = {"empathy"}});
  ASSERT_TRUE(draft.value);
  auto without_doi = draft.value->post.reviewed[0];
  without_doi.doi.clear();
  const std::vector posts = {
      std::make_shared<const model::Post>(model::Post{.file = "2020/01/x.md", .reviewed = {without_doi}}),
      std::make_shared<const model::Post>(model::Post{.file = "2020/01/y.md", .reviewed = {Citation{}}}),
      std::make_shared<const model::Post>(model::Post{.file = "2020/01/z.md", .reviewed = {{.title = "Other"}}})};
  EXPECT_EQ(complaints(earlier_reviews(*draft.value, posts, "content")),
            Complaints{"content/2020/01/x.md: warning: expected an article that no post reviews yet, found it here"});
}

TEST(ClaimedId, IsTheOneInTheFrontMatterElseThatOfThePath) {
  EXPECT_EQ(claimed_id("2020/01/x.md", "---\nid: other/id\ntitle: [broken\n---\n"), "2020-01/x");
  EXPECT_EQ(claimed_id("2020/01/x.md", "---\nid: other/id\nunknown: 1\n---\n"), "other/id");
  EXPECT_EQ(claimed_id("2020/01/x.md", "no front matter"), "2020-01/x");
  EXPECT_EQ(claimed_id("elsewhere.md", ""), "");
}

}  // namespace
}  // namespace citefeed::authoring
