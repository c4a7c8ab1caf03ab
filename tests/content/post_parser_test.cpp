#include "content/post_parser.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace citefeed::content {
namespace {

model::Post good_post(std::string_view text, const std::string& path = "2023/12/a.md") {
  auto outcome = read_post(text, path);
  EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
  return outcome.value.value_or(model::Post{});
}

/// A front matter of the given lines, and a body without problems.
std::string with_header(std::string_view header) {
  return "---\n" + std::string{header} + "---\nText.\n\n## Practice Implications\n\nDo.\n";
}

TEST(Post, ReadsEveryKey) {
  const auto post = good_post(
      "---\nid: 2023-12/its-own\ntitle: >-\n  A title\n  on two lines\npublished: 2023-12-24\nupdated: "
      "2024-01-15T10:00:00Z\n"
      "topics: [empathy, Adherance]\nresearch_type: quantitative\nauthors: [roe, tasca]\nlanguage: fr-CA\ncitation: "
      "\"" +
      std::string{good_citation} +
      "\"\narticle: { doi: 10.1037/pst0000175 }\naliases: [blog/old, \"archive/1.html\"]\ndraft: true\n---\n"
      "Text.\n\n## Practice Implications\n\nDo.\n");
  EXPECT_EQ(post.id, "2023-12/its-own");
  EXPECT_EQ(post.file, "2023/12/a.md");
  EXPECT_EQ(post.title, "A title on two lines");
  EXPECT_EQ(to_rfc3339(post.published), "2023-12-24T05:00:00Z");
  EXPECT_EQ(to_rfc3339(post.updated), "2024-01-15T10:00:00Z");
  EXPECT_EQ(post.topics, (std::vector<std::string>{"empathy", "adherence"}));
  EXPECT_EQ(post.research_types, std::vector<std::string>{"quantitative"});
  ASSERT_EQ(post.authors.size(), 2U);
  EXPECT_EQ(post.authors[0].name, "Jane Roe");
  EXPECT_EQ(post.language, "fr-CA");
  ASSERT_EQ(post.reviewed.size(), 1U);
  EXPECT_EQ(post.reviewed[0].doi, "10.1037/pst0000175");
  EXPECT_EQ(post.aliases, (std::vector<std::string>{"blog/old", "archive/1.html"}));
  EXPECT_TRUE(post.draft);
  EXPECT_EQ(text_of(post).summary_html, "<p>Text.</p>\n");
  EXPECT_EQ(text_of(post).implications_text, "Do.");
}

TEST(Post, TakesWhatIsNotSaidFromItsPathAndTheSite) {
  const auto post = good_post(post_text());
  EXPECT_EQ(post.id, "2023-12/a");
  EXPECT_EQ(to_rfc3339(post.published), "2023-12-01T05:00:00Z");
  EXPECT_EQ(post.updated, post.published);
  ASSERT_EQ(post.authors.size(), 1U);
  EXPECT_EQ(post.authors[0].name, "Giorgio A. Tasca");
  EXPECT_EQ(post.language, "en");
  EXPECT_FALSE(post.draft);
}

TEST(Post, IsTheSameWithCrlfCrAndAByteOrderMark) {
  const auto plain = good_post(post_text());
  std::string crlf = "\xEF\xBB\xBF", cr;
  for (const char c : post_text()) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    cr += c == '\n' ? '\r' : c;
  }
  for (const auto& other : {good_post(crlf), good_post(cr)}) {
    EXPECT_EQ(other.title, plain.title);
    EXPECT_EQ(text_of(other), text_of(plain));
    EXPECT_EQ(other.reviewed, plain.reviewed);
  }
}

TEST(Post, HasADigestOfItsPathAndBytes) {
  const auto definitions = small_definitions();
  const auto digest = [&](const std::string& path, std::string_view text) {
    return parse_post(path, path, text, definitions).value->digest;
  };
  const auto first = digest("2023/12/a.md", post_text());
  EXPECT_EQ(first, digest("2023/12/a.md", post_text()));
  EXPECT_EQ(first, post_digest("2023/12/a.md", post_text()));
  EXPECT_NE(first, digest("2023/12/b.md", post_text()));
  EXPECT_NE(first, digest("2023/12/a.md", post_text() + "\n"));
}

TEST(Post, HasItsLinksBelowItsOwnPage) {
  const auto post = good_post(post_text("", "[a](b) [c](/d)\n\n## Practice Implications\n\nDo.\n"));
  EXPECT_EQ(text_of(post).summary_html,
            "<p><a href=\"https://example.org/posts/2023-12/a/b\">a</a> <a href=\"https://example.org/d\">c</a></p>\n");
}

TEST(PostTopics, MayBeLabelsInAnyLetterCaseOrAliasesAndCountOnce) {
  const auto post =
      good_post(with_header("title: t\npublished: 2023-12\ntopics: [EMPATHY, working-alliance, \"alliance and "
                            "therapeutic relationship\", empathy]\ncitation: \"" +
                            std::string{good_citation} + "\"\n"));
  EXPECT_EQ(post.topics, (std::vector<std::string>{"empathy", "alliance"}));
}

TEST(PostTopics, MayHaveAnyKindOfSpacesAndHyphens) {
  const auto post =
      good_post(with_header("title: t\npublished: 2023-12\ntopics: [\"Alliance and\u00a0Therapeutic  Relationship\", "
                            "working\u2011alliance]\ncitation: \"" +
                            std::string{good_citation} + "\"\n"));
  EXPECT_EQ(post.topics, (std::vector<std::string>{"alliance"}));
}

TEST(PostTopics, UnknownOnesAreErrorsWithTheNearestSlugOrLabel) {
  EXPECT_EQ(
      complaints(
          "---\ntitle: t\npublished: 2023-12\ntopics:\n  - empaty\n  - Alliance and the Therapeutic Relationship\n  - "
          "neurofeedback\nresearch_type: quantitive\ncitation: \"" +
          std::string{good_citation} + "\"\n---\n## Practice Implications\n\nDo.\n"),
      (Lines{
          "post:5:5: error: expected a topic of topics.yaml, found \"empaty\"; did you mean \"empathy\"?",
          "post:6:5: error: expected a topic of topics.yaml, found \"Alliance and the Therapeutic Relationship\"; did "
          "you mean \"Alliance and Therapeutic Relationship\"?",
          "post:7:5: error: expected a topic of topics.yaml, found \"neurofeedback\"",
          "post:8:16: error: expected a research type of research-types.yaml, found \"quantitive\"; did you mean "
          "\"quantitative\"?"}));
}

TEST(PostProblems, AreAllReportedAtOnceInTheOrderOfTheFile) {
  EXPECT_EQ(
      complaints("---\ntitel: t\npublished: 2023-13\nupdated: [2024]\nauthors: [taska]\nlanguage: english\naliases: "
                 "[/a, b/../c, \"d?e\", \"f g\"]\ndraft: yes\n---\nText <b>bold</b>.\n"),
      (Lines{"post: warning: expected at least one topic, found none", "post: warning: expected a citation, found none",
             "post: warning: expected a heading \"## Practice Implications\", found none",
             "post:1:1: error: expected \"title\" in the front matter, found none",
             "post:2:1: warning: expected a known key, found \"titel\"; did you mean \"title\"?",
             "post:3:12: error: expected a date as YYYY-MM, YYYY-MM-DD or RFC 3339, found \"2023-13\"",
             "post:4:10: error: expected a date, found a list",
             "post:5:11: error: expected an author of site.yaml, found \"taska\"; did you mean \"tasca\"?",
             "post:6:11: error: expected a language tag such as en or fr-CA, found \"english\"",
             "post:7:11: error: expected an old address without \"/\" in front, found \"/a\"",
             "post:7:15: error: expected an old address without empty segments, \".\" and \"..\", found \"b/../c\"",
             "post:7:23: error: expected an old address without query and fragment, found \"d?e\"",
             "post:7:30: error: expected an old address that can stand in a path, found \"f g\"",
             "post:8:8: error: expected true or false, found \"yes\"",
             "post:10: warning: expected Markdown, found the HTML \"<b>\"; HTML is left out"}));
}

TEST(PostProblems, AnEmptyTitleIsShownWhereItIs) {
  EXPECT_EQ(complaints(with_header("title:\npublished: 2023-12\ntopics: empathy\ncitation: \"" +
                                   std::string{good_citation} + "\"\n")),
            Lines{"post:2:1: error: expected \"title\" in the front matter, found it empty"});
  EXPECT_EQ(complaints(with_header("title: \"  \"\npublished: 2023-12\ntopics: empathy\ncitation: \"" +
                                   std::string{good_citation} + "\"\n")),
            Lines{"post:2:8: error: expected a title, found \"\""});
}

TEST(PostProblems, WarningsDoNotKeepAPostOut) {
  const auto outcome = read_post("---\ntitle: t\npublished: 2023-12\nmood: good\n---\n");
  EXPECT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome.diagnostics.size(), 4U);
}

TEST(PostDates, AnUpdateBeforePublicationIsAWarning) {
  const auto outcome = read_post(post_text("updated: 2023-11-30\n"));
  EXPECT_EQ(
      lines_of(outcome.diagnostics),
      Lines{"content/2023/12/a.md:2:10: warning: expected a date not before \"published\", found \"2023-11-30\""});
  EXPECT_EQ(outcome.value->updated, outcome.value->published);
}

TEST(PostDates, APostMayBeAddedLaterThanTheDateItStandsUnder) {
  const auto post = good_post(post_text("added: 2024-01-15\n"));
  EXPECT_EQ(to_rfc3339(post.published), "2023-12-01T05:00:00Z");
  EXPECT_EQ(to_rfc3339(post.added), "2024-01-15T05:00:00Z");
  EXPECT_EQ(post.updated, post.added) << "it is news then";
  EXPECT_EQ(post.edited, post.published);
  EXPECT_EQ(appears_at(post), post.added);
  EXPECT_EQ(appears_at(good_post(post_text())), post.published);
  EXPECT_EQ(complaints(post_text("added: 2023-11-30\n")),
            Lines{"post:2:8: warning: expected a date not before \"published\", found \"2023-11-30\""});
}

TEST(PostDates, TheDayOnWhichAPostWasAddedIsSaid) {
  EXPECT_EQ(complaints(post_text("added: 2024-01\n")),
            Lines{"post:2:8: error: expected the day on which it came, as YYYY-MM-DD, found \"2024-01\""});
}

TEST(PostDates, KnowWhetherADayWasSaid) {
  EXPECT_TRUE(good_post(post_text()).is_of_month);
  EXPECT_FALSE(
      good_post(
          "---\ntitle: T\npublished: 2023-12-01\ntopics: [empathy]\nwithdrawn: { date: 2024-03, reason: R }\n---\n")
          .is_of_month);
}

TEST(PostDates, AFileInTheFolderOfAnotherMonthIsAWarning) {
  EXPECT_EQ(complaints(post_text(), "2023/11/a.md"),
            Lines{"post:3:12: warning: expected a date in 2023-11, where the file is, found \"2023-12\""});
}

TEST(PostDates, TheMonthIsThatOfTheSitesZone) {
  // Half an hour before midnight in Toronto is already the next month in UTC.
  EXPECT_EQ(complaints("---\ntitle: t\npublished: 2024-01-01T04:30:00Z\ntopics: empathy\ncitation: \"" +
                       std::string{good_citation} + "\"\n---\n## Practice Implications\n\nDo.\n"),
            Lines{});
}

TEST(PostAlias, IsOneHoweverItIsEncoded) {
  const auto post = good_post(post_text("aliases: [\"%c3%a9t%c3%a9/\", \"%C3%A9t%C3%A9/\", été/, \"%66eed-%7e\"]\n"));
  EXPECT_EQ(post.aliases, (Lines{"%C3%A9t%C3%A9/", "feed-~"}));
}

TEST(PostAlias, ThatNobodyCanAskForIsAnError) {
  const auto complaint = [](const std::string& alias) {
    return complaints(post_text("aliases: [\"" + alias + "\"]\n"));
  };
  const auto expected = [](const std::string& what, const std::string& alias) {
    return Lines{"post:2:11: error: expected an old address " + what + ", found \"" + alias + "\""};
  };
  for (const std::string alias : {"a%2", "a%zz", "a%0ab", "a%7f"}) {
    EXPECT_EQ(complaint(alias), expected("that can stand in a path", alias));
  }
  for (const std::string alias : {"caf%e9", "%c3/%a9", "%ff"}) EXPECT_EQ(complaint(alias), expected("in UTF-8", alias));
  for (const std::string alias : {"a/%2e%2E/b", "%2e"}) {
    EXPECT_EQ(complaint(alias), expected("without empty segments, \".\" and \"..\"", alias));
  }
}

TEST(PostAlias, IsAsLongAsWhatItStandsFor) {
  std::string letters, encoded;
  for (int i = 0; i < 100; ++i) letters += "é", encoded += "%c3%a9";
  EXPECT_EQ(good_post(post_text("aliases: [" + letters + "]\n")).aliases,
            good_post(post_text("aliases: [\"" + encoded + "\"]\n")).aliases);
  EXPECT_EQ(complaints(post_text("aliases: [\"" + encoded + "a\"]\n")).size(), 1U);
}

TEST(PostAlias, ThatTheSiteAnswersAnyhowIsAWarning) {
  const auto complaint = [](const std::string& alias) {
    return complaints(post_text("id: 2023-12/a\naliases: [blog/old, " + alias + "]\n"));
  };
  const auto expected = [](const std::string& alias, const std::string& conflict) {
    return Lines{"post:3:21: warning: expected an old address, found \"" + alias + "\", " + conflict};
  };
  for (const std::string alias : {"posts/2023-12/a/", "posts/2023-12/a", "posts/2023-12/a/citation.ris"}) {
    EXPECT_EQ(complaint(alias), expected(alias, "where this post is; it leads nowhere else"));
  }
  for (const std::string alias : {"topics/", "feed.atom", "archive", "corrections/feed.rss", "healthz", "f%65ed.rss"}) {
    EXPECT_EQ(complaint(alias), expected(alias, "where a page of this site is; it leads nowhere else"));
  }
  EXPECT_EQ(complaint("topics/empathy/feed.json"),
            expected("topics/empathy/feed.json", "where the topic \"empathy\" is; it leads nowhere else"));
  EXPECT_EQ(complaint("types/quantitative"),
            expected("types/quantitative",
                     "where the type of research \"quantitative\" is once it has posts; then it leads nowhere else"));
  for (const std::string alias :
       {"posts/2023-12/ab/", "posts/2023-12/a/b", "topics/other/", "topics/empathy/old", "archive/2014/05/old.html",
        "archive/2014/", "topics/empathy/archive/2014.rss", "feed", "blog"}) {
    EXPECT_EQ(complaint(alias), Lines{}) << alias;
  }
}

TEST(PostAlias, ThatTakesTheRedirectOfATopicOverIsAWarning) {
  for (const std::string alias :
       {"topics/working-alliance/", "topics/working-alliance", "topics/working-alliance/feed.rss"}) {
    EXPECT_EQ(complaints(post_text("aliases: [" + alias + "]\n")),
              Lines{"post:2:11: warning: expected an old address, found \"" + alias +
                    "\", which is an alias of the topic \"alliance\"; it leads there no more"});
  }
}

TEST(PostPath, MustNameYearAndMonth) {
  for (const std::string path :
       {"a.md", "2023/a.md", "2023/13/a.md", "2023/1/a.md", "drafts/2023/12/a.md", "23/12/a.md"}) {
    EXPECT_EQ(complaints(post_text("id: x\n"), path),
              Lines{"post: error: expected the path YYYY/MM/slug.md below the content folder, found \"" + path + "\""});
  }
}

TEST(PostId, OfAFileNameThatIsNoAddressMustBeGiven) {
  EXPECT_EQ(complaints(post_text(), "2023/12/Über uns.md"),
            Lines{"post: error: expected a file name of letters, digits, \"-\" and \"_\", or an \"id\" of its own, "
                  "found \"Über "
                  "uns\""});
  EXPECT_EQ(complaints(post_text("id: 2023-12/ueber-uns\n"), "2023/12/Über uns.md"), Lines{});
}

TEST(PostId, ThatIsAnIriIsKeptByteByByteAndTheAddressFollowsThePath) {
  for (const std::string id : {"http://example.org/?p=123", "tag:example.org,2013:blog-7", "https://example.org/é/",
                               "urn:uuid:36e38580-b878-4bf5-b1bc-a3b710c0220b"}) {
    const auto outcome = read_post(post_text("id: \"" + id + "\"\n"));
    EXPECT_EQ(lines_of(outcome.diagnostics), Lines{});
    ASSERT_TRUE(outcome.value) << id;
    EXPECT_EQ(outcome.value->entry_id, id);
    EXPECT_EQ(outcome.value->id, "2023-12/a");
  }
}

TEST(PostId, ThatIsAnIriNeedsAFileNameThatIsAnAddress) {
  EXPECT_EQ(complaints(post_text("id: http://example.org/?p=1\n"), "2023/12/Über uns.md"),
            Lines{"post: error: expected a file name of letters, digits, \"-\" and \"_\", or an \"id\" of its own, "
                  "found \"Über uns\""});
}

TEST(PostId, IsSafeInAddresses) {
  for (const std::string id : {"../etc", "a//b", "/a", "a/", "a b", "a.b", "a?b", "é", "%2e", "http:// x", "http://"}) {
    EXPECT_EQ(
        complaints(post_text("id: \"" + id + "\"\n")),
        Lines{"post:2:5: error: expected an id of letters, digits, \"-\" and \"_\" in parts joined by \"/\", found \"" +
              id + "\""});
  }
}

TEST(FrontMatter, MustBeginInTheFirstLine) {
  EXPECT_EQ(complaints("\n---\ntitle: t\n---\n"),
            Lines{"post:1:1: error: expected \"---\" in the first line, where the front matter begins, found nothing"});
  EXPECT_EQ(
      complaints("# A title\n"),
      Lines{"post:1:1: error: expected \"---\" in the first line, where the front matter begins, found \"# A title\""});
  EXPECT_EQ(complaints(""),
            Lines{"post:1:1: error: expected \"---\" in the first line, where the front matter begins, found nothing"});
}

TEST(FrontMatter, MustEnd) {
  EXPECT_EQ(complaints("---\ntitle: t\n"),
            Lines{"post:1:1: error: expected a line \"---\" where the front matter ends, found the end of the file"});
}

TEST(FrontMatter, MayEndWithDotsAndHaveSpaceAfterItsMarkers) {
  EXPECT_EQ(complaints("---  \ntitle: t\npublished: 2023-12\ntopics: empathy\ncitation: \"" +
                       std::string{good_citation} + "\"\n...\t\n## Practice Implications\n\nDo.\n"),
            Lines{});
}

TEST(FrontMatter, MustHoldKeys) {
  EXPECT_EQ(complaints("---\n- a\n---\n## Practice Implications\n\nDo.\n"),
            Lines{"post:2:1: error: expected front matter of keys and values, found a list"});
}

TEST(FrontMatter, ThatIsNotYamlStillLetsTheBodyBeChecked) {
  EXPECT_EQ(complaints("---\ntitle: [\n---\n<p>x</p>\n\n## Practice Implications\n\nDo.\n"),
            (Lines{"post:3:1: error: expected YAML, but did not find expected node content",
                   "post:4: warning: expected Markdown, found the HTML \"<p>x</p>\"; HTML is left out"}));
}

}  // namespace
}  // namespace citefeed::content
