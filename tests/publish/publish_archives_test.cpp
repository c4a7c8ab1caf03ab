#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <pugixml.hpp>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using std::chrono::days;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

/// 40 posts on each topic in turn, 60 days apart, so that there are six or seven a year.
std::vector<catalogue::PostPointer> seven_years() {
  std::vector<catalogue::PostPointer> posts;
  posts.reserve(40);
  for (int i = 0; i < 40; ++i) {
    posts.push_back(example_post(
        {.slug = fmt::format("post-{:02}", i), .topics = {i % 2 == 0 ? "empathy" : "cbt"}, .age = days{60 * i + 1}}));
  }
  return posts;
}

pugi::xml_document parsed(const std::string& bytes) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(bytes.c_str()));
  return document;
}

std::string path_of_url(const std::string& url) {
  const std::string root = "https://example.org/digest";
  EXPECT_TRUE(url.starts_with(root)) << url;
  return url.substr(root.size());
}

/// The ids of all entries from `path` on, newest document first, as a client of RFC 5005 finds them.
Lines walk(const Publication& site, std::string path, const char* entries, const char* previous) {
  Lines ids;
  for (int documents = 0; !path.empty() && documents < 100; ++documents) {
    const auto document = parsed(bytes_at(site, path));
    for (const auto& found : document.select_nodes(entries)) ids.emplace_back(found.node().text().get());
    const auto link = document.select_node(previous);
    path = link ? path_of_url(link.attribute().value()) : "";
  }
  return ids;
}

Lines walk_json(const Publication& site, std::string path) {
  Lines ids;
  while (!path.empty()) {
    const auto document = boost::json::parse(bytes_at(site, path)).as_object();
    for (const auto& item : document.at("items").as_array()) ids.emplace_back(item.at("id").as_string());
    const auto* next = document.if_contains("next_url");
    path = next == nullptr ? "" : path_of_url(std::string{next->as_string()});
  }
  return ids;
}

/// Without those that were there already: a client keeps one entry of an id.
Lines each_once(const Lines& ids) {
  Lines once;
  for (const auto& id : ids) {
    if (std::find(once.begin(), once.end(), id) == once.end()) once.push_back(id);
  }
  return once;
}

TEST(Archives, LeadToEveryPostInEveryFormat) {
  const Publication site = publish_example(seven_years());
  const auto atom = each_once(walk(site, "/feed.atom", "/feed/entry/id", "/feed/link[@rel='prev-archive']/@href"));
  EXPECT_EQ(atom.size(), 40U);
  EXPECT_EQ(each_once(walk(site, "/feed.rss", "//item/guid", "//atom:link[@rel='prev-archive']/@href")), atom);
  EXPECT_EQ(each_once(walk_json(site, "/feed.json")), atom);
}

TEST(Archives, HoldEveryPostOnce) {
  const Publication site = publish_example(seven_years());
  const auto archived = walk(site, "/archive/2022.atom", "/feed/entry/id", "/feed/link[@rel='prev-archive']/@href");
  EXPECT_EQ(each_once(archived), archived);
  EXPECT_EQ(archived.size(), 34U) << "all but those of 2023";
}

TEST(Archives, KeepBytesAndObjectsWhenAPostIsAdded) {
  auto posts = seven_years();
  const Publication before = publish_example(posts);
  posts.push_back(example_post({.slug = "newest", .topics = {"empathy"}, .age = std::chrono::days{0}}));
  const Publication after = publish_example(posts, &before);
  EXPECT_EQ(after.site->find("/archive/2020.json"), before.site->find("/archive/2020.json"));
  EXPECT_NE(bytes_at(after, "/feed.json"), bytes_at(before, "/feed.json"));
}

TEST(Archives, AreNotPromisedByArticleFeedsWhichHaveNone) {
  const Publication site = publish_example(seven_years());
  EXPECT_THAT(site.site->find("/articles.rdf")->prepared().usual.at(0)->fields_ok, Not(HasSubstr("prev-archive")));
}

TEST(Archives, AreKeptByCachesForAnHourAtMost) {
  const Publication site = publish_example(seven_years());
  const auto& archive = site.site->find("/archive/2020.atom")->prepared();
  EXPECT_THAT(archive.usual.at(0)->fields_ok, HasSubstr("Cache-Control: max-age=3600, stale"));
  EXPECT_THAT(archive.usual.at(0)->fields_ok, HasSubstr("rel=\"prev-archive\""));
  EXPECT_THAT(site.site->find("/feed.atom")->prepared().usual.at(0)->fields_ok,
              HasSubstr("Cache-Control: max-age=300, stale"));
}

TEST(Archives, ShowACorrectedPostInTheDocumentThatIsPolled) {
  auto posts = seven_years();
  EXPECT_THAT(bytes_at(publish_example(posts), "/feed.atom"), Not(HasSubstr("post-39")));
  auto corrected = std::make_shared<model::Post>(*posts.back());
  corrected->updated = noon - std::chrono::hours{1};
  corrected->digest = sha256("corrected");
  posts.back() = corrected;
  const Publication site = publish_example(posts);
  EXPECT_THAT(bytes_at(site, "/feed.atom"), HasSubstr("post-39"));
  EXPECT_THAT(bytes_at(site, "/archive/2017.atom"), HasSubstr("post-39"));
}

TEST(Archives, OfATopicAreFoundUnderItsOldNames) {
  auto posts = seven_years();
  for (int i = 0; i < 30; ++i)
    posts.push_back(example_post({.slug = fmt::format("more-{:02}", i), .topics = {"cbt"}, .age = days{400}}));
  const Publication site = publish_example(posts);
  ASSERT_FALSE(bytes_at(site, "/topics/cbt/archive/2020.rss").empty());
  EXPECT_EQ(site.site->find_moved("/topics/ct/archive/2020.rss"), "/digest/topics/cbt/archive/2020.rss");
  EXPECT_EQ(site.site->find_moved("/topics/ct/archive/2020/"), "/digest/topics/cbt/archive/2020/");
}

TEST(ArchivePages, ListEveryYearAndItsPosts) {
  const Publication site = publish_example(seven_years());
  const std::string years = bytes_at(site, "/archive/");
  EXPECT_THAT(years, HasSubstr("<a href=\"/digest/archive/2017/\">2017</a>"));
  EXPECT_THAT(years, HasSubstr("40 posts in all"));
  const std::string year = bytes_at(site, "/archive/2023/");
  EXPECT_THAT(year, HasSubstr("aria-current=\"page\">2023</a>"));
  EXPECT_THAT(year, HasSubstr("On post-00"));
  EXPECT_THAT(year, Not(HasSubstr("On post-39")));
  EXPECT_THAT(bytes_at(site, "/topics/empathy/archive/2023/"), Not(HasSubstr("On post-01")));
  EXPECT_THAT(bytes_at(site, "/"), HasSubstr("href=\"/digest/archive/\""));
}

TEST(ArchivePages, OfATopicWithoutPostsSaySo) {
  EXPECT_THAT(bytes_at(publish_example(seven_years()), "/topics/placebo/archive/"), HasSubstr("0 posts in all"));
}

}  // namespace
}  // namespace citefeed::publish
