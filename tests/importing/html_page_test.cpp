#include "importing/blog_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "importing/html_blocks.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(const std::vector<PageLine>& lines) {
  std::vector<std::string> out;
  out.reserve(lines.size());
  for (const auto& line : lines) out.push_back(line.left_out.empty() ? text_of(line.spans) : "(" + line.left_out + ")");
  return out;
}

TEST(HtmlPage, IsKnownByItsFirstTag) {
  EXPECT_TRUE(looks_like_html(" <!DOCTYPE html><p>x"));
  EXPECT_TRUE(looks_like_html("<html>"));
  EXPECT_TRUE(looks_like_html("<!-- saved --><p>x"));
  EXPECT_FALSE(looks_like_html("Blog\n<p>"));
  EXPECT_FALSE(looks_like_html("< .05"));
  EXPECT_FALSE(looks_like_html(""));
}

TEST(HtmlPage, BlocksAndBreaksBeginLines) {
  EXPECT_THAT(texts(lines_of_html("<h2>A</h2><p>b<br>c</p><ul><li>d<li>e</ul><div>f<p>g</p>h</div>")),
              ElementsAre("A", "b", "c", "d", "e", "f", "g", "h"));
}

TEST(HtmlPage, WhiteSpaceIsOneSpaceAndReferencesAreDecoded) {
  EXPECT_THAT(texts(lines_of_html("<p> a \n\t <i>b</i>c <b> d</b>&nbsp;&amp;amp; &lt;e&gt; &#8211;\n</p>")),
              ElementsAre("a bc d\u00A0&amp; <e> –"));
}

TEST(HtmlPage, LinesKnowWhereTheyStand) {
  const auto lines = lines_of_html("<p>\none</p>\n\n<p>two\nmore</p>");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].line, 2U);
  EXPECT_EQ(lines[1].line, 4U);
}

TEST(HtmlPage, WhatIsNotTextOfThePageIsPassedOver) {
  EXPECT_THAT(
      texts(lines_of_html("<head><title>t</title></head><nav>n</nav><script>s</script><style>y</style><p hidden>h</p>"
                          "<template>m</template><select><option>f</select><p>text</p><footer>o</footer><!-- c -->")),
      ElementsAre("text"));
}

TEST(HtmlPage, ImagesAndRecordingsAreNamed) {
  EXPECT_THAT(texts(lines_of_html("<p><img src=x alt=y></p><video src=x>v</video><iframe src=x></iframe>")),
              ElementsAre("(an image)", "(a recording)", "(an embedded page)"));
}

TEST(HtmlPage, LinksToOtherSitesAreKept) {
  const auto lines =
      lines_of_html("<p>See <a href='https://example.org/a b'>the <i>page</i></a>, <a href='/x'>here</a>.</p>");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_THAT(lines[0].spans,
              ElementsAre(Span{.text = "See "}, Span{.text = "the page", .href = "https://example.org/a%20b"},
                          Span{.text = ", here."}));
}

TEST(HtmlPage, ABoldPracticeImplicationsIsALineOfItsOwn) {
  EXPECT_THAT(texts(lines_of_html("<p><strong>Practice Implications</strong> Listen.</p>")),
              ElementsAre("Practice Implications", "Listen."));
  EXPECT_THAT(texts(lines_of_html("<p><strong>Listen</strong> well.</p>")), ElementsAre("Listen well."));
}

std::string nested(int depth) {
  std::string html;
  for (int i = 0; i < depth; ++i) html += "<div>";
  return html + "text";
}

TEST(HtmlPage, ADeepDocumentIsRead) {
  ASSERT_FALSE(is_nested_too_deep(nested(4000)));
  EXPECT_THAT(texts(lines_of_html(nested(4000))), ElementsAre("text"));
}

TEST(HtmlPage, ADocumentOfAbsurdDepthIsRefused) {
  EXPECT_TRUE(is_nested_too_deep(nested(100'000)));
  const auto outcome = read_blog_page(nested(100'000), "page.html");
  EXPECT_FALSE(outcome.value);
  ASSERT_EQ(outcome.diagnostics.size(), 1U);
  EXPECT_EQ(to_string(outcome.diagnostics.front()),
            "page.html: error: expected HTML as pages have it, found thousands of tags in each other");
}

TEST(HtmlPage, ManyTagsWithoutAnEndAreNotDepth) {
  std::string html;
  for (int i = 0; i < 20'000; ++i) html += "<p>line<br><img src=x>";
  EXPECT_FALSE(is_nested_too_deep(html));
}

TEST(HtmlPage, GivesThePostsOnIt) {
  constexpr const char* html = R"(<!DOCTYPE html>
<html><head><title>Blog</title></head><body>
<nav><a href="/">Home</a></nav>
<h1>Blog</h1><p>Some words.</p><ul><li>Empathy</li></ul>
<h2>December 2023</h2>
<article><h3><a href="/blog/1">Is listening enough?</a></h3>
<p>Doe, J., &amp; Roe, R. (2023). Is listening enough? <em>Journal of Trials, 7</em>(6), 68–69. <a
href="https://doi.org/10.1000/abc">https://doi.org/10.1000/abc</a></p>
<p>People like to be heard, <em>r</em>&nbsp;=&nbsp;−&nbsp;.42.</p>
<p><strong>Practice Implications</strong></p>
<p>Listen.</p><p>Author email: <a href="mailto:doe@example.org">doe@example.org</a></p></article>
<footer>Contact us</footer></body></html>)";
  const auto outcome = read_blog_page(html, "page.html");
  EXPECT_THAT(outcome.diagnostics, IsEmpty());
  ASSERT_TRUE(outcome.value);
  ASSERT_EQ(outcome.value->size(), 1U);
  const auto& post = outcome.value->front();
  EXPECT_EQ(post.title, "Is listening enough?");
  EXPECT_THAT(post.citations,
              ElementsAre("Doe, J., & Roe, R. (2023). Is listening enough? Journal of Trials, 7(6), 68–69. "
                          "https://doi.org/10.1000/abc"));
  ASSERT_EQ(post.text.size(), 1U);
  EXPECT_EQ(text_of(post.text.front()), "People like to be heard, r\u00A0=\u00A0−\u00A0.42.");
  EXPECT_EQ(post.author_email, "doe@example.org");
}

}  // namespace
}  // namespace citefeed::importing
