#include "render/monthly_digest.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "fixtures.hpp"

namespace citefeed::render {
namespace {

using testing::HasSubstr;
using testing::Not;

model::Issue december_issue() {
  const auto definitions = fixtures::definitions();
  model::Issue made{.month = {.year = 2023, .month = 12}, .total = 1};
  made.published = made.updated = end_of(made.month, definitions.site.time_zone);
  made.introduction = std::make_shared<const model::Introduction>(model::Introduction{
      .month = made.month, .html = "<p>A &lt; B.</p>\n", .text = "A < B.", .text_with_addresses = "A < B."});
  made.posts = {std::make_shared<const model::Post>(fixtures::post())};
  return made;
}

std::string html() {
  const auto definitions = fixtures::definitions();
  return mail_html(make_issue(december_issue(), definitions), definitions.site);
}

TEST(InlineStyles, AreOnEveryElementThatHasALook) {
  EXPECT_EQ(with_inline_styles("a &lt; b <p>c<br />d</p>"), "a &lt; b <p style=\"margin:0 0 16px 0\">c<br />d</p>");
  EXPECT_THAT(with_inline_styles("<a href=\"https://a.example/\">b</a>"),
              HasSubstr("<a style=\"color:#0a5a78;text-decoration:underline\" href=\"https://a.example/\">b</a>"));
  EXPECT_THAT(with_inline_styles("<p class=\"notice\" role=\"note\">"), HasSubstr("border-left:4px solid #a8201a"));
  EXPECT_THAT(with_inline_styles("<pre><code>"), HasSubstr("<pre style=\"margin:0 0 16px 0;white-space:pre-wrap"));
  EXPECT_EQ(with_inline_styles("<thead></thead>"), "<thead></thead>");
  EXPECT_EQ(with_inline_styles(""), "");
}

TEST(MailHtml, NeedsNothingThatMailClientsTakeOut) {
  for (const std::string forbidden : {"<style", "<link", "<script", "<img", "src=", "href=\"/"}) {
    EXPECT_THAT(html(), Not(HasSubstr(forbidden)));
  }
  EXPECT_THAT(html(), HasSubstr("<html lang=\"en\">"));
}

TEST(MailHtml, StylesEveryParagraphAndLink) {
  for (const std::string unstyled : {"<p>", "<p class=\"citation\">", "<a href", "<h2>", "<h3>"}) {
    EXPECT_THAT(html(), Not(HasSubstr(unstyled)));
  }
}

TEST(MailHtml, HasTheIntroductionAfterItsPreheaderAndAPlaceForTheMailingsFooter) {
  const std::string page = html();
  EXPECT_LT(page.find("display:none"), page.find("A &lt; B.</p>"));
  EXPECT_THAT(page, HasSubstr(std::string{"\n"} + mail_footer_mark + "\n"));
}

TEST(MailText, HasShortLinesAndWholeAddresses) {
  const std::string text = mail_text(december_issue(), fixtures::definitions());
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    ASSERT_NE(end, std::string::npos);
    const std::string line = text.substr(begin, end - begin);
    EXPECT_TRUE(line.size() <= 80 || line.starts_with("https://")) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
    begin = end + 1;
  }
  EXPECT_THAT(text, HasSubstr("\nA < B.\n"));
  EXPECT_THAT(text, HasSubstr("\nThe whole post:\nhttps://blog.example/posts/"));
  EXPECT_THAT(text, HasSubstr("\nOn the web:\nhttps://blog.example/digest/2023-12/\n"));
}

TEST(MailText, HasTheNoticeAndTheReference) {
  auto post = fixtures::post();
  post.notices = {{.kind = model::NoticeKind::retraction, .note = "Data were made up"}};
  auto retracted = december_issue();
  retracted.posts = {std::make_shared<const model::Post>(post)};
  const std::string text = mail_text(retracted, fixtures::definitions());
  EXPECT_THAT(text, HasSubstr("\nRetracted: "));
  EXPECT_THAT(text, HasSubstr("Data were made up"));
  EXPECT_THAT(text, HasSubstr("https://doi.org/"));
}

}  // namespace
}  // namespace citefeed::render
