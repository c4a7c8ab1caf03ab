#include "importing/blog_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace citefeed::importing {
namespace {

using std::chrono::year;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* page = R"(Blog
Some words about this blog, which began a while ago.
This month...

…I blog about listening.
Type of Research
Topics
- ALL Topics (clear)
- Empathy
December 2023
Is listening enough?
Doe, J., & Roe, R. (2023). Is listening enough? A trial. Journal of Trials, 7(6), 68–69. https://doi.org/10.1000/abc
People like to be heard.
They said so (r = − .42).
Practice Implications
Listen first.
Then speak.
Author email: doe@example.org
Talking Back
Poe, E. A. (2022). Talking back. Journal of Trials, 6(1), 1-2.
Some talk back.
PRACTICE IMPLICATIONS:
Let them.
May 2019
An Older Post
Moe, L. et al. (2018). An older article. Old Journal, 1, 2–3.
It is old.
Practice Implications: Keep it.
)";

/// One post in December 2023 with `lines` after its title.
std::string post(const std::string& lines) {
  return "December 2023\nA Title\n" + lines;
}

const std::string citation = "Doe, J. (2023). An article. A Journal, 1(2), 3–4.\n";

std::vector<std::string> texts(const std::vector<Paragraph>& paragraphs) {
  std::vector<std::string> out;
  out.reserve(paragraphs.size());
  for (const auto& paragraph : paragraphs) out.push_back(text_of(paragraph));
  return out;
}

std::vector<std::string> messages(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> out;
  out.reserve(diagnostics.size());
  for (const auto& diagnostic : diagnostics) out.push_back(to_string(diagnostic));
  return out;
}

TEST(BlogPage, GivesEveryPostUnderItsMonth) {
  const auto outcome = read_blog_page(page, "page.txt");
  EXPECT_THAT(messages(outcome.diagnostics), IsEmpty());
  ASSERT_TRUE(outcome.value);
  const auto& posts = *outcome.value;
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[0].title, "Is listening enough?");
  EXPECT_EQ(posts[0].month, year{2023} / 12);
  EXPECT_EQ(posts[0].line, 11U);
  EXPECT_THAT(posts[0].citations,
              ElementsAre("Doe, J., & Roe, R. (2023). Is listening enough? A trial. Journal of Trials, "
                          "7(6), 68–69. https://doi.org/10.1000/abc"));
  EXPECT_THAT(texts(posts[0].text), ElementsAre("People like to be heard.", "They said so (r = − .42)."));
  EXPECT_THAT(texts(posts[0].implications), ElementsAre("Listen first.", "Then speak."));
  EXPECT_EQ(posts[0].author_email, "doe@example.org");
  EXPECT_EQ(posts[1].title, "Talking Back");
  EXPECT_EQ(posts[1].month, year{2023} / 12);
  EXPECT_THAT(texts(posts[1].implications), ElementsAre("Let them."));
  EXPECT_EQ(posts[2].month, year{2019} / 5);
  EXPECT_THAT(texts(posts[2].implications), ElementsAre("Keep it."));
}

TEST(BlogPage, ReadsCarriageReturnsAndAByteOrderMark) {
  const auto outcome = read_blog_page(
      "\xEF\xBB\xBF"
      "December 2023\r\nA Title\r\n" +
          citation + "\rText.\r\rPractice Implications\rDo.",
      "p");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(messages(outcome.diagnostics), IsEmpty());
  EXPECT_THAT(texts(outcome.value->front().text), ElementsAre("Text."));
}

TEST(BlogPage, TwoCitationsUnderATitleBothCount) {
  const auto outcome = read_blog_page(post(citation + citation + "Text.\nPractice Implications\nDo.\n"), "p");
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(outcome.value->front().citations.size(), 2U);
}

TEST(BlogPage, AMissingTitleIsTakenFromTheArticleWithAWarning) {
  const auto outcome = read_blog_page("December 2023\n" + citation + "Text.\nPractice Implications\nDo.\n", "page.txt");
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(outcome.value->front().title, "An article");
  EXPECT_THAT(
      messages(outcome.diagnostics),
      ElementsAre(
          "page.txt:2: warning: expected a title before the citation, found none; the article’s title is used"));
}

TEST(BlogPage, AMissingCitationIsAWarningAndTheTextIsKept) {
  const auto outcome = read_blog_page(post("Text.\nPractice Implications\nDo.\n"), "page.txt");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(outcome.value->front().citations, IsEmpty());
  EXPECT_THAT(texts(outcome.value->front().text), ElementsAre("Text."));
  EXPECT_THAT(messages(outcome.diagnostics),
              ElementsAre("page.txt:2: warning: expected a citation after the title \"A Title\", found none"));
}

TEST(BlogPage, MissingPartsAreWarnings) {
  const auto outcome = read_blog_page(post(citation), "page.txt");
  EXPECT_THAT(
      messages(outcome.diagnostics),
      ElementsAre("page.txt:2: warning: expected a text in the post \"A Title\", found none",
                  "page.txt:2: warning: expected \"Practice Implications\" in the post \"A Title\", found none"));
}

TEST(BlogPage, WhatStandsAfterTheAuthorsAddressIsKeptWithAWarning) {
  const auto outcome = read_blog_page(
      post(citation + "Text.\nPractice Implications\nDo.\nAuthor email: a@example.org\nContact us\n"), "page.txt");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(texts(outcome.value->front().after), ElementsAre("Contact us"));
  EXPECT_THAT(
      messages(outcome.diagnostics),
      ElementsAre(
          "page.txt:8: warning: expected a month, or a title and its citation, found \"Contact us\", which is kept "
          "after the author’s address"));
}

TEST(BlogPage, AnAddressThatIsNoneIsKeptAsTextWithAWarning) {
  const auto outcome =
      read_blog_page(post(citation + "Text.\nPractice Implications\nDo.\nAuthor email: on request\n"), "page.txt");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(texts(outcome.value->front().implications), ElementsAre("Do.", "Author email: on request"));
  EXPECT_THAT(messages(outcome.diagnostics),
              ElementsAre("page.txt:7: warning: expected one e-mail address, found \"Author email: "
                          "on request\", which is kept as text"));
}

TEST(BlogPage, ASecondAddressIsKeptAfterTheFirst) {
  const auto outcome = read_blog_page(
      post(citation + "Text.\nAuthor email: a@example.org\nPractice Implications\nDo.\nAuthor email: b@example.org\n"),
      "page.txt");
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(outcome.value->front().author_email, "a@example.org");
  EXPECT_THAT(texts(outcome.value->front().implications), ElementsAre("Do."));
  EXPECT_THAT(texts(outcome.value->front().after), ElementsAre("Author email: b@example.org"));
  EXPECT_THAT(messages(outcome.diagnostics),
              ElementsAre("page.txt:8: warning: expected one author’s address, found another one, "
                          "\"b@example.org\", which is kept after the first"));
}

TEST(BlogPage, ACitationWithinTheTextIsKeptWithAWarning) {
  const auto outcome =
      read_blog_page(post(citation + "Text.\nReferences:\n" + citation + "Practice Implications\nDo.\n"), "p");
  ASSERT_TRUE(outcome.value);
  ASSERT_EQ(outcome.value->size(), 1U);
  EXPECT_EQ(outcome.value->front().text.size(), 3U);
  EXPECT_THAT(
      messages(outcome.diagnostics),
      ElementsAre("p:6: warning: expected a title before the citation \"Doe, J. (2023). An article. A Journal, 1(2), "
                  "3–4.\", which is kept as text"));
}

TEST(BlogPage, ASecondPracticeImplicationsIsText) {
  const auto outcome =
      read_blog_page(post(citation + "Text.\nPractice Implications\nDo.\nPractice Implications\n"), "p");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(texts(outcome.value->front().implications), ElementsAre("Do.", "Practice Implications"));
}

TEST(BlogPage, AnArchiveOfMonthsBeforeThePostsIsPassedOver) {
  const auto outcome =
      read_blog_page("Archive\nMay 2014\nApril 2014\n" + post(citation + "Text.\nPractice Implications\nDo.\n"), "p");
  EXPECT_THAT(messages(outcome.diagnostics), IsEmpty());
}

TEST(BlogPage, AMonthWithoutAPostAfterPostsIsAWarning) {
  const auto outcome = read_blog_page(post(citation + "Text.\nPractice Implications\nDo.\nMay 2014\n"), "p");
  EXPECT_THAT(messages(outcome.diagnostics), ElementsAre("p:7: warning: expected a post under the month, found none"));
}

TEST(BlogPage, AControlCharacterBecomesASpaceWithAWarning) {
  const auto outcome = read_blog_page(post(citation + "Te\x01xt\x0C\nPractice Implications\nDo.\n"), "p");
  ASSERT_TRUE(outcome.value);
  EXPECT_THAT(texts(outcome.value->front().text), ElementsAre("Te xt"));
  EXPECT_THAT(messages(outcome.diagnostics),
              ElementsAre("p:4: warning: expected text, found a control character, which is replaced by a space"));
}

TEST(BlogPage, BytesThatAreNotUtf8AreAnError) {
  const auto outcome = read_blog_page("December 2023\nCaf\xE9\n", "page.txt");
  EXPECT_FALSE(outcome.value);
  EXPECT_THAT(messages(outcome.diagnostics),
              ElementsAre("page.txt:2: error: expected UTF-8, found other bytes; save the page as UTF-8"));
}

TEST(BlogPage, APageWithoutPostsIsAnError) {
  const auto outcome = read_blog_page("Nothing here.\n", "page.txt");
  EXPECT_FALSE(outcome.value);
  EXPECT_THAT(
      messages(outcome.diagnostics),
      ElementsAre(
          "page.txt: error: expected a month such as \"December 2023\" and under it a title and a citation, found "
          "no post"));
}

}  // namespace
}  // namespace citefeed::importing
