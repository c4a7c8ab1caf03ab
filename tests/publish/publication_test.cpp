#include "publish/publication.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "content/post_address.hpp"
#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Every path of `publication` with the entity tags of all its representations.
std::map<std::string, std::string> tags(const Publication& publication) {
  std::map<std::string, std::string> all;
  publication.site->for_each([&](const std::string& path, const resource::Resource& resource) {
    for (const auto& representation : resource.prepared().usual) {
      if (representation) all[path] += representation->tag.opaque + " ";
    }
  });
  return all;
}

std::vector<std::string> paths_that_differ(const Publication& before, const Publication& after) {
  const auto old = tags(before), now = tags(after);
  std::vector<std::string> differing;
  for (const auto& [path, tag] : now) {
    const auto found = old.find(path);
    if (found == old.end() || found->second != tag) differing.push_back(path);
  }
  return differing;
}

TEST(Publication, HasNoAddressOfItsOwnThatAnAliasIsNotWarnedOf) {
  const Publication site = publish_example(example_posts());
  const auto goes_deep = [](const std::string& path) {
    return path.starts_with("/changes/") || path.starts_with("/digest/2") ||
           path.find("/archive/") < path.size() - std::string_view{"/archive/"}.size();
  };
  const std::string id = site.snapshot->everything.all().front()->id;
  for (const auto& [path, tag] : tags(site)) {
    if (path == "/" || goes_deep(path) || (path.starts_with("/posts/") && !path.starts_with("/posts/" + id + "/")))
      continue;
    EXPECT_TRUE(content::conflict_of_alias(path.substr(1), id, *site.definitions)) << path;
  }
}

TEST(Publication, HasEveryDocumentOfEveryFeed) {
  const Publication site = publish_example(example_posts());
  for (const char* feed : {"/", "/topics/empathy/", "/topics/cbt/", "/topics/placebo/", "/bundles/both/"}) {
    for (const char* file : {"", "feed.atom", "feed.rss", "feed.json", "articles.rdf"}) {
      EXPECT_NE(site.site->find(std::string{feed} + file), nullptr) << feed << file;
    }
  }
}

TEST(Publication, ATypeOfResearchHasFeedsOnceAPostUsesIt) {
  EXPECT_EQ(publish_example(example_posts()).site->find("/types/qualitative/feed.atom"), nullptr);
  auto posts = example_posts();
  auto typed = std::make_shared<model::Post>(*posts.front());
  typed->research_types = {"qualitative"};
  posts.front() = typed;
  EXPECT_NE(publish_example(posts).site->find("/types/qualitative/feed.atom"), nullptr);
}

TEST(Publication, APostStandsInItsOwnTopicsOnly) {
  const Publication site = publish_example(example_posts());
  EXPECT_THAT(bytes_at(site, "/topics/empathy/feed.atom"), HasSubstr("On one"));
  EXPECT_THAT(bytes_at(site, "/topics/empathy/feed.atom"), Not(HasSubstr("On two")));
  EXPECT_THAT(bytes_at(site, "/bundles/both/feed.json"), HasSubstr("On two"));
}

TEST(Publication, FollowsFromItsPostsAloneWhateverTheThreads) {
  EXPECT_EQ(tags(publish_example(example_posts(), nullptr, 1)), tags(publish_example(example_posts(), nullptr, 4)));
}

TEST(Publication, TheOrderOfFilesDoesNotMatter) {
  auto posts = example_posts();
  const auto forward = tags(publish_example(posts));
  std::reverse(posts.begin(), posts.end());
  EXPECT_EQ(tags(publish_example(posts)), forward);
}

TEST(Publication, AnEditMovesThePagesAndFeedsConcernedAndNothingElse) {
  const Publication before = publish_example(example_posts());
  const Publication after = publish_example(posts_after_an_edit(), &before);
  const std::vector<std::string> expected{"/bundles/both/feed.atom",
                                          "/bundles/both/feed.json",
                                          "/bundles/both/feed.rss",
                                          "/changes/2023-11.json",
                                          "/feed.atom",
                                          "/feed.json",
                                          "/feed.rss",
                                          "/posts/2023-11/one/",
                                          "/topics/empathy/feed.atom",
                                          "/topics/empathy/feed.json",
                                          "/topics/empathy/feed.rss"};
  EXPECT_EQ(paths_that_differ(before, after), expected);
}

TEST(Publication, TakesOverWhatDidNotChangeAsTheSameObject) {
  const Publication before = publish_example(example_posts());
  const Publication after = publish_example(posts_after_an_edit(), &before);
  EXPECT_EQ(before.site->at("/topics/cbt/feed.atom"), after.site->at("/topics/cbt/feed.atom"));
  EXPECT_NE(before.site->at("/topics/empathy/feed.atom"), after.site->at("/topics/empathy/feed.atom"));
}

TEST(Publication, TakesOverAPostsResourcesTogether) {
  const Publication before = publish_example(example_posts());
  const Publication after = publish_example(posts_after_an_edit(), &before);
  const auto& old = before.site->folders;
  EXPECT_EQ(*after.site->folders.find("/posts/2023-11/two/"), *old.find("/posts/2023-11/two/"));
  EXPECT_NE(*after.site->folders.find("/posts/2023-11/one/"), *old.find("/posts/2023-11/one/"));
}

TEST(Publication, AnIncrementalSiteEqualsOneMadeFromScratch) {
  const Publication before = publish_example(example_posts());
  std::vector<catalogue::PostPointer> posts{example_post({.slug = "three", .topics = {"placebo", "cbt"}}),
                                            example_post({.slug = "one", .topics = {"cbt"}})};
  EXPECT_EQ(tags(publish_example(posts, &before)), tags(publish_example(posts)));
}

TEST(Publication, OldAddressesAreMovedWithTheBaseUrlsPath) {
  const Publication site = publish_example(example_posts());
  EXPECT_EQ(site.site->find_moved("/old/two"), "/digest/posts/2023-11/two/");
  EXPECT_EQ(site.site->find_moved("/old/two/"), "/digest/posts/2023-11/two/");
  EXPECT_EQ(site.site->find_moved("/topics/ct/feed.rss"), "/digest/topics/cbt/feed.rss");
}

TEST(Publication, TheServerKnowsThePathOfTheBaseUrl) {
  EXPECT_EQ(publish_example(example_posts()).site->base_path, "/digest");
}

TEST(Publication, OldAddressesOfFeedsLeadToTheSameInTheFormatThatWasThere) {
  model::Definitions definitions = *example_definitions();
  definitions.site.feed_aliases = {{.address = "feed", .kind = DocumentKind::rss},
                                   {.address = "atom.xml", .kind = DocumentKind::atom},
                                   {.address = "caf%C3%A9", .kind = DocumentKind::json_feed}};
  definitions.topics.at(0).feed_aliases = {{.address = "category/empathy/feed", .kind = DocumentKind::rss}};
  definitions.digest = sha256("definitions with aliases");
  const auto shared = std::make_shared<const model::Definitions>(definitions);
  const auto publish = [&](const std::vector<catalogue::PostPointer>& posts, const Publication* before) {
    return publish_site(shared, catalogue::take_snapshot(posts, *shared, noon), before, 1);
  };
  const auto alias = example_post({.slug = "one", .topics = {"cbt"}, .aliases = {"feed"}});
  const Publication before = publish({alias}, nullptr);
  const Publication after = publish({}, &before);  // the post with the same alias went
  for (const Publication* site : {&before, &after}) {
    for (const auto& [path, target] :
         {std::pair{"/feed", "feed.rss"}, std::pair{"/feed/", "feed.rss"}, std::pair{"/atom.xml", "feed.atom"},
          std::pair{"/caf%C3%A9", "feed.json"}, std::pair{"/category/empathy/feed/", "topics/empathy/feed.rss"}}) {
      EXPECT_EQ(site->site->find_moved(path), std::string{"/digest/"} + target) << path;
    }
  }
  EXPECT_EQ(content::conflict_of_alias("feed/", "", definitions),
            "where the old address of a feed is; it leads nowhere else");
}

TEST(Publication, APostIsFoundByThePathOfItsFileToo) {
  model::Post post = *example_post({.slug = "one", .topics = {"cbt"}});
  post.path_id = "2023-11/file";
  const auto with_path = std::make_shared<const model::Post>(post);
  const Publication before = publish_example({with_path});
  for (const char* path : {"/posts/2023-11/file/", "/posts/2023-11/file"}) {
    EXPECT_EQ(before.site->find_moved(path), "/digest/posts/2023-11/one/") << path;
  }
  post.path_id.clear();
  post.digest = sha256("another version");
  const Publication after = publish_example({std::make_shared<const model::Post>(post)}, &before);
  EXPECT_EQ(after.site->find_moved("/posts/2023-11/file/"), std::nullopt);
}

TEST(Publication, AnAliasWithOtherLettersIsEncodedOnce) {
  const Publication site =
      publish_example({example_post({.slug = "one", .topics = {"cbt"}, .aliases = {"2013/caf%C3%A9"}})});
  EXPECT_EQ(site.site->find_moved("/2013/caf%C3%A9/"), "/digest/posts/2023-11/one/");
}

TEST(Publication, AnAliasNeverHidesAPageWhoseSlashIsForgotten) {
  const Publication site = publish_example(
      {example_post({.slug = "one", .topics = {"cbt"}, .aliases = {"topics/cbt", "topics/empathy/", "feed.rss/"}})});
  for (const char* path : {"/topics/cbt", "/topics/empathy", "/feed.rss/"}) {
    EXPECT_EQ(site.site->find_moved(path), std::nullopt) << path;
  }
  site.site->for_each_moved([](const std::string& path, const std::string&) { EXPECT_NE(path, "/topics/cbt"); });
}

TEST(Publication, AnAliasNeverHidesAResource) {
  const Publication site =
      publish_example({example_post({.slug = "one", .topics = {"cbt"}, .aliases = {"feed.atom"}})});
  EXPECT_THAT(bytes_at(site, "/feed.atom"), HasSubstr("On one"));
  site.site->for_each_moved([](const std::string& path, const std::string&) { EXPECT_NE(path, "/feed.atom"); });
}

TEST(Publication, CitationFilesBelongToEveryPostThatReviewsSomething) {
  const Publication site = publish_example(example_posts());
  EXPECT_THAT(bytes_at(site, "/posts/2023-11/one/citation.bib"), HasSubstr("10.1000/one"));
  EXPECT_THAT(bytes_at(site, "/posts/2023-11/one/citation.ris"), HasSubstr("DO  - 10.1000/one"));
  EXPECT_THAT(bytes_at(site, "/posts/2023-11/one/citation.json"), HasSubstr("\"DOI\":\"10.1000/one\""));
}

/// The values of the attribute `name` in `xml`, in their order.
std::vector<std::string> attributes(const std::string& xml, const std::string& name) {
  std::vector<std::string> found;
  const std::string begin = " " + name + "=\"";
  for (auto at = xml.find(begin); at != std::string::npos; at = xml.find(begin, at + 1)) {
    const auto value = at + begin.size();
    found.push_back(xml.substr(value, xml.find('"', value) - value));
  }
  return found;
}

TEST(ListsOfFeeds, BeginWithEverythingTheDigestAndCorrectionsAlone) {
  const std::string list = bytes_at(publish_example(example_posts()), "/feeds.opml");
  const std::string base = "https://example.org/digest/";
  EXPECT_THAT(attributes(list, "xmlUrl"),
              ElementsAre(base + "feed.atom", base + "digest.atom", base + "corrections/feed.atom"));
  EXPECT_THAT(attributes(list, "text"), ElementsAre("Example Digest", "Monthly digest – Example Digest",
                                                    "Corrections and retractions – Example Digest"));
}

TEST(ListsOfFeeds, NameTopicsByWhatTellsThemApart) {
  const std::string list = bytes_at(publish_example(example_posts()), "/topics.opml");
  const std::string base = "https://example.org/digest/";
  EXPECT_THAT(attributes(list, "xmlUrl"),
              ElementsAre(base + "topics/empathy/feed.atom", base + "topics/cbt/feed.atom",
                          base + "topics/placebo/feed.atom", base + "bundles/both/feed.atom"));
  EXPECT_THAT(attributes(list, "text"),
              ElementsAre("Topics", "Empathy – Example Digest", "Cognitive Therapy (CT) – Example Digest",
                          "Placebo Effect – Example Digest", "Bundles", "Both – Example Digest"));
}

}  // namespace
}  // namespace citefeed::publish
