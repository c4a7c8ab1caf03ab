#include "importing/html_blocks.hpp"

#include <gtest/gtest.h>

#include "importing/blocks.hpp"

namespace citefeed::importing {
namespace {

std::string markdown(std::string_view html, LineEnds line_ends = LineEnds::are_space) {
  return to_markdown(blocks_of_html(html, {.text = "https://old.example/a/"}, line_ends));
}

TEST(HtmlText, KeepsEmphasisWhereMarkdownCanSayIt) {
  EXPECT_EQ(markdown("<p>a <b>b</b> <i>c</i> <b><i>d</i></b> <code>e`f</code></p>"), "a **b** *c* ***d*** ``e`f``");
  EXPECT_EQ(markdown("un<em>believ</em>able"), "un*believ*able");
  EXPECT_EQ(markdown("<b> a </b>b"), "**a** b");
  EXPECT_EQ(markdown("a<b>\"b\"</b>c"), "a\"b\"c");   // asterisks there would not be read as emphasis
  EXPECT_EQ(markdown("<b>a</b><i>b</i>"), "**a**b");  // nor these
  EXPECT_EQ(markdown("<em>« été »</em>, <strong>“oui”</strong>"), "*« été »*, **“oui”**");
}

TEST(HtmlText, KeepsLinksAndImagesWithWholeAddresses) {
  EXPECT_EQ(markdown("<a href='b?x=1'>see <b>b</b></a> <img src='/i.png' alt='an [i]'>"),
            "[see **b**](<https://old.example/a/b?x=1>) ![an \\[i\\]](<https://old.example/i.png>)");
  EXPECT_EQ(markdown("<a href='javascript:x'>a</a> <img src='data:x' alt='seen'>"), "a seen");
  EXPECT_EQ(markdown("<iframe src='https://video.example/1'></iframe>"),
            "[https://video.example/1](<https://video.example/1>)");
}

TEST(HtmlText, KeepsListsInListsAndQuotations) {
  EXPECT_EQ(markdown("<ul><li>a<li><p>b</p><p>c</p></ul><ol start=3><li>d</ol>"), "- a\n- b\n\n  c\n\n3. d");
  EXPECT_EQ(markdown("<blockquote><p>a</p><ul><li>b</ul></blockquote><blockquote>c</blockquote>"),
            "> a\n>\n> - b\n\n> c");
  EXPECT_EQ(markdown("<ol><li>a<ul><li>b</ul><li>c</ol>"), "1. a\n\n   - b\n\n2. c");
}

TEST(HtmlText, KeepsTables) {
  EXPECT_EQ(markdown("<table><tr><th>a|b<th>c</tr><tr><td><b>d</b><td>e<br>f</tr><tr><td>g</tr></table>"),
            "| a&#124;b | c |\n| --- | --- |\n| **d** | e f |\n| g |  |");
}

TEST(HtmlText, KeepsCodeAsItIs) {
  EXPECT_EQ(markdown("<pre>a\n  b ``` *c*\n\n</pre>"), "````\na\n  b ``` *c*\n````");
}

TEST(HtmlText, LineBreaksPartParagraphs) {
  EXPECT_EQ(markdown("a<br>b<p>c\nd"), "a\n\nb\n\nc d");
  EXPECT_EQ(markdown("a\nb\n\n<b>c</b>\n<p>d\ne</p>", LineEnds::end_blocks), "a\n\nb\n\n**c**\n\nd e");
}

TEST(HtmlText, HeadingsStandBelowTheTitle) {
  EXPECT_EQ(markdown("<h1>a #</h1><h3>b</h3><hr><h6></h6>"), "## a \\#\n\n### b\n\n***");
}

TEST(HtmlText, WhatReadersDoNotSeeIsLeftOut) {
  EXPECT_EQ(markdown("<style>x</style><p hidden>y</p><script>z</script><!-- c --><p>&nbsp;</p>a"), "a");
}

TEST(HtmlText, LevelsBeyondTwentyAreFlat) {
  std::string html;
  for (int i = 0; i < 1000; ++i) html += "<ul><li>";
  EXPECT_EQ(blocks_of_html(html + "a", {}, LineEnds::are_space).at(0).containers.size(), 20U);
}

Body body_of(std::string_view html) {
  return read_body(blocks_of_html(html, {}, LineEnds::are_space));
}

using List = std::vector<std::string>;

TEST(Body, FindsTheCitationWhereverItStands) {
  const std::string citation = "Doe, J. (2013). An article. A Journal, 1(2), 3–4.";
  for (const std::string& html :
       {"<p>" + citation + "</p><p>a</p>", "<p>a</p><p><em>Citation:</em> " + citation + "</p>",
        "<p>a</p><h3>Reference</h3><ul><li>" + citation + "</li></ul>"}) {
    const auto body = body_of(html);
    EXPECT_EQ(body.citations, List{citation}) << html;
    EXPECT_EQ(body.markdown, "a") << html;
  }
}

TEST(Body, PrefersACitationOutsideOfAListOfReferences) {
  const auto body = body_of(
      "<p>a</p><h2>References</h2><p>Poe, E. (2001). Another one here. A Journal, 1.</p><h2>Article</h2>"
      "<p>Doe, J. (2013). An article. A Journal, 1(2), 3–4.</p>");
  EXPECT_EQ(body.citations, List{"Doe, J. (2013). An article. A Journal, 1(2), 3–4."});
  EXPECT_EQ(body.markdown, "a\n\n## References\n\nPoe, E. (2001). Another one here. A Journal, 1.");
}

TEST(Body, OfSeveralDoisTakesNoneForTheCitation) {
  const auto body = body_of("<a href='https://doi.org/10.1000/a'>a</a> <a href='https://doi.org/10.1000/b'>b</a>");
  EXPECT_EQ(body.citations, List{});
}

TEST(Body, KnowsTheImplicationsInAnyShape) {
  for (const char* html : {"<h1>PRACTICE IMPLICATIONS</h1><p>Do.</p>", "<p><b>Practice implications:</b></p><p>Do.</p>",
                           "<p>Practice Implications<br>Do.</p>", "<p><u><b>Practice Implications:</b></u> Do.</p>",
                           "<h2><strong>practice</strong> implications</h2>Do."}) {
    EXPECT_EQ(body_of(html).markdown, "## Practice Implications\n\nDo.") << html;
  }
}

}  // namespace
}  // namespace citefeed::importing
