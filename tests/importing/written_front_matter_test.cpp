#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/post_parser.hpp"
#include "importing/content_file.hpp"
#include "sample_site.hpp"

namespace citefeed::importing {
namespace {

using citation::Citation;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string citation_text = "Doe, J. (2023). An article. A Journal, 1(2), 3–4. https://doi.org/10.1000/abc";

model::Definitions site() {
  auto definitions = sample_site();
  definitions.research_types = {{.slug = "quantitative", .label = "Quantitative study"}};
  definitions.site.authors["Dr. [X], y"] = {.name = "X"};
  return definitions;
}

Outcome<model::Post> read_back(const FrontMatter& front) {
  return content::parse_post("2023/12/a.md", "a.md", to_text(front) + "Text.\n\n## Practice Implications\n\nDo.\n",
                             site());
}

TEST(WrittenFrontMatter, SaysEverythingAPostCanSay) {
  const FrontMatter front{.id = "2023-12/other",
                          .title = "A: title",
                          .published = "2023-12-24",
                          .updated = "2024-01-02T03:04:05Z",
                          .topics = {"empathy", "alliance"},
                          .research_types = {"quantitative"},
                          .authors = {"Dr. [X], y", "editor"},
                          .language = "no",
                          .citations = {citation_text},
                          .articles = {{"volume: \"9\""}},
                          .aliases = {"old/path,with(commas)/", "2013/a"},
                          .draft = true};
  const auto outcome = read_back(front);
  EXPECT_THAT(outcome.diagnostics, IsEmpty());
  ASSERT_TRUE(outcome.value);
  const auto& post = *outcome.value;
  EXPECT_EQ(post.id, front.id);
  EXPECT_EQ(post.title, front.title);
  EXPECT_EQ(to_rfc3339(post.published), "2023-12-24T00:00:00Z");
  EXPECT_EQ(to_rfc3339(post.updated), front.updated);
  EXPECT_EQ(post.topics, front.topics);
  EXPECT_EQ(post.research_types, front.research_types);
  EXPECT_EQ(post.authors.size(), 2U);
  EXPECT_EQ(post.language, front.language);
  EXPECT_EQ(post.reviewed.at(0).printed, citation_text);
  EXPECT_EQ(post.reviewed.at(0).volume, "9");
  EXPECT_EQ(post.aliases, front.aliases);
  EXPECT_TRUE(post.draft);
}

TEST(WrittenFrontMatter, LeavesOutWhatIsEmpty) {
  EXPECT_EQ(to_text(FrontMatter{.title = "A", .published = "2023-12"}),
            "---\ntitle: A\npublished: 2023-12\ntopics: []\n---\n");
}

TEST(WrittenFrontMatter, CompletesEachOfSeveralCitationsOnItsOwn) {
  const auto outcome = read_back({.title = "A",
                                  .published = "2023-12",
                                  .topics = {"empathy"},
                                  .citations = {citation_text, citation_text, citation_text},
                                  .articles = {{}, {"volume: \"9\"", "issue: \"8\""}}});
  EXPECT_THAT(outcome.diagnostics, IsEmpty());
  ASSERT_TRUE(outcome.value);
  ASSERT_EQ(outcome.value->reviewed.size(), 3U);
  EXPECT_EQ(outcome.value->reviewed[0].volume, "1");
  EXPECT_EQ(outcome.value->reviewed[1].volume, "9");
  EXPECT_EQ(outcome.value->reviewed[1].issue, "8");
  EXPECT_EQ(outcome.value->reviewed[2].volume, "1");
}

class WrittenId : public testing::TestWithParam<const char*> {};

TEST_P(WrittenId, IsReadAsItWas) {
  const auto outcome =
      read_back({.id = GetParam(), .title = "A", .published = "2023-12", .citations = {citation_text}});
  ASSERT_TRUE(outcome.value) << GetParam();
  const std::string id = outcome.value->entry_id.empty() ? outcome.value->id : outcome.value->entry_id;
  EXPECT_EQ(id, GetParam());
}

INSTANTIATE_TEST_SUITE_P(All, WrittenId,
                         testing::Values("2023-12/a", "a/B_1", "null", "true", "2023", "-",
                                         "https://old.example/?p=12#x", "urn:uuid:60a76c80-d399-11d9-b91C-0003939e0af6",
                                         "tag:a.example,2005:b:"));

Citation article() {
  return {.authors = {{.family = "Doe", .given = "J."}},
          .year = 2023,
          .title = "An article",
          .container_title = "A Journal",
          .volume = "1",
          .issue = "2",
          .first_page = "3",
          .last_page = "4"};
}

TEST(ArticleFields, OfTheSameArticleAreNone) {
  auto printed = article();
  printed.printed = citation_text;
  EXPECT_THAT(article_fields(article(), printed), IsEmpty());
  EXPECT_THAT(differing_fields(article(), printed), IsEmpty());
}

TEST(ArticleFields, AreThoseThatDiffer) {
  auto wanted = article();
  wanted.type = citation::WorkType::chapter;
  wanted.year_suffix = "b";
  wanted.last_page = "14";
  wanted.title = "12: \"a\"";
  EXPECT_THAT(article_fields(wanted, article()),
              ElementsAre("type: chapter", "issued: \"2023b\"", "title: \"12: \\\"a\\\"\"", "page: \"3-14\""));
  EXPECT_THAT(differing_fields(wanted, article()), ElementsAre("type", "issued", "title", "page"));
}

TEST(ArticleFields, ListAuthorsByTheirParts) {
  auto wanted = article();
  wanted.authors = {{.family = "van der Roe", .given = "M. J.", .suffix = "Jr."}, {.literal = "A Group: B"}};
  EXPECT_THAT(article_fields(wanted, article()), ElementsAre("author:", "  - family: van der Roe", "    given: M. J.",
                                                             "    suffix: Jr.", "  - literal: \"A Group: B\""));
}

TEST(ArticleFields, AreEmptyWhereTheArticleHasNone) {
  auto wanted = article();
  wanted.issue.clear();
  wanted.year.reset();
  EXPECT_THAT(article_fields(wanted, article()), ElementsAre("issued: \"\"", "issue: \"\""));
}

}  // namespace
}  // namespace citefeed::importing
