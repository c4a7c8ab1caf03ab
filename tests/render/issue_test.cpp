#include "render/monthly_digest.hpp"

#include <gmock/gmock.h>

#include "fixtures.hpp"
#include "render/feeds.hpp"

namespace citefeed::render {
namespace {

using testing::HasSubstr;
using testing::Not;

model::Issue issue() {
  const auto definitions = fixtures::definitions();
  model::Issue made{.month = {.year = 2023, .month = 12}, .total = 1};
  made.published = made.updated = end_of(made.month, definitions.site.time_zone);
  made.introduction = std::make_shared<const model::Introduction>(model::Introduction{
      .month = made.month, .title = "What repair takes", .html = "<p>Hello.</p>\n", .text = "Hello."});
  made.posts = {std::make_shared<const model::Post>(fixtures::post())};
  return made;
}

TEST(IssueEntry, IsKnownByItsMonthAlone) {
  const auto definitions = fixtures::definitions();
  auto changed = issue();
  changed.introduction = nullptr;
  changed.posts.clear();
  for (const auto& each : {issue(), changed}) {
    const auto entry = make_issue(each, definitions);
    EXPECT_EQ(entry.id, "tag:" + definitions.site.id_authority + ":digest/2023-12");
    EXPECT_EQ(entry.url, "https://blog.example/digest/2023-12/");
  }
}

TEST(IssueEntry, SaysTheMonthAndTheIntroductionsTitle) {
  EXPECT_EQ(make_issue(issue(), fixtures::definitions()).title, "Digest of December 2023: What repair takes");
  auto without = issue();
  without.introduction = nullptr;
  EXPECT_EQ(make_issue(without, fixtures::definitions()).title, "Digest of December 2023");
}

TEST(IssueEntry, HasTheIntroductionThenOfEachPostTitleDateCitationAndImplications) {
  const auto entry = make_issue(issue(), fixtures::definitions());
  const auto& html = entry.content_html;
  std::size_t at = 0;
  for (const std::string part : {"<p>Hello.</p>", "<h2><a href=\"https://blog.example/posts/", "<p class=\"date\">",
                                 "<p class=\"citation\">", "<h3>Practice Implications</h3>", "Read the whole post"}) {
    const auto found = html.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << " in " << html;
    at = found;
  }
  EXPECT_THAT(entry.summary_text, HasSubstr("Hello.\n\nIn this issue:\n- "));
}

TEST(IssueEntry, TellsOfARetractionBeforeAnythingElseOfThePost) {
  auto post = fixtures::post();
  post.notices = {{.kind = model::NoticeKind::retraction, .note = "Data were made up"}};
  auto retracted = issue();
  retracted.posts = {std::make_shared<const model::Post>(post)};
  const auto entry = make_issue(retracted, fixtures::definitions());
  EXPECT_THAT(entry.content_html, HasSubstr(">Retracted: "));
  EXPECT_LT(entry.content_html.find("class=\"notice\""), entry.content_html.find("class=\"date\""));
  EXPECT_THAT(entry.summary_text, HasSubstr("- Retracted: "));
}

TEST(IssueEntry, HasEachTopicOnce) {
  auto twice = issue();
  twice.posts.push_back(twice.posts.front());
  const auto once = make_issue(issue(), fixtures::definitions()).categories;
  EXPECT_FALSE(once.empty());
  EXPECT_EQ(make_issue(twice, fixtures::definitions()).categories, once);
}

TEST(IssueEntry, OfALargeMonthSaysWhereTheRestIs) {
  auto large = issue();
  large.total = 60;
  EXPECT_THAT(make_issue(large, fixtures::definitions()).content_html,
              HasSubstr("<p>These are the newest 1 of 60 posts. <a href=\"https://blog.example/archive/2023/\">"));
  EXPECT_THAT(make_issue(issue(), fixtures::definitions()).content_html, Not(HasSubstr("These are the newest")));
}

TEST(IssueEntry, MarksAPostInAnotherLanguage) {
  auto post = fixtures::post();
  post.language = "fr";
  auto french = issue();
  french.posts = {std::make_shared<const model::Post>(post)};
  EXPECT_THAT(make_issue(french, fixtures::definitions()).content_html, HasSubstr("<div lang=\"fr\">\n<h2>"));
}

TEST(IssueEntry, SaysTheDateOfAPostAsItsAuthorWroteIt) {
  const auto definitions = fixtures::definitions();
  auto post = fixtures::post();
  post.published = post.edited = post.updated = parse_date("2023-12", definitions.site.time_zone).value();
  auto dated = issue();
  const auto date_with = [&](bool is_of_month) {
    post.is_of_month = is_of_month;
    dated.posts = {std::make_shared<const model::Post>(post)};
    EXPECT_THAT(mail_text(dated, definitions), HasSubstr(is_of_month ? "\nDecember 2023\n" : "\n1 December 2023\n"));
    return make_issue(dated, definitions).content_html;
  };
  EXPECT_THAT(date_with(true), HasSubstr("<p class=\"date\">December 2023</p>"));
  EXPECT_THAT(date_with(false), HasSubstr("<p class=\"date\">1 December 2023</p>"));
}

TEST(IssueEntry, ListsAPostThatWasAddedSinceAfterTheOthersAndSaysWhen) {
  const auto definitions = fixtures::definitions();
  auto late = fixtures::post();
  late.title = "Too late";
  late.is_of_month = true;
  late.added = parse_date("2024-01-15", definitions.site.time_zone).value();
  auto grown = issue();
  grown.posts.insert(grown.posts.begin(), std::make_shared<const model::Post>(late));
  const auto entry = make_issue(grown, definitions);
  EXPECT_THAT(entry.content_html, HasSubstr("<p class=\"date\">December 2023, added on 15 January 2024</p>"));
  EXPECT_THAT(entry.description_html, HasSubstr("Too late</a> (added on 15 January 2024)</li>\n</ul>"));
  EXPECT_THAT(entry.summary_text, testing::EndsWith("\n- Too late (added on 15 January 2024)"));
  EXPECT_THAT(mail_text(grown, definitions), HasSubstr("\nDecember 2023, added on 15 January 2024\n"));
  late.added = late.published + std::chrono::hours{1};
  grown.posts.front() = std::make_shared<const model::Post>(late);
  EXPECT_THAT(make_issue(grown, definitions).content_html, Not(HasSubstr("added on"))) << "it was in time";
}

TEST(IssueEntry, LeadsToItsMailBodiesInEveryFormat) {
  const auto definitions = fixtures::definitions();
  model::Feed feed = fixtures::feed({});
  feed.root_url = "https://blog.example/";
  feed.entries = {std::make_shared<const model::Entry>(make_issue(issue(), definitions))};
  const std::string text = "https://blog.example/digest/2023-12/digest.txt";
  EXPECT_THAT(atom(feed), HasSubstr("<link rel=\"related\" type=\"text/plain\" title=\"For mail: plain text\" href=\"" +
                                    text + "\" />"));
  EXPECT_THAT(rss(feed), HasSubstr("href=\"" + text + "\""));
  EXPECT_THAT(json_feed(feed), HasSubstr("\"_digest\":{\"about\":\"https://blog.example/about/extensions/\",\"month\":"
                                         "\"2023-12\",\"mail_bodies\":[{\"url\":\"" +
                                         text + "\",\"mime_type\":\"text/plain\"}"));
  EXPECT_THAT(atom(feed), HasSubstr("href=\"https://blog.example/digest.atom\""));
  EXPECT_THAT(json_feed(feed), HasSubstr("\"feed_url\":\"https://blog.example/digest.json\""));
}

}  // namespace
}  // namespace citefeed::render
