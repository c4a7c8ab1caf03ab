#include "publish/publish_months.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

model::IntroductionsPointer introduction(const std::string& text) {
  const model::MonthName month{.year = 2023, .month = 11};
  return std::make_shared<const model::Introductions>(
      model::Introductions{{month, std::make_shared<const model::Introduction>(model::Introduction{
                                       .month = month, .html = "<p>" + text + "</p>\n", .digest = sha256(text)})}});
}

Publication publish_with(const std::vector<catalogue::PostPointer>& posts,
                         const model::IntroductionsPointer& introductions, const Publication* previous = nullptr,
                         Instant now = noon) {
  const auto definitions = previous == nullptr ? example_definitions() : previous->definitions;
  return publish_site(definitions, catalogue::take_snapshot(posts, *definitions, now, introductions), previous, 2);
}

std::set<std::string> replaced_paths(const Publication& before, const Publication& after) {
  std::set<std::string> paths;
  after.site->for_each([&](const std::string& path, const resource::Resource& resource) {
    const auto* old = before.site->find(path);
    if (old == nullptr || old != &resource) paths.insert(path);
  });
  return paths;
}

TEST(PublishedDigest, HasAPageMailBodiesAndAnEntryForAMonthThatIsOver) {
  const auto site = publish_example(example_posts());
  EXPECT_THAT(bytes_at(site, "/digest/2023-11/"), HasSubstr("Digest of November 2023"));
  EXPECT_THAT(bytes_at(site, "/digest/2023-11/digest.html"), HasSubstr("On one"));
  EXPECT_THAT(bytes_at(site, "/digest/2023-11/digest.txt"), HasSubstr("\nOn two\n"));
  for (const std::string name : {"/digest.atom", "/digest.rss", "/digest.json"}) {
    EXPECT_THAT(bytes_at(site, name), HasSubstr("tag:example.org,2013:digest/2023-11")) << name;
  }
  EXPECT_THAT(bytes_at(site, "/digest/"), HasSubstr("href=\"/digest/digest/2023-11/\""));
}

TEST(PublishedDigest, SaysNothingOfAMonthThatIsNotOverOrHasNoPosts) {
  const auto definitions = example_definitions();
  const Instant in_november = noon - days{2};
  const auto site = publish_with(example_posts(), {}, nullptr, in_november);
  EXPECT_EQ(bytes_at(site, "/digest/2023-11/"), "");
  EXPECT_EQ(bytes_at(site, "/digest/2023-10/"), "");
  EXPECT_THAT(bytes_at(site, "/digest.atom"), Not(HasSubstr("<entry")));
  EXPECT_THAT(bytes_at(site, "/digest/"), HasSubstr("There are no issues yet."));
}

TEST(PublishedDigest, IsInTheListOfFeedsAndOnTheHomePage) {
  const auto site = publish_example(example_posts());
  EXPECT_THAT(bytes_at(site, "/feeds.opml"), HasSubstr("xmlUrl=\"https://example.org/digest/digest.atom\""));
  EXPECT_THAT(bytes_at(site, "/"), HasSubstr("type=\"application/atom+xml\" title=\"Example Digest: Monthly digest "
                                             "(Atom)\" href=\"/digest/digest.atom\""));
  EXPECT_THAT(bytes_at(site, "/topics/"), HasSubstr("href=\"/digest/digest/\""));
}

TEST(PublishedDigest, AnotherIntroductionChangesNothingButTheDigest) {
  const auto before = publish_with(example_posts(), introduction("Hello."));
  const auto after = publish_with(example_posts(), introduction("Good bye."), &before);
  EXPECT_THAT(replaced_paths(before, after),
              ElementsAre("/digest.atom", "/digest.json", "/digest.rss", "/digest/2023-11/",
                          "/digest/2023-11/digest.html", "/digest/2023-11/digest.txt"));
  EXPECT_THAT(bytes_at(after, "/digest.rss"), HasSubstr("Good bye."));
  const auto anew = publish_with(example_posts(), introduction("Good bye."));
  EXPECT_EQ(bytes_at(after, "/digest/"), bytes_at(anew, "/digest/")) << "the list of issues has titles only";
}

std::vector<catalogue::PostPointer> one_each_month(int months) {
  std::vector<catalogue::PostPointer> posts;
  posts.reserve(static_cast<std::size_t>(months));
  for (int i = 0; i < months; ++i)
    posts.push_back(example_post({.slug = fmt::format("post-{}", i), .age = days{3 + 30 * i}}));
  return posts;
}

TEST(PublishedDigest, APostChangesNoOtherMonthsIssue) {
  auto posts = one_each_month(6);
  const auto before = publish_example(posts);
  posts[2] = example_post({.slug = "post-2", .text = "Edited.", .age = days{63}, .implications = "Do otherwise."});
  const auto paths = replaced_paths(before, publish_example(posts, &before));
  EXPECT_EQ(paths.count("/digest/2023-09/"), 1U);
  EXPECT_EQ(paths.count("/digest/2023-10/"), 0U);
  EXPECT_EQ(paths.count("/digest/2023-10/digest.txt"), 0U);
}

/// The ids in a document of the JSON feed.
std::vector<std::string> ids_of(const boost::json::value& document) {
  std::vector<std::string> ids;
  for (const auto& item : document.at("items").as_array()) ids.emplace_back(item.at("id").as_string());
  return ids;
}

TEST(PublishedDigest, AWalkGivesEveryMonthOnce) {
  const auto site = publish_example(one_each_month(70));
  const std::string root = "https://example.org/digest";
  std::set<std::string> all;
  std::multiset<std::string> archived;
  std::size_t documents = 0;
  for (std::string url = root + "/digest.json"; !url.empty(); ++documents) {
    const std::string bytes = bytes_at(site, url.substr(root.size()));
    ASSERT_NE(bytes, "") << url;
    const auto document = boost::json::parse(bytes);
    const auto ids = ids_of(document);
    all.insert(ids.begin(), ids.end());
    if (documents > 0) archived.insert(ids.begin(), ids.end());
    const auto* next = document.as_object().if_contains("next_url");
    url = next == nullptr ? "" : std::string{next->as_string()};
  }
  std::set<std::string> months;
  for (const auto& month : catalogue::closed_months(*site.snapshot, {})) {
    months.insert("tag:example.org,2013:digest/" + to_string(month.name));
  }
  EXPECT_EQ(all, months);
  EXPECT_GT(documents, 4U);
  for (const auto& id : archived) EXPECT_EQ(archived.count(id), 1U) << id;
}

TEST(PublishedDigest, LeadsFromTheFeedToItsArchivesAndBack) {
  const auto site = publish_example(one_each_month(30));
  EXPECT_THAT(bytes_at(site, "/digest.atom"),
              HasSubstr("<link rel=\"prev-archive\" type=\"application/atom+xml\" "
                        "href=\"https://example.org/digest/digest/archive/2022.atom\" />"));
  EXPECT_THAT(bytes_at(site, "/digest/archive/2022.atom"),
              HasSubstr("<link rel=\"current\" type=\"application/atom+xml\" "
                        "href=\"https://example.org/digest/digest.atom\" />"));
  EXPECT_THAT(bytes_at(publish_example(one_each_month(3)), "/digest.atom"), HasSubstr("<fh:complete />"));
}

}  // namespace
}  // namespace citefeed::publish
