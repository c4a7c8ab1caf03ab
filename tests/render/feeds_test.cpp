#include "render/feeds.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "fixtures.hpp"
#include "render/container.hpp"
#include "render/pages.hpp"

namespace citefeed::render {
namespace {

using fixtures::parse_xml;
using fixtures::values;
using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// What stands between the first `open` and the last `close` in `text`, both included.
std::string between(const std::string& text, const std::string& open, const std::string& close) {
  const std::size_t begin = text.find(open);
  const std::size_t end = text.rfind(close);
  return begin == std::string::npos || end == std::string::npos ? "" : text.substr(begin, end + close.size() - begin);
}

model::Post hostile_post() {
  model::Post post = fixtures::post();
  post.title =
      "]]> & <b> \"q\" 'a' \U0001F600 \u202Eרעיון\u202C \x01\x0B"
      "end\0tail"s;
  fixtures::change_text(post, [](auto& text) {
    text.summary_html = "<p>]]&gt; ]]> &amp;amp; \x02 \uFFFF</p>"s;
    text.implications_text = "a ]]> b & <c>\x1F"s;
  });
  return post;
}

TEST(Atom, BeginsWithTheDeclarationAndEndsInALineFeed) {
  const std::string bytes = atom(fixtures::feed({}));
  EXPECT_THAT(bytes, StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed "));
  EXPECT_TRUE(bytes.ends_with("</feed>\n"));
}

TEST(Atom, OfAnEmptyFeedHasEverythingButEntries) {
  const auto document = parse_xml(atom(fixtures::feed({})));
  EXPECT_THAT(values(document, "/feed/id"), ElementsAre("tag:blog.example,2013:feeds/all"));
  EXPECT_THAT(values(document, "/feed/title"), ElementsAre("Evidence Notes"));
  EXPECT_THAT(values(document, "/feed/updated"), ElementsAre("2013-01-01T05:00:00Z"));
  EXPECT_THAT(values(document, "/feed/author/name"), ElementsAre("Ann Author"));
  EXPECT_THAT(values(document, "/feed/link[@rel='self']/@href"), ElementsAre("https://blog.example/feed.atom"));
  EXPECT_THAT(values(document, "/feed/link[@rel='alternate'][@type='text/html']/@href"),
              ElementsAre("https://blog.example/"));
  EXPECT_THAT(values(document, "/feed/generator"), ElementsAre("citefeed"));
  EXPECT_THAT(values(document, "/feed/entry"), IsEmpty());
}

TEST(Atom, EntryLeadsWithTheLinkToItsPage) {
  const auto document = parse_xml(atom(fixtures::feed({fixtures::post()})));
  EXPECT_THAT(values(document, "/feed/entry/link[1]/@href"),
              ElementsAre("https://blog.example/posts/2023-12/listening/"));
  EXPECT_THAT(values(document, "/feed/entry/link[1]/@rel"), ElementsAre("alternate"));
}

/// The addresses of the links of a feed itself and of its one entry, of RSS and Atom alike, in their order.
struct Links {
  std::vector<std::string> of_feed = {};
  std::vector<std::string> of_entry = {};
};

std::vector<Links> links_of(const model::Feed& feed) {
  const auto in_atom = parse_xml(atom(feed));
  const auto in_rss = parse_xml(rss(feed));
  auto of_item = values(in_rss, "//item/link");
  for (std::string& link : values(in_rss, "//item/atom:link/@href")) of_item.push_back(std::move(link));
  return {{.of_feed = values(in_atom, "/feed/link/@href"), .of_entry = values(in_atom, "/feed/entry/link/@href")},
          {.of_feed = values(in_rss, "/rss/channel/atom:link/@href"), .of_entry = std::move(of_item)}};
}

TEST(XmlFeeds, NameThePageBeforeTheDocument) {
  const auto links = links_of(fixtures::feed({}));
  EXPECT_THAT(links.at(0).of_feed, ElementsAre("https://blog.example/", "https://blog.example/feed.atom"));
  EXPECT_THAT(links.at(1).of_feed, ElementsAre("https://blog.example/", "https://blog.example/feed.rss"));
}

TEST(XmlFeeds, NameThePostFirstThenTheFilesThenTheArticle) {
  const std::string post = "https://blog.example/posts/2023-12/listening/";
  for (const auto& links : links_of(fixtures::feed({fixtures::post()}))) {
    EXPECT_THAT(links.of_entry, ElementsAre(post, post + "citation.bib", post + "citation.ris", post + "citation.json",
                                            "https://doi.org/10.1000/listen"));
  }
}

TEST(XmlFeeds, EndWithThePlaceOfTheReferenceWhereNoArticleHasAnAddress) {
  model::Post post = fixtures::post();
  post.reviewed = {{.title = "Untraced", .printed = "Untraced."}, {.title = "Another", .printed = "Another."}};
  const model::Feed feed = fixtures::feed({post});
  const std::string page = "https://blog.example/posts/2023-12/listening/";
  for (const auto& links : links_of(feed)) {
    EXPECT_THAT(links.of_entry, ElementsAre(page, page + "citation.bib", page + "citation.ris", page + "citation.json",
                                            page + "#article"));
  }
  // Not a second alternate of one type and language (RFC 4287, 4.1.1), nor where an article is.
  EXPECT_THAT(values(parse_xml(atom(feed)), "//entry/link[last()]/@rel"), ElementsAre("related"));
  EXPECT_THAT(values(parse_xml(atom(feed)), "//entry/link[last()]/@title"), ElementsAre("reference"));
  EXPECT_THAT(values(parse_xml(atom(feed)), "//dcterms:references"), IsEmpty());
}

TEST(XmlFeeds, GiveAnEntryThatReviewsNothingNoLinkButItsPage) {
  model::Post post = fixtures::post();
  post.reviewed.clear();
  for (const auto& links : links_of(fixtures::feed({post}))) {
    EXPECT_THAT(links.of_entry, ElementsAre("https://blog.example/posts/2023-12/listening/"));
  }
}

TEST(Atom, CategoryTermIsTheLabel) {
  const auto document = parse_xml(atom(fixtures::feed({fixtures::post()})));
  EXPECT_THAT(values(document, "//entry/category/@term"), ElementsAre("Empathy", "Therapy & Thought"));
  EXPECT_THAT(values(document, "//entry/category/@label"), ElementsAre("Empathy", "Therapy & Thought"));
  EXPECT_THAT(values(document, "//entry/category[1]/@scheme"), ElementsAre("https://blog.example/topics/empathy/"));
}

TEST(Atom, LinksTheDoiAndTheCitationFilesOnce) {
  model::Post post = fixtures::post();
  post.reviewed.push_back({.title = "Another", .printed = "Another."});
  const auto document = parse_xml(atom(fixtures::feed({post})));
  EXPECT_THAT(values(document, "//entry/link[@title='doi']/@href"), ElementsAre("https://doi.org/10.1000/listen"));
  EXPECT_THAT(values(document, "//entry/link[@rel='related'][@type]/@type"),
              ElementsAre("application/x-bibtex", "application/x-research-info-systems",
                          "application/vnd.citationstyles.csl+json"));
  EXPECT_THAT(values(document, "//entry/dcterms:references"), ElementsAre("https://doi.org/10.1000/listen"));
}

TEST(Atom, AuthorsOfThePostAreNeverThoseOfTheArticle) {
  model::Post post = fixtures::post();
  fixtures::change_text(post, [](auto& text) { text.correspondence_email = "jd@example.org"; });
  const auto document = parse_xml(atom(fixtures::feed({post})));
  EXPECT_THAT(values(document, "//author/name"), ElementsAre("Ann Author", "Ann Author"));
  EXPECT_THAT(values(document, "//author/email"), IsEmpty());
}

TEST(Atom, ImplicationsAreSummaryAndExtension) {
  const auto document = parse_xml(atom(fixtures::feed({fixtures::post()})));
  EXPECT_THAT(values(document, "//entry/summary[not(@type) or @type='text']"),
              ElementsAre("Listen & ask.\n\nThen wait."));
  EXPECT_THAT(values(document, "//entry/practice:implications"), ElementsAre("Listen & ask.\n\nThen wait."));
}

TEST(Atom, WithoutImplicationsHasNoEmptyElementsForThem) {
  model::Post post = fixtures::post();
  fixtures::change_text(post, [](auto& text) {
    text.implications_html.clear();
    text.implications_text.clear();
  });
  const std::string bytes = atom(fixtures::feed({post}));
  EXPECT_THAT(bytes, Not(HasSubstr("summary")));
  EXPECT_THAT(bytes, Not(HasSubstr("<practice:implications")));
  EXPECT_THAT(bytes, Not(HasSubstr("practice-implications")));
}

TEST(Atom, SaysThatItIsCompleteOnlyWhenItIs) {
  model::Feed feed = fixtures::feed({});
  EXPECT_THAT(atom(feed), Not(HasSubstr("fh:complete")));
  feed.complete = true;
  EXPECT_THAT(atom(feed), HasSubstr("<fh:complete />"));
  EXPECT_THAT(rss(feed), HasSubstr("<fh:complete />"));
}

/// Where the document's link of that relation leads; `links` is the XPath of its links.
std::vector<std::string> targets(const std::string& bytes, const std::string& links, const char* relation) {
  return values(parse_xml(bytes), fmt::format("{}[@rel='{}']/@href", links, relation).c_str());
}

TEST(Archive, LeadsToItsNeighboursAndToTheDocumentThatIsPolled) {
  model::Feed feed = fixtures::feed({fixtures::post()});
  feed.archive = "2014";
  feed.prev_archive = "2013-2";
  feed.next_archive = "2015";
  for (const auto& [bytes, links, file] :
       {std::tuple{atom(feed), "/feed/link", ".atom"}, std::tuple{rss(feed), "/rss/channel/atom:link", ".rss"}}) {
    EXPECT_THAT(targets(bytes, links, "self"), ElementsAre(feed.home_url + "archive/2014" + file));
    EXPECT_THAT(targets(bytes, links, "prev-archive"), ElementsAre(feed.home_url + "archive/2013-2" + file));
    EXPECT_THAT(targets(bytes, links, "next-archive"), ElementsAre(feed.home_url + "archive/2015" + file));
    EXPECT_THAT(targets(bytes, links, "current"), ElementsAre(feed.home_url + "feed" + file));
    EXPECT_THAT(bytes, HasSubstr("<fh:archive />"));
  }
}

TEST(Archive, IsNamedByTheDocumentThatIsPolled) {
  model::Feed feed = fixtures::feed({});
  feed.prev_archive = "2015";
  EXPECT_THAT(values(parse_xml(atom(feed)), "/feed/link[@rel='prev-archive']/@href"),
              ElementsAre(feed.home_url + "archive/2015.atom"));
  EXPECT_THAT(atom(feed), Not(HasSubstr("fh:archive")));
  EXPECT_THAT(atom(feed), Not(HasSubstr("rel=\"current\"")));
}

TEST(Atom, NamesItsHub) {
  model::Feed feed = fixtures::feed({});
  feed.hub = "https://blog.example/hub";
  EXPECT_THAT(values(parse_xml(atom(feed)), "/feed/link[@rel='hub']/@href"), ElementsAre("https://blog.example/hub"));
  EXPECT_THAT(values(parse_xml(rss(feed)), "//atom:link[@rel='hub']/@href"), ElementsAre("https://blog.example/hub"));
}

TEST(Atom, NamesWhatWasWithdrawn) {
  model::Feed feed = fixtures::feed({fixtures::post()});
  feed.deleted = {{.ref = "tag:blog.example,2013:posts/a",
                   .when = *parse_rfc3339("2024-03-05T05:00:00Z"),
                   .comment = "A & B disagreed."},
                  {.ref = "urn:x:b", .when = *parse_rfc3339("2024-03-01T05:00:00Z")}};
  EXPECT_THAT(atom(feed),
              HasSubstr("<at:deleted-entry xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" "
                        "ref=\"tag:blog.example,2013:posts/a\" when=\"2024-03-05T05:00:00Z\">\n"
                        "<at:comment type=\"text\">A &amp; B disagreed.</at:comment>\n</at:deleted-entry>\n"
                        "<at:deleted-entry xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" ref=\"urn:x:b\" "
                        "when=\"2024-03-01T05:00:00Z\" />\n<entry "));
  EXPECT_THAT(rss(feed), Not(HasSubstr("deleted")));
  EXPECT_THAT(json_feed(feed), Not(HasSubstr("deleted")));
}

TEST(Atom, StyleSheetInstructionFollowsTheDeclaration) {
  model::Feed feed = fixtures::feed({});
  feed.stylesheet = "/feed.css";
  const std::string expected =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?xml-stylesheet type=\"text/css\" href=\"/feed.css\"?>\n<";
  EXPECT_THAT(atom(feed), StartsWith(expected + "feed "));
  EXPECT_THAT(rss(feed), StartsWith(expected + "rss "));
}

TEST(Rss, ChannelHasOneSelfLinkAndTheRequiredElements) {
  const auto document = parse_xml(rss(fixtures::feed({fixtures::post()})));
  EXPECT_THAT(values(document, "//atom:link[@rel='self']/@href"), ElementsAre("https://blog.example/feed.rss"));
  EXPECT_THAT(values(document, "/rss/channel/title"), ElementsAre("Evidence Notes"));
  EXPECT_THAT(values(document, "/rss/channel/link"), ElementsAre("https://blog.example/"));
  EXPECT_THAT(values(document, "/rss/channel/description"), ElementsAre("Psychotherapy research, summarised"));
  EXPECT_THAT(values(document, "/rss/channel/language"), ElementsAre("en"));
  EXPECT_THAT(values(document, "/rss/channel/lastBuildDate"), ElementsAre("Mon, 15 Jan 2024 05:00:00 GMT"));
  EXPECT_THAT(values(document, "/rss/channel/ttl"), ElementsAre("60"));
}

TEST(Rss, ChannelWithoutASubtitleIsDescribedByItsTitle) {
  model::Feed feed = fixtures::feed({});
  feed.subtitle.clear();
  EXPECT_THAT(values(parse_xml(rss(feed)), "/rss/channel/description"), ElementsAre("Evidence Notes"));
}

TEST(Rss, ItemHasAGuidThatIsNoAddress) {
  const auto document = parse_xml(rss(fixtures::feed({fixtures::post()})));
  EXPECT_THAT(values(document, "//item/guid[@isPermaLink='false']"),
              ElementsAre("tag:blog.example,2013:posts/2023-12/listening"));
  EXPECT_THAT(values(document, "//item/link"), ElementsAre("https://blog.example/posts/2023-12/listening/"));
  EXPECT_THAT(values(document, "//item/pubDate"), ElementsAre("Fri, 01 Dec 2023 05:00:00 GMT"));
  EXPECT_THAT(values(document, "//item/category[1]/@domain"), ElementsAre("https://blog.example/topics/empathy/"));
}

TEST(Rss, AuthorIsACreatorUnlessThereIsAnEmail) {
  model::Post post = fixtures::post();
  EXPECT_THAT(values(parse_xml(rss(fixtures::feed({post}))), "//item/dc:creator"), ElementsAre("Ann Author"));
  post.authors.front().email = "ann@blog.example";
  const auto document = parse_xml(rss(fixtures::feed({post})));
  EXPECT_THAT(values(document, "//item/author"), ElementsAre("ann@blog.example (Ann Author)"));
  EXPECT_THAT(values(document, "//item/dc:creator"), IsEmpty());
}

TEST(Rss, SeveralAuthorsAreSeveralCreators) {
  model::Post post = fixtures::post();
  post.authors = {{.name = "Ann Author", .email = "ann@blog.example"}, {.name = "Ben Author"}};
  EXPECT_THAT(values(parse_xml(rss(fixtures::feed({post}))), "//item/dc:creator"),
              ElementsAre("Ann Author", "Ben Author"));
}

TEST(Rss, NeverUsesTheDublinCoreElementsThatClientsTakeForThePosts) {
  const std::string bytes = rss(fixtures::feed({fixtures::post()}));
  EXPECT_THAT(bytes, Not(HasSubstr("<dc:title")));
  EXPECT_THAT(bytes, Not(HasSubstr("<dc:source")));
  EXPECT_THAT(values(parse_xml(bytes), "//cito:reviews//dc:creator"), IsEmpty());
}

TEST(Rss, LanguageIsOnEveryItem) {
  const auto document = parse_xml(rss(fixtures::feed({fixtures::post()})));
  EXPECT_THAT(values(document, "//item/dc:language"), ElementsAre("en"));
}

TEST(XmlFeeds, SayTheRightsOfAnEntryOnlyWhereTheyAreNotThoseOfTheFeed) {
  model::Feed feed = fixtures::feed({fixtures::post()});
  ASSERT_EQ(feed.rights, "CC BY 4.0");
  EXPECT_THAT(values(parse_xml(atom(feed)), "//rights"), ElementsAre("CC BY 4.0"));
  EXPECT_THAT(values(parse_xml(rss(feed)), "//copyright"), ElementsAre("CC BY 4.0"));
  EXPECT_THAT(values(parse_xml(rss(feed)), "//dc:rights"), IsEmpty());
  feed.rights = "All rights reserved";
  EXPECT_THAT(values(parse_xml(atom(feed)), "//entry/rights"), ElementsAre("CC BY 4.0"));
  EXPECT_THAT(values(parse_xml(rss(feed)), "//item/dc:rights"), ElementsAre("CC BY 4.0"));
}

TEST(ReviewContainer, IsLastAndTheSameBytesInAtomAndRss) {
  const model::Feed feed = fixtures::feed({fixtures::post()});
  const std::string in_atom = between(atom(feed), "<cito:reviews>", "</cito:reviews>");
  EXPECT_EQ(in_atom,
            R"(<cito:reviews>
<fabio:JournalArticle rdf:about="https://doi.org/10.1000/listen">
<dcterms:title>Listening well</dcterms:title>
<dcterms:creator>Doe, J. K.</dcterms:creator>
<dcterms:creator>Roe, R., Jr.</dcterms:creator>
<prism:publicationName>Journal of Listening</prism:publicationName>
<prism:publicationDate>2023</prism:publicationDate>
<prism:volume>70</prism:volume>
<prism:number>6</prism:number>
<prism:startingPage>682</prism:startingPage>
<prism:endingPage>690</prism:endingPage>
<prism:doi>10.1000/listen</prism:doi>
<prism:url>https://doi.org/10.1000/listen</prism:url>
<dcterms:bibliographicCitation>Doe, J. K., &amp; Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. https://doi.org/10.1000/listen</dcterms:bibliographicCitation>
</fabio:JournalArticle>
</cito:reviews>)");
  EXPECT_EQ(between(rss(feed), "<cito:reviews>", "</cito:reviews>"), in_atom);
  EXPECT_THAT(atom(feed), HasSubstr("</cito:reviews>\n</entry>"));
  EXPECT_THAT(rss(feed), HasSubstr("</cito:reviews>\n</item>"));
}

TEST(ReviewContainer, LeavesOutWhatIsUnknown) {
  model::Post post = fixtures::post();
  post.reviewed = {{.title = "Untraced", .article_number = "e12", .printed = "Untraced."}};
  EXPECT_EQ(between(atom(fixtures::feed({post})), "<cito:reviews>", "</cito:reviews>"),
            "<cito:reviews>\n<fabio:JournalArticle>\n<dcterms:title>Untraced</dcterms:title>\n<prism:pageRange>e12</"
            "prism:pageRange>\n"
            "<dcterms:bibliographicCitation>Untraced.</dcterms:bibliographicCitation>\n</fabio:JournalArticle>\n</"
            "cito:reviews>");
}

TEST(ReviewContainer, StandsOnceForEachArticle) {
  model::Post post = fixtures::post();
  post.reviewed.push_back(
      {.type = citation::WorkType::book, .title = "A book", .publisher = "Press", .printed = "A book."});
  const auto document = parse_xml(rss(fixtures::feed({post})));
  EXPECT_THAT(values(document, "//cito:reviews/*/dcterms:title"), ElementsAre("Listening well", "A book"));
  EXPECT_THAT(values(document, "//cito:reviews/fabio:Book/dcterms:publisher"), ElementsAre("Press"));
}

TEST(XmlFeeds, CarryHostileTextUnharmedButForControlCharacters) {
  const model::Feed feed = fixtures::feed({hostile_post()});
  for (const std::string& bytes : {atom(feed), rss(feed)}) {
    const auto document = parse_xml(bytes);
    const std::string title = "]]> & <b> \"q\" 'a' \U0001F600 \u202Eרעיון\u202C endtail";
    EXPECT_THAT(values(document, "//entry/title | //item/title"), ElementsAre(title));
    EXPECT_THAT(values(document, "//practice:implications"), ElementsAre("a ]]> b & <c>"));
    EXPECT_THAT(values(document, "//content | //content:encoded").at(0), HasSubstr("<p>]]&gt; ]]> &amp;amp;  </p>"));
    EXPECT_THAT(bytes, Not(HasSubstr("&#")));
  }
}

TEST(XmlFeeds, AreTheSameBytesEveryTime) {
  EXPECT_EQ(atom(fixtures::feed({fixtures::post()})), atom(fixtures::feed({fixtures::post()})));
  EXPECT_EQ(rss(fixtures::feed({fixtures::post()})), rss(fixtures::feed({fixtures::post()})));
}

}  // namespace
}  // namespace citefeed::render
