#include "content/markdown.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content {
namespace {

struct Result {
  model::PostText text = {};
  Lines complaints = {};
};

/// Of a text in "2023/12/a.md".
const LinkBase place{.page_url = {.text = "https://example.org/posts/2023-12/a/"},
                     .site_size = std::string_view{"https://example.org/"}.size(),
                     .file = "2023/12/a.md"};

Result read_body(std::string_view markdown, std::uint32_t first_line = 1) {
  Report report{"m"};
  Result result{.text = read_markdown(markdown, first_line, place, report)};
  result.complaints = lines_of(report.take());
  return result;
}

constexpr std::string_view end = "\n\n# Practice Implications\n\nDo.\n";

/// The summary of a post that says `markdown`, read without complaints.
std::string html_of(std::string_view markdown) {
  const auto [text, complaints] = read_body(std::string{markdown} + std::string{end});
  EXPECT_EQ(complaints, Lines{});
  return text.summary_html;
}

/// The plain text of implications that say `markdown`.
std::string plain(std::string_view markdown) {
  return read_body("# Practice Implications\n\n" + std::string{markdown}).text.implications_text;
}

TEST(PracticeImplications, RunToTheNextHeadingOfTheSameOrAHigherLevel) {
  const auto text =
      read_body("Before.\n\n## Practice Implications\n\nDo.\n\n### More\n\nAnd.\n\n## Notes\n\nAfter.\n").text;
  EXPECT_EQ(text.summary_html, "<p>Before.</p>\n");
  EXPECT_EQ(text.implications_html, "<p>Do.</p>\n<h3>More</h3>\n<p>And.</p>\n");
  EXPECT_EQ(text.implications_text, "Do.\n\nMore\n\nAnd.");
  EXPECT_EQ(text.after_html, "<h2>Notes</h2>\n<p>After.</p>\n");
}

TEST(PracticeImplications, AreFoundUnderAHeadingOfAnyLevelLetterCaseAndEmphasis) {
  for (const std::string heading :
       {"# Practice Implications", "###### PRACTICE IMPLICATIONS",
        "## practice implications:", "## **Practice Implications**", "## *Practice* Implications :",
        "Practice Implications\n===", "Practice  implications\n---", "## **Practice Implications:**"}) {
    const auto [text, complaints] = read_body("Before.\n\n" + heading + "\n\nDo.\n");
    EXPECT_EQ(text.implications_text, "Do.") << heading;
    EXPECT_EQ(complaints, Lines{}) << heading;
  }
}

TEST(PracticeImplications, EndAtTheAuthorsAddress) {
  const auto text =
      read_body("Before.\n\n## Practice Implications\n\nDo.\n\nAuthor email: a.b@uni.example\n\nAfter.\n").text;
  EXPECT_EQ(text.implications_html, "<p>Do.</p>\n");
  EXPECT_EQ(text.after_html, "<p>After.</p>\n");
  EXPECT_EQ(text.correspondence_email, "a.b@uni.example");
}

TEST(PracticeImplications, ThatAreMissingAreAWarning) {
  EXPECT_EQ(read_body("Text.\n").complaints,
            Lines{"m: warning: expected a heading \"## Practice Implications\", found none"});
}

TEST(PracticeImplications, ThatStandInAParagraphAreShownWhereTheyAre) {
  EXPECT_EQ(read_body("Text.\n\n**Practice Implications**\n\nDo.\n", 10).complaints,
            Lines{"m:12: warning: expected a heading \"## Practice Implications\", found it as a paragraph"});
}

TEST(PracticeImplications, WithoutTextAreAWarning) {
  EXPECT_EQ(read_body("Text.\n\n## Practice Implications\n").complaints,
            Lines{"m:3: warning: expected text under \"Practice Implications\", found none"});
}

TEST(PracticeImplications, ThatComeTwiceAreAWarningAndTheFirstCount) {
  const auto [text, complaints] =
      read_body("Text.\n\n## Practice Implications\n\nDo.\n\n## Practice implications\n\nMore.\n", 10);
  EXPECT_EQ(text.implications_text, "Do.");
  EXPECT_EQ(text.after_html, "<h2>Practice implications</h2>\n<p>More.</p>\n");
  EXPECT_EQ(complaints,
            Lines{"m:16: warning: expected \"Practice Implications\" once, found it again; it is on line 12 "
                  "already"});
}

TEST(Headings, LeaveTheFirstLevelToTheTitle) {
  const auto text = read_body("# Method\n\n## Sample\n\n###### Small\n\n# Practice Implications\n\n## First\n").text;
  EXPECT_EQ(text.summary_html, "<h2>Method</h2>\n<h3>Sample</h3>\n<h6>Small</h6>\n");
  EXPECT_EQ(text.implications_html, "<h3>First</h3>\n");
}

TEST(Headings, OfOtherLevelsStayAsWritten) {
  EXPECT_EQ(read_body("## Method\n\n### Sample\n").text.summary_html, "<h2>Method</h2>\n<h3>Sample</h3>\n");
}

TEST(PracticeImplications, InAQuotationAreNotTheSection) {
  EXPECT_EQ(read_body("> ## Practice Implications\n\nDo.\n").text.implications_html, "");
}

TEST(AuthorEmail, IsTakenOutInEveryFormPeopleWriteIt) {
  for (const std::string line :
       {"Author email: a_b_c@uni.example", "Author e-mail: a_b_c@uni.example", "AUTHOR EMAIL:a_b_c@uni.example",
        "Author email: <a_b_c@uni.example>", "**Author email:** a_b_c@uni.example",
        "Author email: [a_b_c@uni.example](mailto:a_b_c@uni.example)"}) {
    const auto [text, complaints] = read_body("Before.\n\n" + line + std::string{end});
    EXPECT_EQ(text.correspondence_email, "a_b_c@uni.example") << line;
    EXPECT_EQ(text.summary_html, "<p>Before.</p>\n") << line;
    EXPECT_EQ(complaints, Lines{}) << line;
  }
}

TEST(AuthorEmail, ThatIsNoAddressStaysInTheTextWithAWarning) {
  for (const std::string address : {"a at uni.example", "a@b", "@uni.example", "a@b@c.example", "a@.example"}) {
    const auto [text, complaints] = read_body("Author email: " + address + std::string{end});
    EXPECT_EQ(text.correspondence_email, "");
    EXPECT_EQ(text.summary_html, "<p>Author email: " + address + "</p>\n");
    EXPECT_EQ(complaints, Lines{"m:1: warning: expected an e-mail address, found \"" + address + "\""});
  }
}

TEST(AuthorEmail, OfASecondAuthorStaysInTheText) {
  const auto text = read_body("Author email: a@uni.example\n\nAuthor email: b@uni.example" + std::string{end}).text;
  EXPECT_EQ(text.correspondence_email, "a@uni.example");
  EXPECT_EQ(text.summary_html, "<p>Author email: b@uni.example</p>\n");
}

TEST(Markdown, HasTables) {
  EXPECT_EQ(
      html_of("| a | b |\n|---|--:|\n| 1 | 2 |\n"),
      "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n"
      "<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table>\n");
}

TEST(Markdown, LeavesTypographyAndBareAddressesAsWritten) {
  EXPECT_EQ(html_of("\"a\" -- b... www.example.org r = −.42, 95% CI [−.55, −.27] x[^1]"),
            "<p>&quot;a&quot; -- b... www.example.org r = −.42, 95% CI [−.55, −.27] x[^1]</p>\n");
}

TEST(MarkdownLinks, BecomeAbsolute) {
  EXPECT_EQ(html_of("[a](b#c)"), "<p><a href=\"https://example.org/posts/2023-12/a/b#c\">a</a></p>\n");
  EXPECT_EQ(html_of("[a](../../x \"t\")"), "<p><a href=\"https://example.org/posts/x\" title=\"t\">a</a></p>\n");
  EXPECT_EQ(html_of("[a](//other.example/x)"), "<p><a href=\"https://other.example/x\">a</a></p>\n");
  EXPECT_EQ(html_of("![a](/i.png)"), "<p><img src=\"https://example.org/i.png\" alt=\"a\" /></p>\n");
  EXPECT_EQ(html_of("[a]\n\n[a]: #b"), "<p><a href=\"https://example.org/posts/2023-12/a/#b\">a</a></p>\n");
  EXPECT_EQ(html_of("<a@b.example>"), "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n");
  EXPECT_EQ(html_of("[é](/é?a=1&b=2)"), "<p><a href=\"https://example.org/%C3%A9?a=1&amp;b=2\">é</a></p>\n");
}

TEST(MarkdownLinks, ToTheFileOfAPostLeadToThePost) {
  const std::string post = "https://example.org/posts/2019-05/x/";
  for (const auto& [written, address] :
       {std::pair{"../../2019/05/x.md", post}, std::pair{"../../2019/05/x.md#article", post + "#article"},
        std::pair{"../.././2019/05/x.md?a=1#b", post + "?a=1#b"},
        std::pair{"b.md", std::string{"https://example.org/posts/2023-12/b/"}},
        std::pair{"../12/a%20b.md#x", std::string{"https://example.org/posts/2023-12/a%20b/#x"}},
        std::pair{"%c3%a9.md", std::string{"https://example.org/posts/2023-12/%C3%A9/"}}}) {
    const auto read = read_body(fmt::format("[a]({}){}", written, end));
    EXPECT_EQ(read.text.summary_html, fmt::format("<p><a href=\"{}\">a</a></p>\n", address));
    EXPECT_EQ(read.complaints, Lines{}) << "only all files together tell";
  }
}

TEST(MarkdownLinks, ToFilesAreNotedWithTheirPlace) {
  Report report{"m"};
  (void)read_markdown("[a](b.md)\n\n[c](../../2019/05/x.md#y) [d](../../../z.md) ![e](f.md)", 1, place, report);
  const auto links = report.take_links();
  ASSERT_EQ(links.size(), 3U);
  EXPECT_EQ(links[0].target, "2023/12/b.md");
  EXPECT_EQ(links[0].position.line, 1U);
  EXPECT_EQ(links[1].target, "2019/05/x.md");
  EXPECT_EQ(links[1].position.line, 3U);
  EXPECT_EQ(links[1].written, "../../2019/05/x.md#y");
  EXPECT_EQ(links[2].target, "") << "out of content/";
}

TEST(MarkdownLinks, ToFilesThatNobodyServesAreAWarning) {
  for (const std::string address : {"paper.pdf", "../data.csv#a", "../../../x.html?y"}) {
    EXPECT_EQ(
        read_body(fmt::format("\n[a]({}){}", address, end)).complaints,
        Lines{fmt::format("m:2: warning: expected the whole address of a file (https://…), found \"{}\"; no file is "
                          "served beside a post",
                          address)});
  }
  for (const std::string address : {"citation.bib", "../../2019-05/x/", "../../../topics/empathy", "../../../feed.atom",
                                    "/paper.pdf", "https://example.net/paper.pdf", "#part", "?a.pdf"}) {
    EXPECT_EQ(read_body(fmt::format("[a]({}){}", address, end)).complaints, Lines{}) << address;
  }
}

TEST(MarkdownLinks, ThatMustNotBeFollowedLoseTheirAddress) {
  for (const std::string address :
       {"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "data:image/png;base64,x", "vbscript:x",
        "file:///etc/passwd", "&#106;avascript:alert(1)", "http://[x", "http:x", "%zz"}) {
    const auto [text, complaints] = read_body(fmt::format("[a *b*]({0}) ![c]({0}){1}", address, end));
    EXPECT_EQ(text.summary_html, "<p>a <em>b</em> c</p>\n") << address;
    EXPECT_EQ(complaints.size(), 2U) << address;
  }
  EXPECT_EQ(read_body("\n[a](javascript:x)" + std::string{end}).complaints,
            Lines{"m:2: warning: expected an http, https or mailto address, found \"javascript:x\"; its text stays "
                  "without it"});
}

TEST(MarkdownImages, BesideThePostAreAWarningSinceNoFileIsServedThere) {
  for (const std::string address : {"fig.png", "./fig.png", "../images/fig.png", "?x:y"}) {
    EXPECT_EQ(read_body(fmt::format("\n![a]({0}){1}", address, end)).complaints,
              Lines{fmt::format("m:2: warning: expected the whole address of an image (https://…), found "
                                "\"{}\"; no file is served beside a post",
                                address)});
  }
  for (const std::string address : {"/fig.png", "//example.net/fig.png", "https://example.net/fig.png"}) {
    EXPECT_EQ(read_body(fmt::format("![a]({}){}", address, end)).complaints, Lines{}) << address;
  }
}

TEST(MarkdownHtml, IsLeftOutWithAWarningForEachLine) {
  const auto [text, complaints] = read_body(
      "A <b>b</b>\nc <i>d</i>.\n\n<script>alert(1)</script>\n\n<div onclick=\"x\">e</div>\n\n<br>" + std::string{end},
      5);
  EXPECT_EQ(text.summary_html, "<p>A b\nc d.</p>\n");
  EXPECT_EQ(complaints,
            (Lines{"m:5: warning: expected Markdown, found the HTML \"<b>\"; HTML is left out",
                   "m:6: warning: expected Markdown, found the HTML \"<i>\"; HTML is left out",
                   "m:8: warning: expected Markdown, found the HTML \"<script>alert(1)</script>\"; HTML is left out",
                   "m:10: warning: expected Markdown, found the HTML \"<div onclick=\"x\">e</div>\"; HTML is left out",
                   "m:12: warning: expected Markdown, found the HTML \"<br>\"; HTML is left out"}));
}

TEST(MarkdownHtml, CommentsAreLeftOutSilently) {
  EXPECT_EQ(html_of("A <!-- note --> b.\n\n<!--\nnote\n-->"), "<p>A  b.</p>\n");
}

TEST(MarkdownHtml, TextAfterACommentIsNotLostSilently) {
  EXPECT_EQ(read_body("<!-- note --> and text" + std::string{end}).complaints,
            Lines{"m:1: warning: expected Markdown, found the HTML \"<!-- note --> and text\"; HTML is left out"});
}

TEST(Markdown, ReferencesToControlCharactersAreLeftOut) {
  const auto [text, complaints] =
      read_body("a&#7;b&#xFFFE;c&#x85;d [e](/f \"g&#1;h\")\n\n``` x&#2;y\n```" + std::string{end});
  EXPECT_EQ(text.summary_html,
            "<p>abcd <a href=\"https://example.org/f\" title=\"gh\">e</a></p>\n<pre><code "
            "class=\"language-xy\"></code></pre>\n");
  ASSERT_FALSE(complaints.empty());
  EXPECT_EQ(complaints[0], "m:1: warning: expected text, found a reference to a control character; it is left out");
}

TEST(PlainText, PartsParagraphsByAnEmptyLine) {
  EXPECT_EQ(plain("One\ntwo.\n\nThree  \nfour.\n"), "One two.\n\nThree\nfour.");
}
TEST(PlainText, DecodesEntitiesAndDropsMarkup) {
  EXPECT_EQ(plain("**p** < .05 &amp; *r* = `a_b` [link](/x) ![image](/y)"), "p < .05 & r = a_b link image");
}
TEST(PlainText, MarksItemsOfLists) {
  EXPECT_EQ(plain("Do:\n\n- one\n- two\n  - three\n- four\n\nThen.\n"),
            "Do:\n\n- one\n- two\n  - three\n- four\n\nThen.");
  EXPECT_EQ(plain("3. three\n4. four\n"), "3. three\n4. four");
  EXPECT_EQ(plain("- one\n\n  more\n\n- two\n"), "- one\n\n  more\n\n- two");
}
TEST(PlainText, PutsARowOfATableOnALine) {
  EXPECT_EQ(plain("Text.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nMore."), "Text.\n\na | b\n1 | 2\n\nMore.");
}
TEST(PlainText, KeepsQuotationsAndCode) {
  EXPECT_EQ(plain("> Said.\n\n    x = 1\n    y\n"), "Said.\n\nx = 1\ny");
}

}  // namespace
}  // namespace citefeed::content
