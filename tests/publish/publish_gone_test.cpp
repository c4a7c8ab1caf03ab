// Withdrawn posts, topics that are gone, corrected and retracted articles, in what is published.
#include "publish/publish_pages.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using Definitions = model::Definitions;

catalogue::PostPointer changed(const catalogue::PostPointer& post, const std::function<void(model::Post&)>& change) {
  auto copy = std::make_shared<model::Post>(*post);
  change(*copy);
  copy->digest = DigestBuilder{}.add(post->digest).add("changed").finish();
  return copy;
}

catalogue::PostPointer withdrawn(const catalogue::PostPointer& post, Instant date) {
  return changed(post, [date](model::Post& copy) {
    copy.withdrawn = model::Withdrawal{.date = date, .reason = "A mistake & a pity.", .successors = {"2023-11/one"}};
  });
}

catalogue::PostPointer retracted(const catalogue::PostPointer& post, Instant date) {
  return changed(post, [date](model::Post& copy) {
    copy.notices = {{.kind = model::NoticeKind::retraction, .date = date, .note = "Made up."}};
    copy.updated = std::max(copy.updated, date);
  });
}

/// The example's posts, the second one withdrawn `ago`.
std::vector<catalogue::PostPointer> one_withdrawn(days ago) {
  auto posts = example_posts();
  posts.at(1) = withdrawn(posts.at(1), noon - ago);
  return posts;
}

Publication publish_with(const std::function<void(Definitions&)>& change, Instant now = noon) {
  auto definitions = std::make_shared<Definitions>(*example_definitions());
  change(*definitions);
  definitions->digest = sha256("changed");
  const auto snapshot = catalogue::take_snapshot(example_posts(), *definitions, now);
  return publish_site(definitions, snapshot, nullptr, 2);
}

std::string said_at(const Publication& site, std::string_view path) {
  const auto* folder = resource::find_gone(site.site->gone, path).folder;
  return folder == nullptr ? "" : folder->text;
}

std::string page_at(const Publication& site, std::string_view path) {
  return *resource::find_gone(site.site->gone, path).folder->page->prepared().usual.at(0)->body;
}

TEST(WithdrawnPosts, AreInNoFeedAndAtNoAddress) {
  const Publication site = publish_example(one_withdrawn(days{1}));
  for (const char* path : {"/feed.atom", "/feed.rss", "/feed.json", "/articles.rdf", "/", "/topics/cbt/feed.atom",
                           "/topics/cbt/", "/archive/2023/", "/citations.bib"}) {
    EXPECT_THAT(bytes_at(site, path), Not(HasSubstr("On two"))) << path;
  }
  EXPECT_EQ(site.site->find("/posts/2023-11/two/"), nullptr);
  EXPECT_EQ(site.site->find_moved("/old/two"), std::nullopt);
}

TEST(WithdrawnPosts, SayWhyAtTheirAddressesOldAndNew) {
  const Publication site = publish_example(one_withdrawn(days{1}));
  for (const char* path :
       {"/posts/2023-11/two/", "/posts/2023-11/two", "/posts/2023-11/two/citation.bib", "/old/two"}) {
    EXPECT_EQ(said_at(site, path),
              "This post was withdrawn on 30 November 2023: A mistake & a pity.\n"
              "See instead: https://example.org/digest/posts/2023-11/one/\n")
        << path;
  }
  EXPECT_EQ(said_at(site, "/posts/2023-11/one/"), "");
}

TEST(WithdrawnPosts, LeadPeopleToWhatToReadInstead) {
  auto posts = example_posts();
  posts.at(1) = changed(posts.at(1), [](model::Post& copy) {
    copy.withdrawn = model::Withdrawal{
        .date = noon - days{1}, .reason = "A mistake & a pity.", .successors = {"2023-11/one", "2023-11/three"}};
  });
  const Publication site = publish_example(posts);
  EXPECT_THAT(page_at(site, "/posts/2023-11/two/"),
              AllOf(HasSubstr("<h1 dir=\"auto\">Withdrawn: On two</h1>"),
                    HasSubstr("This post was withdrawn on 30 November 2023: A mistake &amp; a pity.</p>"),
                    HasSubstr("<a href=\"/digest/posts/2023-11/one/\">"),
                    HasSubstr("href=\"/digest/posts/2023-11/three/\""), HasSubstr("href=\"/digest/corrections/\"")));
  EXPECT_EQ(page_at(site, "/old/two"), page_at(site, "/posts/2023-11/two/"));
  EXPECT_THAT(said_at(site, "/posts/2023-11/two/"),
              testing::EndsWith("See instead: https://example.org/digest/posts/2023-11/one/\n"
                                "See instead: https://example.org/digest/posts/2023-11/three/\n"));
  EXPECT_THAT(bytes_at(site, "/corrections/feed.json"),
              HasSubstr("See instead: <a href=\\\"https://example.org/digest/posts/2023-11/one/\\\">"
                        "https://example.org/digest/posts/2023-11/one/</a>, <a href="));
}

TEST(WithdrawnPosts, AreNamedInAtomWhereTheyStood) {
  const Publication site = publish_example(one_withdrawn(days{1}));
  for (const char* path : {"/feed.atom", "/topics/cbt/feed.atom", "/bundles/both/feed.atom"}) {
    EXPECT_THAT(bytes_at(site, path),
                AllOf(HasSubstr("ref=\"tag:example.org,2013:posts/2023-11/two\" when=\"2023-11-30T12:00:00Z\""),
                      HasSubstr("<at:comment type=\"text\">A mistake &amp; a pity.</at:comment>"),
                      HasSubstr("<updated>2023-11-30T12:00:00Z</updated>")))
        << path;
  }
  for (const char* path : {"/topics/empathy/feed.atom", "/feed.rss", "/feed.json"}) {
    EXPECT_THAT(bytes_at(site, path), Not(HasSubstr("2023-11/two"))) << path;
  }
}

TEST(WithdrawnPosts, AreNamedFor90Days) {
  EXPECT_THAT(bytes_at(publish_example(one_withdrawn(days{89})), "/feed.atom"), HasSubstr("at:deleted-entry"));
  const Publication later = publish_example(one_withdrawn(days{90}));
  EXPECT_THAT(bytes_at(later, "/feed.atom"), Not(HasSubstr("at:deleted-entry")));
  EXPECT_THAT(said_at(later, "/posts/2023-11/two/"), HasSubstr("withdrawn"));
}

TEST(WithdrawnPosts, ChangeTheFeedsWhenTheyAreNoLongerNews) {
  const auto definitions = example_definitions();
  const auto posts = one_withdrawn(days{1});
  const auto at = [&](Instant now, const Publication* previous) {
    return publish_site(definitions, catalogue::take_snapshot(posts, *definitions, now), previous, 2);
  };
  const Publication before = at(noon, nullptr);
  const Publication after = at(noon + days{89}, &before);
  EXPECT_THAT(bytes_at(before, "/feed.atom"), HasSubstr("at:deleted-entry"));
  EXPECT_EQ(bytes_at(after, "/feed.atom"), bytes_at(at(noon + days{89}, nullptr), "/feed.atom"));
  EXPECT_THAT(bytes_at(after, "/feed.atom"), Not(HasSubstr("at:deleted-entry")));
}

TEST(WithdrawnPosts, TakeTheirAddressesBackWhenTheyReturn) {
  const Publication before = publish_example(one_withdrawn(days{1}));
  const Publication after = publish_example(example_posts(), &before);
  EXPECT_NE(after.site->find("/posts/2023-11/two/"), nullptr);
  EXPECT_TRUE(after.site->find_moved("/old/two"));
  EXPECT_TRUE(after.site->gone.empty());
}

TEST(WithdrawnPosts, StandTheLastFirst) {
  auto posts = example_posts();
  posts.push_back(withdrawn(example_post({.slug = "a", .topics = {"cbt"}}), noon - days{2}));
  posts.push_back(withdrawn(example_post({.slug = "b", .topics = {"cbt"}}), noon - days{1}));
  const std::string atom = bytes_at(publish_example(posts), "/feed.atom");
  EXPECT_LT(atom.find("posts/2023-11/b\" when"), atom.find("posts/2023-11/a\" when"));
}

TEST(GonePosts, AreNamedInEveryFeedAndSayWhy) {
  const Publication site = publish_with([](Definitions& definitions) {
    definitions.gone.posts = {{.id = "2019-05/x", .withdrawal = {.date = noon - days{2}, .reason = "Why."}},
                              {.id = "2019-05/y", .entry_id = "urn:x:y", .withdrawal = {.date = noon, .reason = "Y."}}};
  });
  for (const char* path : {"/feed.atom", "/topics/empathy/feed.atom"}) {
    EXPECT_THAT(bytes_at(site, path),
                AllOf(HasSubstr("ref=\"tag:example.org,2013:posts/2019-05/x\""), HasSubstr("ref=\"urn:x:y\"")));
  }
  EXPECT_EQ(said_at(site, "/posts/2019-05/x/citation.ris"), "This post was withdrawn on 29 November 2023: Why.\n");
}

TEST(GonePosts, ThatAreThereAreNot) {
  const Publication site = publish_with([](Definitions& definitions) {
    definitions.gone.posts = {{.id = "2023-11/two", .withdrawal = {.date = noon - days{2}, .reason = "Why."}}};
  });
  EXPECT_NE(site.site->find("/posts/2023-11/two/"), nullptr);
  EXPECT_THAT(bytes_at(site, "/feed.atom"), Not(HasSubstr("at:deleted-entry")));
}

TEST(GoneTopics, SayWhyAtEveryAddressBelow) {
  const auto gone = [](Definitions& definitions) {
    definitions.gone.feeds = {
        {.slug = "old", .withdrawal = {.date = noon, .reason = "Unused.", .successors = {"empathy"}}}};
  };
  const Publication site = publish_with(gone);
  for (const char* path : {"/topics/old/", "/topics/old/feed.atom", "/topics/old/archive/2020.rss"}) {
    EXPECT_EQ(said_at(site, path),
              "This topic was withdrawn on 1 December 2023: Unused.\n"
              "See instead: https://example.org/digest/topics/empathy/\n")
        << path;
  }
  EXPECT_EQ(said_at(publish_with(gone, noon - days{1}), "/topics/old/"), "") << "not before its time";
}

TEST(GoneTopics, LeadPeopleToThoseTheyWereSplitInto) {
  const Publication site = publish_with([](Definitions& definitions) {
    definitions.gone.feeds = {
        {.slug = "old", .withdrawal = {.date = noon, .reason = "Unused.", .successors = {"empathy", "cbt"}}}};
  });
  EXPECT_THAT(page_at(site, "/topics/old/"), AllOf(HasSubstr("This topic was withdrawn</h1>"),
                                                   HasSubstr("<a href=\"/digest/topics/empathy/\">Empathy</a>"),
                                                   HasSubstr("<a href=\"/digest/topics/cbt/\">")));
}

TEST(GoneTopicsAndPosts, SayWhyAtTheirOldAddressesToo) {
  const Publication site = publish_with([](Definitions& definitions) {
    definitions.gone.feeds = {{.slug = "old",
                               .withdrawal = {.date = noon, .reason = "Unused."},
                               .aliases = {"older"},
                               .addresses = {"category/old/feed"}}};
    definitions.gone.posts = {
        {.id = "2019-05/x", .withdrawal = {.date = noon, .reason = "Why."}, .aliases = {"?p", "blog/x.html"}}};
  });
  for (const char* path : {"/topics/older/", "/topics/older/feed.rss", "/category/old/feed", "/category/old/feed/"})
    EXPECT_EQ(said_at(site, path), "This topic was withdrawn on 1 December 2023: Unused.\n") << path;
  EXPECT_EQ(resource::find_gone(site.site->gone, "/category/old/feed/").folder->page, nullptr) << "no page was there";
  EXPECT_NE(resource::find_gone(site.site->gone, "/topics/older/").folder->page, nullptr);
  EXPECT_EQ(said_at(site, "/blog/x.html"), "This post was withdrawn on 1 December 2023: Why.\n");
}

TEST(GoneTypesAndBundles, SayWhyToo) {
  const Publication site = publish_with([](Definitions& definitions) {
    definitions.gone.feeds = {
        {.kind = FeedKind::research_type, .slug = "rct", .withdrawal = {.date = noon, .reason = "Renamed."}},
        {.kind = FeedKind::bundle,
         .slug = "old",
         .withdrawal = {.date = noon, .reason = "Unused.", .successors = {"both"}}}};
  });
  EXPECT_EQ(said_at(site, "/types/rct/feed.rss"), "This type of research was withdrawn on 1 December 2023: Renamed.\n");
  EXPECT_EQ(said_at(site, "/bundles/old/feed.json"),
            "This bundle was withdrawn on 1 December 2023: Unused.\n"
            "See instead: https://example.org/digest/bundles/both/\n");
}

TEST(RenamedBundles, LeadToTheirFeedOfToday) {
  const Publication site = publish_with([](Definitions& definitions) { definitions.bundles.at(0).aliases = {"old"}; });
  EXPECT_EQ(site.site->find_moved("/bundles/old/feed.atom"), "/digest/bundles/both/feed.atom");
}

TEST(Corrections, HaveAFeedEvenWhileThereAreNone) {
  const Publication site = publish_example(example_posts());
  for (const char* file : {"", "feed.atom", "feed.rss", "feed.json", "articles.rdf", "citations.bib", "archive/"}) {
    EXPECT_NE(site.site->find(std::string{"/corrections/"} + file), nullptr) << file;
  }
  EXPECT_THAT(bytes_at(site, "/corrections/feed.atom"), Not(HasSubstr("<entry")));
  EXPECT_THAT(bytes_at(site, "/feeds.opml"), HasSubstr("/digest/corrections/feed.atom"));
  EXPECT_THAT(bytes_at(site, "/"), HasSubstr("/digest/corrections/"));
}

TEST(Corrections, HoldWhatHappenedToArticles) {
  auto posts = example_posts();
  posts.at(0) = retracted(posts.at(0), noon - days{1});
  const Publication site = publish_example(posts);
  for (const char* name : {"feed.atom", "feed.rss", "feed.json", "articles.rdf", "archive/2023/", ""}) {
    const std::string bytes = bytes_at(site, std::string{"/corrections/"} + name);
    EXPECT_THAT(bytes, HasSubstr("Retracted: ")) << name;
    EXPECT_THAT(bytes, Not(HasSubstr("On two"))) << name;
  }
}

TEST(Corrections, HaveAnEntryForEachNoticeThatIsNoneOfThePost) {
  auto posts = example_posts();
  posts.at(0) = retracted(posts.at(0), noon - days{1});
  const std::string atom = bytes_at(publish_example(posts), "/corrections/feed.atom");
  const std::string id = "<id>tag:example.org,2013:posts/2023-11/one";
  EXPECT_THAT(atom, AllOf(HasSubstr(id + "#retraction-2023-11-30</id>"), Not(HasSubstr(id + "</id>")),
                          HasSubstr("<published>2023-11-30T12:00:00Z</published>"),
                          HasSubstr("href=\"https://example.org/digest/posts/2023-11/one/#retraction-2023-11-30\"")));
  EXPECT_THAT(bytes_at(publish_example(posts), "/posts/2023-11/one/"), HasSubstr("id=\"retraction-2023-11-30\""));
  EXPECT_THAT(bytes_at(publish_example(posts), "/feed.atom"), HasSubstr(id + "</id>"));
}

TEST(Corrections, HoldWhatWasWithdrawnForEver) {
  for (const int age : {1, 100}) {
    const Publication site = publish_example(one_withdrawn(days{age}));
    const std::string atom = bytes_at(site, "/corrections/feed.atom");
    EXPECT_THAT(atom, AllOf(HasSubstr("<title>Withdrawn: On two</title>"), HasSubstr("A mistake &amp; a pity."),
                            HasSubstr("posts/2023-11/two#withdrawal-"), HasSubstr("posts/2023-11/one/"),
                            Not(HasSubstr("at:deleted-entry")), Not(HasSubstr("cito:reviews>"))));
  }
}

TEST(Corrections, NameWhatHasNoFileByItsId) {
  const Publication site = publish_with([](Definitions& definitions) {
    definitions.gone.posts = {
        {.id = "2019-05/x", .entry_id = "http://old.example/#7", .withdrawal = {.date = noon, .reason = "Why."}}};
  });
  EXPECT_THAT(bytes_at(site, "/corrections/feed.atom"),
              AllOf(HasSubstr("<title>Withdrawn: 2019-05/x</title>"), HasSubstr("withdrawn on 1 December 2023: Why."),
                    HasSubstr("<id>http://old.example/#7/withdrawal-2023-12-01</id>")));
}

TEST(Corrections, BringAnArchivedPostBackIntoThePolledDocuments) {
  std::vector<catalogue::PostPointer> posts;
  posts.reserve(60);
  for (int i = 0; i < 60; ++i) {
    posts.push_back(example_post({.slug = fmt::format("post-{}", i), .topics = {"cbt"}, .age = days{3 + 30 * i}}));
  }
  EXPECT_THAT(bytes_at(publish_example(posts), "/feed.atom"), Not(HasSubstr("On post-50")));
  posts.at(50) = retracted(posts.at(50), noon - days{1});
  const Publication site = publish_example(posts);
  for (const char* path : {"/feed.atom", "/topics/cbt/feed.rss", "/feed.json", "/corrections/feed.atom"}) {
    EXPECT_THAT(bytes_at(site, path), HasSubstr("Retracted: On post-50")) << path;
  }
}

TEST(CitationFiles, HaveWhatWasReviewedLongBeforeThePolledDocumentBegins) {
  std::vector<catalogue::PostPointer> posts;
  posts.reserve(60);
  for (int i = 0; i < 60; ++i) {
    posts.push_back(example_post({.slug = fmt::format("post-{}", i), .topics = {"cbt"}, .age = days{3 + 30 * i}}));
  }
  const Publication before = publish_example(posts);
  for (const char* path : {"/citations.bib", "/topics/cbt/citations.ris", "/citations.json"})
    EXPECT_THAT(bytes_at(before, path), HasSubstr("10.1000/post-59")) << path;
  posts.push_back(
      retracted(example_post({.slug = "again", .topics = {"empathy"}, .doi_suffix = "post-59", .age = days{1}}), noon));
  const Publication after = publish_example(posts, &before);
  EXPECT_THAT(bytes_at(after, "/topics/cbt/citations.ris"), HasSubstr("N1  - Retracted: Made up.\r\n"))
      << "a post of another topic says so";
}

TEST(Corrections, StandInTheCitationFilesWhicheverPostSaysSo) {
  auto posts = example_posts();
  posts.push_back(
      retracted(example_post({.slug = "again", .topics = {"cbt"}, .doi_suffix = "one", .age = days{1}}), noon));
  const Publication site = publish_example(posts);
  EXPECT_THAT(bytes_at(site, "/citations.json"),
              HasSubstr("\"status\":\"retracted\",\"note\":\"Retracted: Made up.\""));
  EXPECT_THAT(bytes_at(site, "/posts/2023-11/again/citation.bib"), HasSubstr("note = {Retracted: Made up.}"));
  EXPECT_THAT(bytes_at(site, "/articles.rdf"), HasSubstr("<title>Retracted: A study</title>"));
}

}  // namespace
}  // namespace citefeed::publish
