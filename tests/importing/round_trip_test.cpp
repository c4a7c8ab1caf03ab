#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "content/post_parser.hpp"
#include "importing/blog_page.hpp"
#include "importing/content_file.hpp"
#include "importing/merge.hpp"
#include "sample_site.hpp"
#include "visible_text.hpp"

namespace citefeed::importing {
namespace {

using testing::IsEmpty;

const std::string written_reference = "Doe, J. (2023). An article. A Journal, 1(2), 3–4. https://doi.org/10.1000/abc";

/// What content/ makes of `post` when it is written to a file.
Outcome<model::Post> read_again(const ImportedPost& post) {
  return content::parse_post("2023/12/a.md", "a.md", to_content_file(post, "2023-12/a", {.topics = {"empathy"}}),
                             sample_site());
}

std::vector<std::string> texts_of(const std::vector<Paragraph>& paragraphs) {
  std::vector<std::string> out;
  out.reserve(paragraphs.size());
  for (const auto& paragraph : paragraphs) out.push_back(text_of(paragraph));
  return out;
}

class ImportedText : public testing::TestWithParam<const char*> {};

TEST_P(ImportedText, IsWordForWordWhatThePageSaid) {
  const Paragraph paragraph = {{.text = GetParam()}};
  const ImportedPost post = {.title = GetParam(),
                             .month = std::chrono::year{2023} / 12,
                             .citations = {written_reference},
                             .text = {paragraph, paragraph},
                             .implications = {paragraph, {{.text = "And more."}}, paragraph}};
  const auto outcome = read_again(post);
  EXPECT_THAT(outcome.diagnostics, IsEmpty());
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(outcome.value->title, GetParam());
  EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).summary_html), texts_of(post.text));
  EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).implications_html), texts_of(post.implications));
}

INSTANTIATE_TEST_SUITE_P(
    Nasty, ImportedText,
    testing::Values("less distress, r = − .42, 95% CI [− .55, − .27], and more",
                    "“Curly” ‘quotes’ and \"straight\" 'ones'…", "*stars* **more** a*b*c * d",
                    "_under_ __more__ a_b_c _ d", "1 < 2 <3 <b>bold</b> </b> <!-- x --> <? <!x <a@b.c> <https://x.org>",
                    "&amp; &lt; &#65; &#x41; &nbsp; & AT&T &copy", "\\ \\* \\\\ back\\slash \\", "`code` ``more`` `",
                    "~~struck~~ ~x~", "~~~", "[link](https://example.org) ![image](x) [ref] [ref][] [a][b] [^1]",
                    "[ref]: https://example.org 'title'",
                    "www.example.org http://example.org a@example.org https://example.org/?a=1&b=2&lt;", "1940. A year",
                    "1940) A year", "1.", "2)", "- item", "+ item", "* item", "-", "+", "*", "---", "- - -", "***",
                    "___", "===", "# heading", "###### h #", "#", "####### seven", "> quoted", ">", "| a | b |",
                    "| --- | --- |", "a | b", ":--", "``` cpp", "\u00A0\u00A0\u00A0\u00A0no-break spaces\u00A0",
                    "a\u00A0b\u202Fc\u200Bd", "Practice Implications", "## Practice Implications",
                    "{% x %} {{ y }} $z$ %w", "!", "!x![y]", "---\u00A0", "...", "yes", "null", "~", "2023-12", "0x10",
                    "'quoted'", "\"quoted\"", "key: value", "# not a comment", "@at", "%percent", "?question",
                    ": colon", "{a: b}", "[a, b]", "!tag", "&anchor", "*alias", "a\u2028b\u2029c", "\uFEFFmark",
                    "<script>alert(1)</script>", "a very ]( strange ]( thing", "x](y) [z",
                    "👩‍⚕️ é e\u0301 日本語"));

TEST(ImportedPost, KeepsManyBars) {
  const ImportedPost post = {.title = "A",
                             .month = std::chrono::year{2023} / 12,
                             .citations = {written_reference},
                             .text = {{{.text = std::string(500, '|')}}},
                             .implications = {{{.text = "Do."}}}};
  const auto outcome = read_again(post);
  EXPECT_THAT(outcome.diagnostics, IsEmpty());
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).summary_html), texts_of(post.text));
}

TEST(ImportedPost, KeepsItsLinksMonthCitationsAndAddress) {
  const std::string address = "https://example.org/a_b_(c)?x=*1*&amp;y=2&z=%20#f";
  const ImportedPost post = {
      .title = "A",
      .month = std::chrono::year{2013} / 3,
      .citations = {written_reference, "Poe, E. (2020). Something: Else #1. J, 1, 2–3."},
      .text = {{{.text = "See! "}, {.text = "[a] ](", .href = address}, {.text = "!"}, {.text = "b", .href = address}}},
      .implications = {{{.text = "Do."}}},
      .author_email = "first_last*@example.org",
      .after = {{{.text = "Later."}}}};
  const auto outcome = content::parse_post("2013/03/a.md", "a.md",
                                           to_content_file(post, "2013-03/a", {.topics = {"empathy"}}), sample_site());
  ASSERT_TRUE(outcome.value);
  EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).summary_html), texts_of(post.text));
  EXPECT_EQ(link_addresses(text_of(*outcome.value).summary_html), (std::vector{address, address}));
  EXPECT_EQ(to_rfc3339(outcome.value->published), "2013-03-01T00:00:00Z");
  ASSERT_EQ(outcome.value->reviewed.size(), 2U);
  EXPECT_EQ(outcome.value->reviewed[0].printed, written_reference);
  EXPECT_EQ(outcome.value->reviewed[1].printed, post.citations[1]);
  EXPECT_EQ(text_of(*outcome.value).correspondence_email, post.author_email);
  EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).after_html), texts_of(post.after));
}

/// A real saved page can be tried with CITEFEED_SAMPLE_PAGE=FILE; it must have six posts.
TEST(SavedPage, ComesThroughCleanWordForWord) {
  const char* path = std::getenv("CITEFEED_SAMPLE_PAGE");  // NOLINT(concurrency-mt-unsafe)
  if (path == nullptr) GTEST_SKIP() << "set CITEFEED_SAMPLE_PAGE to a saved page of the blog with six posts";
  std::ifstream file{path, std::ios::binary};
  ASSERT_TRUE(file) << path;
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  const auto page = read_blog_page(bytes, path);
  EXPECT_THAT(page.diagnostics, IsEmpty());
  ASSERT_TRUE(page.value);
  EXPECT_EQ(page.value->size(), 6U);
  for (const auto& post : *page.value) {
    const auto outcome = read_again(post);
    ASSERT_TRUE(outcome.value) << post.title;
    for (const auto& diagnostic : outcome.diagnostics) {
      EXPECT_NE(diagnostic.message.find("2023-12"), std::string::npos)
          << to_string(diagnostic);  // only that the path is not its month's
    }
    EXPECT_EQ(outcome.value->title, post.title);
    EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).summary_html), texts_of(post.text));
    EXPECT_EQ(visible_paragraphs(text_of(*outcome.value).implications_html), texts_of(post.implications));
    EXPECT_EQ(text_of(*outcome.value).correspondence_email, post.author_email);
  }
  EXPECT_EQ(merge({}, {{.shown_file = path, .posts = *page.value, .topic = "Empathy"}}, sample_site()).files.size(),
            6U);
}

}  // namespace
}  // namespace citefeed::importing
