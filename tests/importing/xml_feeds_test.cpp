#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> names(const std::vector<ForeignName>& list) {
  std::vector<std::string> out;
  out.reserve(list.size());
  for (const auto& name : list) out.push_back(name.name);
  return out;
}

TEST(WordPressExport, GivesThePostsAndSaysWhatElseWasInIt) {
  const auto source = read_sample("wordpress.xml");
  ASSERT_TRUE(source.value);
  EXPECT_EQ(source.value->posts.size(), 4U);
  EXPECT_EQ(source.value->passed_over, 3U);
  EXPECT_THAT(
      lines_of(source.diagnostics),
      ElementsAre(
          "wordpress.xml:53: warning: expected text in the post \"Classic words\", found the shortcode [gallery], "
          "which is left out",
          "wordpress.xml:90: warning: expected a post for everybody, found the password-protected \"Behind a "
          "password\"; it is a draft here",
          "wordpress.xml:53: warning: expected addresses that an alias can answer, found others in a post, such as "
          "\"https://old.example/?p=18\"",
          "wordpress.xml:53: warning: images of a post stay at their old addresses, such as "
          "\"https://old.example/wp-content/a.png\"",
          "wordpress.xml: warning: expected posts, found other things too, which are passed over: 1 attachments, 1 "
          "pages, 1 posts in the trash"));
}

TEST(WordPressExport, KeepsIdentityDateAddressNamesAndCitation) {
  const auto posts = posts_of("wordpress.xml");
  ASSERT_FALSE(posts.empty());
  const auto& post = posts[0];
  EXPECT_EQ(post.title, "Listening & Waiting");
  EXPECT_EQ(post.id, "https://old.example/?p=17");
  EXPECT_EQ(post.published, "2019-03-01T03:30:00Z");
  EXPECT_EQ(post.updated, "");
  EXPECT_EQ(post.month, std::chrono::year{2019} / 2);  // in Toronto
  EXPECT_EQ(post.slug, "listening-waiting");
  EXPECT_THAT(post.aliases, ElementsAre("2019/03/listening-waiting/"));
  EXPECT_THAT(names(post.categories), ElementsAre("Empáthy", "The bond", "Emphathy"));
  EXPECT_THAT(names(post.authors), ElementsAre("Jane Roe"));
  EXPECT_THAT(post.citations,
              ElementsAre("Doe, J. K., & Roe, R. (2018). Listening well: A trial. Journal of Listening, "
                          "70(6), 682–690. https://doi.org/10.1000/listen"));
  EXPECT_FALSE(post.draft);
  EXPECT_EQ(post.line, 14U);
}

TEST(WordPressExport, MakesMarkdownOfBlocks) {
  const auto posts = posts_of("wordpress.xml");
  ASSERT_FALSE(posts.empty());
  EXPECT_EQ(posts[0].markdown,
            "They asked **81** clients, and *“waited”* for [answers](<https://old.example/about/>).\n\n"
            "- first \\* point\n"
            "- second point\n\n"
            "  1. inner\n\n"
            "#### Practice Implications\n\n"
            "Listen, then wait.");
}

TEST(WordPressExport, MakesMarkdownOfClassicText) {
  const auto posts = posts_of("wordpress.xml");
  ASSERT_GE(posts.size(), 2U);
  EXPECT_THAT(posts[1].citations,
              ElementsAre("Poe, E. (2017). Waiting long. A Journal, 1(2), 3–9. Link https://doi.org/10.1000/wait"));
  EXPECT_EQ(posts[1].markdown,
            "![A waiting room](<https://old.example/wp-content/a.png>) Where they sat [sic]\n\n"
            "First line\n\n"
            "second line\n\n"
            "## Practice Implications\n\n"
            "Wait longer.");
  EXPECT_EQ(posts[1].updated, "2020-01-05T09:00:00Z");
}

TEST(WordPressExport, MakesDraftsOfWhatNotEverybodyMayRead) {
  const auto posts = posts_of("wordpress.xml");
  ASSERT_EQ(posts.size(), 4U);
  EXPECT_TRUE(posts[2].draft);
  EXPECT_EQ(posts[2].published, "2019-05-02T12:15:00Z");  // the clock of the site's time zone
  EXPECT_TRUE(posts[3].draft);
  EXPECT_THAT(posts[3].aliases, IsEmpty());
}

TEST(Rss, KeepsWhatItsItemsSay) {
  const auto posts = posts_of("rss.xml");
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[0].title, "One kind of talk & more");
  EXPECT_EQ(posts[0].id, "tag:old.example,2012:one");
  EXPECT_EQ(posts[0].published, "2014-06-03T13:39:21Z");
  EXPECT_THAT(posts[0].aliases, ElementsAre("one-kind"));
  EXPECT_EQ(posts[0].authors, (std::vector<ForeignName>{{.name = "Jane Roe", .others = {"jane@old.example"}}}));
  EXPECT_EQ(posts[0].markdown, "Text.\n\n## Practice Implications\n\nDo.");
}

TEST(Rss, WithoutAGuidIsKnownByTheLink) {
  const auto posts = posts_of("rss.xml");
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[1].id, "");
  EXPECT_EQ(posts[2].id, "https://old.example/three");
}

TEST(Rss, ADoiAloneIsKeptInPlaceOfTheCitation) {
  const auto posts = posts_of("rss.xml");
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_THAT(posts[2].citations, ElementsAre("https://doi.org/10.1000/three"));
  EXPECT_EQ(posts[2].markdown,
            "See [the article](<https://doi.org/10.1000/three>).\n\n## Practice Implications\n\nDo three.");
}

TEST(Rss, SaysWhatItCannotKeep) {
  EXPECT_THAT(
      lines_of(read_sample("rss.xml").diagnostics),
      ElementsAre("rss.xml:15: warning: expected the whole text of the post, found only its beginning",
                  "rss.xml:26: warning: expected a citation in the post \"Three\", found only the DOI "
                  "10.1000/three, which is kept in its place",
                  "rss.xml:15: warning: expected identities that are absolute IRIs, found others in a post, such as "
                  "\"post-number-2\"; feed readers will take these posts for new ones"));
}

TEST(Atom, KeepsWhatItsEntriesSay) {
  const auto posts = posts_of("atom.xml");
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[0].title, "Warmth & Firmness");
  EXPECT_EQ(posts[0].id, "urn:uuid:36e38580-b878-4bf5-b1bc-a3b710c0220b");
  EXPECT_EQ(posts[0].published, "2016-02-03T15:00:00Z");
  EXPECT_EQ(posts[0].updated, "2016-03-03T15:00:00Z");
  EXPECT_THAT(posts[0].aliases, ElementsAre("blog/warmth"));
  EXPECT_THAT(names(posts[0].authors), ElementsAre("Jane Roe"));
  EXPECT_THAT(posts[0].citations,
              ElementsAre("Doe, J. (2015). Being warm. A Journal, 4, 5–6. https://doi.org/10.1000/warm"));
  EXPECT_EQ(posts[0].markdown, "Plain **and** *clear*.\n\n### Practice Implications\n\nBe warm.");
}

TEST(Atom, OfPlainTextHasParagraphs) {
  const auto posts = posts_of("atom.xml");
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[1].title, "Words < deeds");
  EXPECT_THAT(posts[1].citations, ElementsAre("Doe, J. (2014). On words. A Journal, 4, 1–2."));
  EXPECT_EQ(posts[1].markdown, "a < b, said 5 people.\n\n## Practice Implications\n\nDo it.");
}

TEST(Atom, OfThisSiteGivesItsOwnIdsBack) {
  const auto posts = posts_of("atom.xml");
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_EQ(posts[2].id, "2016-02/ours");
  EXPECT_THAT(lines_of(read_sample("atom.xml").diagnostics),
              ElementsAre("atom.xml:29: warning: expected the whole text of the post, found only its summary"));
}

}  // namespace
}  // namespace citefeed::importing
