// gone.yaml: posts and topics that were published once.
#include <gtest/gtest.h>

#include "content/definitions_parser.hpp"
#include "content/memory_tree.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

class GoneTest : public testing::Test {
 protected:
  GoneTest() {
    feeds_.write("site.yaml",
                 "title: Blog\nbase_url: https://example.org/\nid_authority: \"example.org,2013\"\nsince: 2013-01\n"
                 "authors: { roe: { name: Jane Roe } }\ndefault_author: roe\ntime_zone: America/Toronto\n");
    feeds_.write(
        "topics.yaml",
        "topics:\n  - { slug: empathy, label: Empathy, aliases: [understanding] }\n  - { slug: cbt, label: CBT }\n");
  }
  model::Gone good(const std::string& gone) {
    feeds_.write("gone.yaml", gone);
    const auto outcome = load_definitions(feeds_);
    EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
    return outcome.value.value_or(model::Definitions{}).gone;
  }
  Lines complaints(const std::string& gone) {
    feeds_.write("gone.yaml", gone);
    return lines_of(load_definitions(feeds_).diagnostics);
  }

  MemoryTree feeds_{"feeds"};
};

using GoneFile = GoneTest;

TEST_F(GoneFile, NamesPostsAndTopics) {
  const auto gone = good(
      "posts:\n"
      "  - { id: 2019-05/a, date: 2024-03-05, reason: A  mistake., moved_to: 2019-06/b, entry_id: 'urn:x:1' }\n"
      "  - { id: 2019-06/c, date: 2024-03, reason: Another. }\n"
      "topics:\n"
      "  - { slug: old, date: 2024-03, reason: Nobody used it., moved_to: Understanding }\n");
  ASSERT_EQ(gone.posts.size(), 2U);
  const auto march = TimeZone::locate("America/Toronto").value.value();
  EXPECT_EQ(gone.posts[0], (model::GonePost{.id = "2019-05/a",
                                            .entry_id = "urn:x:1",
                                            .withdrawal = {.date = parse_date("2024-03-05", march).value(),
                                                           .reason = "A mistake.",
                                                           .successors = {"2019-06/b"}}}));
  EXPECT_EQ(gone.posts[1].id, "2019-06/c");
  ASSERT_EQ(gone.feeds.size(), 1U);
  EXPECT_EQ(gone.feeds[0].kind, FeedKind::topic);
  EXPECT_EQ(gone.feeds[0].slug, "old");
  EXPECT_EQ(gone.feeds[0].withdrawal.successors, std::vector<std::string>{"empathy"});
}

TEST_F(GoneFile, KnowsTheOldAddressesOfWhatIsGone) {
  const auto gone = good(
      "posts:\n  - { id: a, date: 2024-03, reason: R, aliases: [blog/a.html] }\n"
      "topics:\n  - { slug: old, date: 2024-03, reason: R, aliases: older, feed_aliases: { rss: [category/old/feed/] } "
      "}\n");
  EXPECT_EQ(gone.posts.at(0).aliases, Lines{"blog/a.html"});
  EXPECT_EQ(gone.feeds.at(0).aliases, Lines{"older"});
  EXPECT_EQ(gone.feeds.at(0).addresses, Lines{"category/old/feed"});
  EXPECT_EQ(
      complaints("topics:\n  - { slug: old, date: 2024-03, reason: R, aliases: [cbt] }\n"),
      (Lines{"feeds/gone.yaml:2:54: error: expected a topic that is gone, found \"cbt\", which topics.yaml has"}));
}

TEST_F(GoneFile, MayBeMissingOrEmpty) {
  EXPECT_EQ(load_definitions(feeds_).value.value().gone, model::Gone{});
  EXPECT_EQ(good(""), model::Gone{});
  EXPECT_EQ(good("# nothing yet\n"), model::Gone{});
  EXPECT_EQ(good("posts: []\n"), model::Gone{});
}

TEST_F(GoneFile, IsPartOfTheDefinitions) {
  const auto before = load_definitions(feeds_).value.value().digest;
  (void)good("posts: []\n");
  EXPECT_NE(load_definitions(feeds_).value.value().digest, before);
}

TEST_F(GoneFile, NeedsAnIdADateAndAReasonForEach) {
  EXPECT_EQ(complaints("posts:\n  - { topics: [x] }\ntopics:\n  - { slug: }\n"),
            (Lines{"feeds/gone.yaml:2:5: error: expected \"date\", found none",
                   "feeds/gone.yaml:2:5: error: expected \"reason\", found none",
                   "feeds/gone.yaml:2:5: error: expected \"id\", found none",
                   "feeds/gone.yaml:2:7: error: expected a known key, found \"topics\"",
                   "feeds/gone.yaml:4:5: error: expected \"slug\", found none",
                   "feeds/gone.yaml:4:5: error: expected \"date\", found none",
                   "feeds/gone.yaml:4:5: error: expected \"reason\", found none"}));
}

TEST_F(GoneFile, RefusesWhatCannotBeAnAddress) {
  EXPECT_EQ(complaints("posts:\n  - { id: /a, date: 2024-03, reason: R, entry_id: x, moved_to: a b }\n"),
            (Lines{"feeds/gone.yaml:2:11: error: expected an id of letters, digits, \"-\" and \"_\" in parts joined by "
                   "\"/\", found \"/a\"",
                   "feeds/gone.yaml:2:51: error: expected an absolute IRI, found \"x\"",
                   "feeds/gone.yaml:2:64: error: expected an id of letters, digits, \"-\" and \"_\" in parts joined by "
                   "\"/\", found \"a b\""}));
  EXPECT_EQ(
      complaints("topics:\n  - { slug: Old Topic, date: 2024-03, reason: R, moved_to: empaty }\n"),
      (Lines{"feeds/gone.yaml:2:13: error: expected a slug of small letters, digits and \"-\", found \"Old Topic\"",
             "feeds/gone.yaml:2:60: error: expected a topic of topics.yaml, found \"empaty\"; did you mean "
             "\"empathy\"?"}));
}

TEST_F(GoneFile, KnowsSeveralSuccessorsOfWhatWasSplit) {
  const auto gone = good(
      "posts:\n  - { id: a, date: 2024-03, reason: R, moved_to: [b, c] }\n"
      "topics:\n  - { slug: old, date: 2024-03, reason: R, moved_to: [CBT, empathy, cbt] }\n");
  EXPECT_EQ(gone.posts.at(0).withdrawal.successors, (Lines{"b", "c"}));
  EXPECT_EQ(gone.feeds.at(0).withdrawal.successors, (Lines{"cbt", "empathy"}));
}

TEST_F(GoneFile, NamesTypesAndBundlesToo) {
  feeds_.write("research-types.yaml", "research_types:\n  - { slug: trial, label: Trial }\n");
  feeds_.write("bundles/new.yaml", "title: New\nselect: { topics: [cbt] }\naliases: [renamed]\n");
  const auto gone = good(
      "types:\n  - { slug: rct, date: 2024-03, reason: R, moved_to: Trial }\n"
      "bundles:\n  - { slug: old, date: 2024-03, reason: R, moved_to: new }\n");
  ASSERT_EQ(gone.feeds.size(), 2U);
  EXPECT_EQ(gone.feeds[0].kind, FeedKind::research_type);
  EXPECT_EQ(gone.feeds[0].withdrawal.successors, Lines{"trial"});
  EXPECT_EQ(gone.feeds[1].kind, FeedKind::bundle);
  EXPECT_EQ(gone.feeds[1].withdrawal.successors, Lines{"new"});
  EXPECT_EQ(complaints("bundles:\n  - { slug: new, date: 2024-03, reason: R }\n"
                       "  - { slug: renamed, date: 2024-03, reason: R, moved_to: olf }\n"),
            (Lines{"feeds/gone.yaml:2:13: error: expected a bundle that is gone, found \"new\", which bundles/ has",
                   "feeds/gone.yaml:3:13: error: expected a bundle that is gone, found \"renamed\", which bundles/ has",
                   "feeds/gone.yaml:3:58: error: expected a bundle of bundles/, found \"olf\""}));
}

TEST_F(GoneFile, RefusesTopicsThatAreThere) {
  EXPECT_EQ(
      complaints("topics:\n  - { slug: cbt, date: 2024-03, reason: R }\n"
                 "  - { slug: understanding, date: 2024-03, reason: R }\n"),
      (Lines{"feeds/gone.yaml:2:13: error: expected a topic that is gone, found \"cbt\", which topics.yaml has",
             "feeds/gone.yaml:3:13: error: expected a topic that is gone, found \"understanding\", which topics.yaml "
             "has"}));
}

TEST_F(GoneFile, RefusesWhatStandsTwice) {
  EXPECT_EQ(
      complaints("posts:\n  - { id: a, date: 2024-03, reason: R }\n  - { id: A, date: 2024-03, reason: R }\n"
                 "topics:\n  - { slug: a, date: 2024-03, reason: R }\n  - { slug: a, date: 2024-03, reason: R }\n"),
      (Lines{"feeds/gone.yaml:3:11: error: expected it once, found \"A\" again",
             "feeds/gone.yaml:6:13: error: expected it once, found \"a\" again"}));
}

TEST_F(GoneFile, RefusesAnythingElse) {
  EXPECT_EQ(complaints("- a\n"),
            (Lines{"feeds/gone.yaml:1:1: error: expected \"posts:\", \"topics:\", \"types:\" or \"bundles:\" and "
                   "a list, found a list"}));
  EXPECT_EQ(complaints("post: []\nposts: { a: b }\n"),
            (Lines{"feeds/gone.yaml:1:1: error: expected a known key, found \"post\"; did you mean \"posts\"?",
                   "feeds/gone.yaml:2:8: error: expected \"posts:\" and a list, found a mapping"}));
  EXPECT_EQ(
      complaints("posts: [a]\n"),
      (Lines{"feeds/gone.yaml:1:9: error: expected a mapping with \"id\", \"date\" and \"reason\", found \"a\""}));
}

}  // namespace
}  // namespace citefeed::content
