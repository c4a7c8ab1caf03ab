#include "content/definitions_parser.hpp"

#include <gtest/gtest.h>

#include "content/memory_tree.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

constexpr const char* site =
    "title: Blog\nbase_url: https://example.org/blog\nid_authority: \"example.org,2013\"\nsince: 2013-01\nauthors:\n"
    "  roe: { name: Jane Roe, uri: \"https://example.org/roe\", email: roe@example.org }\ndefault_author: roe\n";
constexpr const char* topics =
    "topics:\n  - { slug: empathy, label: Empathy, aliases: [understanding] }\n  - { slug: cbt, label: CBT }\n";

class DefinitionsTest : public testing::Test {
 protected:
  DefinitionsTest() {
    feeds_.write("site.yaml", site);
    feeds_.write("topics.yaml", topics);
  }
  [[nodiscard]] model::Definitions good() const {
    const auto outcome = load_definitions(feeds_);
    EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
    return outcome.value.value_or(model::Definitions{});
  }
  [[nodiscard]] Lines complaints() const { return lines_of(load_definitions(feeds_).diagnostics); }

  MemoryTree feeds_{"feeds"};
};

using Definitions = DefinitionsTest;

TEST_F(Definitions, ReadTheSiteWithItsDefaults) {
  const auto definitions = good();
  EXPECT_EQ(definitions.site.title, "Blog");
  EXPECT_EQ(definitions.site.base_url.text, "https://example.org/blog/");
  EXPECT_EQ(definitions.site.id_authority, "example.org,2013");
  EXPECT_EQ(to_rfc3339(definitions.site.since), "2013-01-01T00:00:00Z");
  EXPECT_EQ(definitions.site.authors.at("roe"),
            (model::Person{.name = "Jane Roe", .uri = "https://example.org/roe", .email = "roe@example.org"}));
  EXPECT_EQ(definitions.site.language, "en");
  EXPECT_EQ(definitions.site.time_zone, TimeZone{});
  EXPECT_EQ(definitions.site.limits, model::Limits{});
}

TEST_F(Definitions, ReadEveryKeyOfTheSite) {
  feeds_.write("site.yaml",
               std::string{site} +
                   "subtitle: S\nlanguage: fr-CA\ntime_zone: America/Toronto\nrights: R\nicon: "
                   "https://example.org/i.png\nlimits: { feed_entries: 5, digest_entries: 6, prepared_pages: 0 }\n");
  const auto definitions = good();
  EXPECT_EQ(definitions.site.subtitle, "S");
  EXPECT_EQ(definitions.site.language, "fr-CA");
  EXPECT_EQ(definitions.site.time_zone.name(), "America/Toronto");
  EXPECT_EQ(to_rfc3339(definitions.site.since), "2013-01-01T05:00:00Z");
  EXPECT_EQ(definitions.site.rights, "R");
  EXPECT_EQ(definitions.site.icon, "https://example.org/i.png");
  EXPECT_EQ(definitions.site.limits, (model::Limits{.feed_entries = 5, .digest_entries = 6, .prepared_pages = 0}));
}

TEST_F(Definitions, ReadTopicsTypesAndBundles) {
  feeds_.write("research-types.yaml",
               "research_types:\n  - { slug: rct, label: Trial, description: D, label_fr: Essai }\n");
  feeds_.write("bundles/b.yaml",
               "title: B\nsubtitle: S\nselect: { topics: [Understanding, CBT], types: [Trial] }\nlimit: 7\n");
  feeds_.write("bundles/a.yaml", "title: A\nselect: { topics: [cbt], types: [] }\n");
  const auto definitions = good();
  ASSERT_EQ(definitions.topics.size(), 2U);
  EXPECT_EQ(definitions.topics[0],
            (model::Category{.slug = "empathy", .label = "Empathy", .aliases = {"understanding"}}));
  EXPECT_EQ(definitions.research_types.at(0),
            (model::Category{.slug = "rct", .label = "Trial", .label_fr = "Essai", .description = "D"}));
  ASSERT_EQ(definitions.bundles.size(), 2U);
  EXPECT_EQ(definitions.bundles[0],
            (model::Bundle{.name = "a", .title = "A", .select = {.topics = {"cbt"}}, .limit = 20}));
  EXPECT_EQ(definitions.bundles[1], (model::Bundle{.name = "b",
                                                   .title = "B",
                                                   .subtitle = "S",
                                                   .select = {.topics = {"empathy", "cbt"}, .types = {"rct"}},
                                                   .limit = 7}));
}

TEST_F(Definitions, ReportEveryProblemOfEveryFile) {
  feeds_.write("site.yaml",
               "titel: Blog\nbase_url: x\nid_authority: x\nsince: x\nauthors:\n  roe: {}\ndefault_author: row\n"
               "language: english\ntime_zone: Oz\nicon: /i.png\nlimits: { feed_entries: 0 }\n");
  feeds_.write("topics.yaml",
               "topics:\n  - { slug: Empathy, label: Empathy }\n  - { label: X, aliases: [cbt] }\n"
               "  - { slug: cbt, label: x }\n");
  feeds_.write("bundles/B.yaml", "select: { topics: [empaty] }\n");
  const Lines expected{
      "site.yaml:1:1: error: expected a known key, found \"titel\"; did you mean \"title\"?",
      "site.yaml:1:1: error: expected \"title\", found none",
      "site.yaml:2:11: error: expected an http or https address without query and fragment, found \"x\"",
      "site.yaml:3:15: error: expected a domain, a comma and a date, as in example.org,2013, found \"x\"",
      "site.yaml:4:8: error: expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found \"x\"",
      "site.yaml:6:8: error: expected \"name\", found none",
      "site.yaml:7:17: error: expected a key of \"authors\", found \"row\"; did you mean \"roe\"?",
      "site.yaml:8:11: error: expected a language tag such as en or fr-CA, found \"english\"",
      std::string{
          "site.yaml:9:12: error: expected the IANA name of a time zone such as America/Toronto, found \"Oz\": "} +
          "/usr/share/zoneinfo has no zone of that name",
      "site.yaml:10:7: error: expected an absolute http or https address, found \"/i.png\"",
      "site.yaml:11:25: error: expected a whole number from 1 to 1000, found \"0\"",
      "topics.yaml:2:13: error: expected a slug of small letters, digits and \"-\", found \"Empathy\"",
      "topics.yaml:3:5: error: expected \"slug\", found none",
      "topics.yaml:4:13: error: expected a name of its own, found \"cbt\", which is another one's already",
      "topics.yaml:4:25: error: expected a name of its own, found \"x\", which is another one's already",
      "bundles/B.yaml: error: expected a file name of small letters, digits and \"-\", found \"B\"",
      "bundles/B.yaml:1:1: error: expected \"title\", found none",
      "bundles/B.yaml:1:20: error: expected a topic of topics.yaml, found \"empaty\"; did you mean \"Empathy\"?"};
  Lines found = complaints();
  for (auto& line : found) line = line.substr(std::string_view{"feeds/"}.size());
  EXPECT_EQ(found, expected);
  EXPECT_FALSE(load_definitions(feeds_).has_value());
}

TEST_F(Definitions, MissSiteAndTopicsButNotTheOthers) {
  feeds_.remove("site.yaml");
  feeds_.remove("topics.yaml");
  EXPECT_EQ(complaints(), (Lines{"feeds/site.yaml: error: expected this file, found none",
                                 "feeds/topics.yaml: error: expected this file, found none"}));
}

TEST_F(Definitions, SayWhichFileIsNotRead) {
  feeds_.write("topic.yaml", "");
  feeds_.write("bundles/deep/x.yaml", "");
  const auto outcome = load_definitions(feeds_);
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(
      lines_of(outcome.diagnostics),
      (Lines{
          "feeds/bundles/deep/x.yaml: warning: expected site.yaml, topics.yaml, research-types.yaml, gone.yaml, "
          "server.yaml or "
          "bundles/NAME.yaml; this file is not read",
          "feeds/topic.yaml: warning: expected site.yaml, topics.yaml, research-types.yaml, gone.yaml, server.yaml or "
          "bundles/NAME.yaml; this "
          "file is not read; did you mean \"topics.yaml\"?"}));
}

TEST_F(Definitions, LeaveTheSettingsOfTheServerAlone) {
  const auto before = load_definitions(feeds_);
  feeds_.write("server.yaml", "no: [YAML");
  const auto after = load_definitions(feeds_);
  EXPECT_EQ(lines_of(after.diagnostics), Lines{});
  EXPECT_EQ(after.value->digest, before.value->digest);
}

TEST_F(Definitions, WithAnotherEndingAreNamedAsPassedOver) {
  feeds_.write("bundles/couples.yml", "title: Couples\n");
  EXPECT_EQ(lines_of(load_definitions(feeds_).diagnostics),
            Lines{"feeds/bundles/couples.yml: warning: is passed over: its name does not end in \".yaml\""});
}

TEST_F(Definitions, ThatCannotBeReadAreErrors) {
  feeds_.break_file("topics.yaml", {.message = "Permission denied"});
  EXPECT_EQ(complaints(), Lines{"feeds/topics.yaml: error: cannot be read: Permission denied"});
}

TEST_F(Definitions, KnowWhereFeedsWere) {
  feeds_.write("site.yaml", std::string{site} +
                                "feed_aliases: { rss: [feed/, index.xml], atom: [feed/atom], json: [\"é.json\"] }\n");
  feeds_.write("topics.yaml",
               "topics:\n  - { slug: empathy, label: Empathy, feed_aliases: { rss: [category/empathy/feed/] } }\n");
  const auto definitions = good();
  const std::vector<model::FeedAlias> of_site{{.address = "feed/atom", .kind = DocumentKind::atom},
                                              {.address = "feed", .kind = DocumentKind::rss},
                                              {.address = "index.xml", .kind = DocumentKind::rss},
                                              {.address = "%C3%A9.json", .kind = DocumentKind::json_feed}};
  EXPECT_EQ(definitions.site.feed_aliases, of_site);
  const std::vector<model::FeedAlias> of_topic{{.address = "category/empathy/feed", .kind = DocumentKind::rss}};
  EXPECT_EQ(definitions.topics.at(0).feed_aliases, of_topic);
}

TEST_F(Definitions, SayWhetherBrowsersHaveAViewOfTheirOwn) {
  EXPECT_TRUE(load_definitions(feeds_).value.value().site.browser_view);
  feeds_.write("site.yaml", std::string{site} + "browser_view: false\n");
  EXPECT_FALSE(load_definitions(feeds_).value.value().site.browser_view);
  feeds_.write("site.yaml", std::string{site} + "browser_view: never\n");
  EXPECT_EQ(complaints(), Lines{"feeds/site.yaml:8:15: error: expected true or false, found \"never\""});
}

TEST_F(Definitions, LeadAnOldNameOfABundleToOneBundle) {
  feeds_.write("bundles/one.yaml", "title: One\nselect: { topics: [cbt] }\naliases: [first, old]\n");
  EXPECT_EQ(load_definitions(feeds_).value.value().bundles.at(0).aliases, (Lines{"first", "old"}));
  feeds_.write("bundles/two.yaml", "title: Two\nselect: { topics: [cbt] }\naliases: [old, one, Zwei, two, z, z]\n");
  const auto error = [](int column, const std::string& message) {
    return "feeds/bundles/two.yaml:3:" + std::to_string(column) + ": error: expected " + message;
  };
  EXPECT_EQ(complaints(),
            (Lines{error(21, "an old name of small letters, digits and \"-\", found \"Zwei\""),
                   error(11, "an old name of this bundle alone, found \"old\", which is one of bundles/one.yaml"),
                   error(16, "an old name of this bundle alone, found \"one\", which is one of bundles/one.yaml"),
                   error(27, "an old name of this bundle, found its own name: \"two\""),
                   error(35, "it once, found it again: \"z\"")}));
}

TEST_F(Definitions, LeadAnOldAddressToOneFeed) {
  feeds_.write("site.yaml", std::string{site} + "feed_aliases:\n  rss: [feed/, feed, /rss]\n  rdf: [x]\n");
  EXPECT_EQ(complaints(),
            (Lines{"feeds/site.yaml:9:22: error: expected an old address without \"/\" in front, found \"/rss\"",
                   "feeds/site.yaml:10:3: error: expected a known key, found \"rdf\"",
                   "feeds/site.yaml:9:16: error: expected it once, found it again: \"feed\""}));
  feeds_.write("site.yaml", std::string{site} + "feed_aliases: { rss: [feed] }\n");
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Empathy, feed_aliases: { atom: [feed/] } }\n");
  EXPECT_EQ(complaints(), Lines{"feeds/topics.yaml:2:61: error: expected an old address of one feed, found \"feed\" at "
                                "the site and at the topic \"empathy\""});
}

TEST_F(Definitions, KnowAnOldAddressHoweverItIsEncoded) {
  feeds_.write("site.yaml", std::string{site} + "feed_aliases: { rss: [\"%c3%a9t%c3%a9/fe%65d/\", a%2fb] }\n");
  const std::vector<model::FeedAlias> aliases{{.address = "%C3%A9t%C3%A9/feed", .kind = DocumentKind::rss},
                                              {.address = "a%2Fb", .kind = DocumentKind::rss}};
  EXPECT_EQ(good().site.feed_aliases, aliases);
  feeds_.write("site.yaml", std::string{site} + "feed_aliases: { rss: [\"%c3%a9\", \"%C3%A9\"], atom: [é] }\n");
  EXPECT_EQ(complaints(), (Lines{"feeds/site.yaml:8:33: error: expected it once, found it again: \"%C3%A9\"",
                                 "feeds/site.yaml:8:51: error: expected it once, found it again: \"%C3%A9\""}));
}

TEST_F(Definitions, WarnOfAnOldAddressOfAFeedWhereTheSiteCertainlyHasSomething) {
  const auto complaint = [this](const std::string& alias) {
    feeds_.write("site.yaml", std::string{site} + "feed_aliases: { rss: [" + alias + "] }\n");
    return complaints();
  };
  feeds_.write("bundles/couples.yaml", "title: Couples\nselect: { topics: [cbt] }\naliases: [pairs]\n");
  const auto expected = [](const std::string& alias, const std::string& conflict) {
    return Lines{"feeds/site.yaml:8:23: warning: expected an old address, found \"" + alias + "\", " + conflict};
  };
  for (const std::string alias : {"feed.atom", "topics", "corrections/feed.rss", "archive", "digest.rss", "healthz"}) {
    EXPECT_EQ(complaint(alias), expected(alias, "where a page of this site is; it leads nowhere else"));
  }
  EXPECT_EQ(complaint("topics/cbt/feed.rss"),
            expected("topics/cbt/feed.rss", "where the topic \"cbt\" is; it leads nowhere else"));
  EXPECT_EQ(complaint("bundles/couples"),
            expected("bundles/couples", "where the bundle \"couples\" is; it leads nowhere else"));
  EXPECT_EQ(complaint("bundles/pairs"),
            expected("bundles/pairs", "which is an alias of the bundle \"couples\"; it leads there no more"));
  for (const std::string alias : {"posts/index.xml", "posts/feed", "topics/index.xml", "topics/nope/feed.rss",
                                  "topics/cbt/index.xml", "archive/2001.rss", "digest/2001-05"}) {
    EXPECT_EQ(complaint(alias), Lines{}) << alias;
  }
}

TEST_F(Definitions, HaveADigestOfTheFilesBytes) {
  const auto first = good().digest;
  feeds_.touch("site.yaml");
  EXPECT_EQ(good().digest, first);
  feeds_.write("site.yaml", std::string{site} + "# a comment\n");
  EXPECT_NE(good().digest, first);
}

}  // namespace
}  // namespace citefeed::content
