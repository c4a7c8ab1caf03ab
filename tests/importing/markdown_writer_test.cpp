#include "importing/blocks.hpp"

#include <gtest/gtest.h>

#include "importing/content_file.hpp"

namespace citefeed::importing {
namespace {

std::string plain(const std::string& text) {
  return to_markdown({{.text = text}});
}

TEST(MarkdownWriter, LeavesOrdinaryProseAlone) {
  for (const char* text : {"Less distress, r = − .42, 95% CI [− .55, − .27], p < .05; it’s “fine” & well – 1940.",
                           "See www.example.org, a@example.org or https://example.org/?a=1&b=2 AT&T", "1940 was a year",
                           "3.5 is a number", "-5 points", "#1 in the list", "f(x) = a[1] + b"}) {
    EXPECT_EQ(plain(text), text);
  }
}

TEST(MarkdownWriter, EscapesMarkup) {
  EXPECT_EQ(plain("*a* _b_ `c` d\\e"), "\\*a\\* \\_b\\_ \\`c\\` d\\\\e");
  EXPECT_EQ(plain("<b>x</b> 1 < 2 &amp; [a](b)"), "\\<b>x\\</b> 1 < 2 \\&amp; [a\\](b)");
}

TEST(MarkdownWriter, KeepsTheStartOfAParagraphFromOpeningABlock) {
  EXPECT_EQ(plain("1940. It began"), "1940\\. It began");
  EXPECT_EQ(plain("1) first"), "1\\) first");
  EXPECT_EQ(plain("- item"), "\\- item");
  EXPECT_EQ(plain("---"), "\\---");
  EXPECT_EQ(plain("+ more"), "\\+ more");
  EXPECT_EQ(plain("## Practice Implications"), "\\## Practice Implications");
  EXPECT_EQ(plain("> quoted"), "\\> quoted");
  EXPECT_EQ(plain("[a]: b"), "\\[a]: b");
  EXPECT_EQ(plain("~~~"), "\\~~~");
}

TEST(MarkdownWriter, WritesLinks) {
  const Paragraph paragraph = {
      {.text = "See!"}, {.text = "a [b]", .href = "https://example.org/?a=1&lt;=2"}, {.text = "(c)"}};
  EXPECT_EQ(to_markdown(paragraph), "See\\![a \\[b\\]](<https://example.org/?a=1&amp;lt;=2>)(c)");
}

TEST(MarkdownWriter, JoinsCodeThatTouchesCodeWhereEmphasisIsLost) {
  const Paragraph paragraph = {{.text = "a", .emphasis = true, .code = true},
                               {.text = "b`", .strong = true, .code = true},
                               {.text = "c", .code = true},
                               {.text = " d"}};
  EXPECT_EQ(to_markdown(paragraph), "*`a`*``b`c`` d");
}

TEST(YamlScalar, IsPlainWhereThatIsSafe) {
  EXPECT_EQ(to_yaml("Therapists’ empathy, revisited [again]"), "Therapists’ empathy, revisited [again]");
  EXPECT_EQ(to_yaml("Élan"), "Élan");
}

TEST(YamlScalar, IsQuotedWhereItCouldMeanSomethingElse) {
  EXPECT_EQ(to_yaml("Empathy: a review"), "\"Empathy: a review\"");
  EXPECT_EQ(to_yaml("No"), "\"No\"");
  EXPECT_EQ(to_yaml("2019"), "\"2019\"");
  EXPECT_EQ(to_yaml("Empathy #1"), "\"Empathy #1\"");
  EXPECT_EQ(to_yaml("\"Why\" \\ not"), "\"\\\"Why\\\" \\\\ not\"");
  EXPECT_EQ(to_yaml("a\u2028b"), "\"a\\Lb\"");
  EXPECT_EQ(to_yaml(""), "\"\"");
}

TEST(ContentFile, HoldsFrontMatterTextImplicationsAndAddress) {
  const ImportedPost post = {.title = "Listening: a trial",
                             .month = std::chrono::year{2023} / 12,
                             .citations = {"Doe, J. (2023). Listening: A trial. Journal, 1(2), 3–4."},
                             .text = {{{.text = "One."}}, {{.text = "Two."}}},
                             .implications = {{{.text = "Listen."}}},
                             .author_email = "j_doe@example.org",
                             .after = {{{.text = "Later."}}}};
  EXPECT_EQ(to_content_file(post, "2023-12/listening", {.topics = {"empathy", "training"}}),
            "---\n"
            "id: 2023-12/listening\n"
            "title: \"Listening: a trial\"\n"
            "published: 2023-12\n"
            "topics: [empathy, training]\n"
            "citation: >-\n"
            "  Doe, J. (2023). Listening: A trial. Journal, 1(2), 3–4.\n"
            "---\n"
            "One.\n\nTwo.\n\n## Practice Implications\n\nListen.\n\nAuthor email: j\\_doe@example.org\n\nLater.\n");
}

TEST(ContentFile, ListsSeveralCitations) {
  const ImportedPost post = {
      .title = "Two", .month = std::chrono::year{2023} / 1, .citations = {"A, B. (2023). C.", "D, E. (2023). F."}};
  EXPECT_EQ(to_content_file(post, "2023-01/two", {}),
            "---\nid: 2023-01/two\ntitle: Two\npublished: 2023-01\ntopics: []\n"
            "citation:\n  - >-\n    A, B. (2023). C.\n  - >-\n    D, E. (2023). F.\n---\n\n");
}

}  // namespace
}  // namespace citefeed::importing
