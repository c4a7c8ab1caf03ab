#include "importing/merge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/post_parser.hpp"
#include "sample_site.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ImportedPost sample(const std::string& title, const std::string& reference) {
  return {.title = title,
          .month = std::chrono::year{2023} / 12,
          .citations = {reference},
          .text = {{{.text = "Text."}}},
          .implications = {{{.text = "Do."}}},
          .line = 3};
}

const std::string reference = "Doe, J. (2023). An article. A Journal, 1(2), 3–4. https://doi.org/10.1000/abc";

Page page_of(const std::string& topic, std::vector<ImportedPost> posts) {
  return {.shown_file = "page.txt", .posts = std::move(posts), .topic = topic};
}

ExistingFile existing(const std::string& path, const std::string& bytes) {
  auto outcome = content::parse_post(path, path, bytes, sample_site());
  ExistingFile file = {.path = path, .bytes = bytes};
  if (outcome.value) file.post = std::make_shared<const model::Post>(std::move(*outcome.value));
  return file;
}

std::vector<ExistingFile> after(const Import& import) {
  std::vector<ExistingFile> files;
  for (const auto& [path, bytes] : import.files) files.push_back(existing(path, bytes));
  return files;
}

std::vector<std::string> paths(const Import& import) {
  std::vector<std::string> out;
  for (const auto& [path, bytes] : import.files) out.push_back(path);
  return out;
}

TEST(FindTopic, KnowsSlugsLabelsAndAliasesInAnyLetterCase) {
  const auto site = sample_site();
  for (const char* name : {"adherence", "Adherance", "ADHERANCE", " adherance "})
    EXPECT_EQ(find_topic(site, name), "adherence");
  EXPECT_EQ(find_topic(site, "Alliance and  Therapeutic Relationship"), "alliance");
  EXPECT_EQ(find_topic(site, "sleep"), "");
}

TEST(Import, KnowsAPostAgainByAReferenceThatHadMarks) {
  const std::string marked = "Doe, J. (2023). An article. *A Journal, 1*(2), 3–4. <i>No</i> address.";
  const auto first = merge({}, {page_of("Empathy", {sample("A Title", marked)})}, sample_site());
  ASSERT_EQ(first.files.size(), 1U);
  EXPECT_THAT(merge(after(first), {page_of("Empathy", {sample("A Title, Corrected", marked)})}, sample_site()).files,
              IsEmpty());
}

TEST(Import, WritesOneFileForAPost) {
  const auto import = merge({}, {page_of("Empathy", {sample("A Title", reference)})}, sample_site());
  EXPECT_THAT(import.diagnostics, IsEmpty());
  EXPECT_THAT(paths(import), ElementsAre("2023/12/a-title.md"));
  EXPECT_EQ(import.new_posts, 1U);
  EXPECT_THAT(import.files.begin()->second, HasSubstr("id: 2023-12/a-title\n"));
  EXPECT_THAT(import.files.begin()->second, HasSubstr("topics: [empathy]\n"));
}

TEST(Import, OfTheSamePageAgainChangesNothing) {
  const auto pages =
      std::vector{page_of("empathy", {sample("A Title", reference), sample("B", "E, F. (2001). Some article. J, 1.")})};
  const auto first = merge({}, pages, sample_site());
  const auto second = merge(after(first), pages, sample_site());
  EXPECT_EQ(first.files.size(), 2U);
  EXPECT_THAT(second.files, IsEmpty());
  EXPECT_THAT(second.diagnostics, IsEmpty());
}

TEST(Import, OfAnotherTopicsPageAddsTheTopicInsteadOfASecondPost) {
  const auto first = merge({}, {page_of("empathy", {sample("A Title", reference)})}, sample_site());
  const auto second =
      merge(after(first), {page_of("Adherance", {sample("A Title", "Other, O. (2023). Something else. J, 1.")})},
            sample_site());
  EXPECT_THAT(paths(second), ElementsAre("2023/12/a-title.md"));
  EXPECT_EQ(second.new_posts, 0U);
  EXPECT_EQ(second.filed_again, 1U);
  auto expected = first.files.begin()->second;
  expected.replace(expected.find("[empathy]"), 9, "[empathy, adherence]");
  EXPECT_EQ(second.files.begin()->second, expected);
}

TEST(Import, OfTwoPagesAtOnceGivesOnePostWithBothTopics) {
  const auto post = sample("A Title", reference);
  const auto import = merge({}, {page_of("empathy", {post}), page_of("adherence", {post})}, sample_site());
  ASSERT_EQ(import.files.size(), 1U);
  EXPECT_THAT(import.files.begin()->second, HasSubstr("topics: [empathy, adherence]\n"));
  EXPECT_EQ(import.new_posts, 1U);
  EXPECT_EQ(import.filed_again, 0U);
}

TEST(Import, KnowsAPostByItsCitationThoughItsTitleWasEdited) {
  const std::string edited = "---\ntitle: Edited\npublished: 2023-12-24\ntopics:\n  - Adherance\ncitation: >-\n  " +
                             reference + "\n---\nMy own words.\n\n## Practice Implications\n\nMine.\n";
  const auto import =
      merge({existing("2023/12/mine.md", edited)}, {page_of("empathy", {sample("A Title", reference)})}, sample_site());
  auto expected = edited;
  expected.insert(expected.find("citation:"), "  - empathy\n");
  EXPECT_EQ(import.files, (std::map<std::string, std::string>{{"2023/12/mine.md", expected}}));
}

TEST(Import, KnowsATopicThatIsFiledUnderItsLabel) {
  const std::string file = "---\ntitle: A Title\npublished: 2023-12\ntopics: [Adherance]\n---\nText.\n";
  EXPECT_THAT(
      merge({existing("2023/12/x.md", file)}, {page_of("adherence", {sample("A Title", reference)})}, sample_site())
          .files,
      IsEmpty());
}

TEST(Import, GivesTwoPostsOfOneTitleTwoAddresses) {
  auto later = sample("A title!", "Poe, E. (2020). Something. J, 1.");
  const auto import = merge({}, {page_of("empathy", {sample("A Title", reference), later})}, sample_site());
  EXPECT_THAT(paths(import), ElementsAre("2023/12/a-title-2.md", "2023/12/a-title.md"));
  EXPECT_THAT(import.files.at("2023/12/a-title-2.md"), HasSubstr("id: 2023-12/a-title-2\n"));
}

TEST(Import, ACitationInAnotherMonthIsTakenForTheSamePostWithAWarning) {
  const auto first = merge({}, {page_of("empathy", {sample("A Title", reference)})}, sample_site());
  auto again = sample("Another Title", reference);
  again.month = std::chrono::year{2024} / 1;
  const auto second = merge(after(first), {page_of("empathy", {again})}, sample_site());
  EXPECT_THAT(second.files, IsEmpty());
  ASSERT_EQ(second.diagnostics.size(), 1U);
  EXPECT_EQ(to_string(second.diagnostics.front()),
            "page.txt:3: warning: expected the post on this citation in 2023-12, as in 2023/12/a-title.md, found it in "
            "2024-01; it "
            "is taken for the same");
}

TEST(Import, DoesNotDoubleAPostWhoseFileIsBroken) {
  const auto import = merge({existing("2023/12/a-title.md", "no front matter")},
                            {page_of("empathy", {sample("A Title", reference)})}, sample_site());
  EXPECT_THAT(import.files, IsEmpty());
  ASSERT_EQ(import.diagnostics.size(), 1U);
  EXPECT_EQ(
      to_string(import.diagnostics.front()),
      "page.txt:3: error: expected 2023/12/a-title.md to be readable, as it may be this post, found errors in it");
}

TEST(Import, LeavesAnUnusualListOfTopicsToPeople) {
  const std::string file = "---\ntitle: A Title\npublished: 2023-12\ntopics: >-\n  empathy\n---\nText.\n";
  const auto import =
      merge({existing("2023/12/x.md", file)}, {page_of("adherence", {sample("A Title", reference)})}, sample_site());
  EXPECT_THAT(import.files, IsEmpty());
  ASSERT_EQ(import.diagnostics.size(), 1U);
  EXPECT_EQ(to_string(import.diagnostics.front()),
            "page.txt:3: error: expected a list of topics in 2023/12/x.md to add \"adherence\" to, found another form; "
            "add it by hand");
}

TEST(Import, UnderAnUnknownTopicWritesNothing) {
  const auto import = merge({}, {page_of("Sleep", {sample("A Title", reference)})}, sample_site());
  EXPECT_THAT(import.files, IsEmpty());
  ASSERT_EQ(import.diagnostics.size(), 1U);
  EXPECT_EQ(to_string(import.diagnostics.front()), "page.txt: error: expected a topic of topics.yaml, found \"Sleep\"");
}

}  // namespace
}  // namespace citefeed::importing
