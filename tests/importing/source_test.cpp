#include "importing/source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive.hpp"
#include "importing/xml_feeds.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;

Outcome<Page> read_file(std::string_view bytes) {
  return read_source(bytes, "file", archive_site().site);
}

std::string problem(std::string_view bytes) {
  const auto source = read_file(bytes);
  EXPECT_FALSE(source.value);
  return source.diagnostics.empty() ? std::string{} : to_string(source.diagnostics.back());
}

std::string rss(const std::string& item) {
  return "<rss version='2.0'><channel><item><title>T</title><pubDate>Tue, 03 Jun 2014 09:39:21 GMT</pubDate>" + item +
         "</item></channel></rss>";
}

TEST(SourceKind, IsKnownByContentNotByName) {
  EXPECT_EQ(kind_of(source_bytes("wordpress.xml")), SourceKind::wordpress_export);
  EXPECT_EQ(kind_of(source_bytes("rss.xml")), SourceKind::rss);
  EXPECT_EQ(kind_of(source_bytes("atom.xml")), SourceKind::atom);
  EXPECT_EQ(kind_of("\xEF\xBB\xBF<?xml version='1.0'?>\n<!DOCTYPE rdf:RDF [<!ELEMENT a (b)>]>\n<rdf:RDF x=''/>"),
            SourceKind::rss);
  EXPECT_EQ(kind_of("<?xml version='1.0'?><opml/>"), SourceKind::other_xml);
  EXPECT_EQ(kind_of("<?xml version='1.0'?><!DOCTYPE html><html/>"), SourceKind::page);
  EXPECT_EQ(kind_of("<!DOCTYPE html><title>x</title>"), SourceKind::page);
  for (const char* text : {"---\ntitle: x\n---\n", "+++ \ntitle='x'\n+++\n", "{\n \"title\": \"x\" }"})
    EXPECT_EQ(kind_of(text), SourceKind::front_matter) << text;
  for (const char* text : {"December 2023\nA title", "{ not json", "----", ""})
    EXPECT_EQ(kind_of(text), SourceKind::page) << text;
}

TEST(Source, OfAnUnknownKindSaysWhatWasExpected) {
  EXPECT_EQ(
      problem("<?xml version='1.0'?><opml/>"),
      "file: error: expected a saved page, a WordPress export, an RSS or Atom feed, or a post with front matter, found "
      "XML of another kind");
  EXPECT_EQ(
      problem("Just some words\n"),
      "file: error: expected a month such as \"December 2023\" and under it a title and a citation, found no post");
}

TEST(Source, ThatIsNotUtf8SaysWhere) {
  EXPECT_EQ(problem("<rss>\n\xE9"), "file:2: error: expected UTF-8, found other bytes; save the file as UTF-8");
}

TEST(Source, ThatIsTooLargeIsRefused) {
  EXPECT_EQ(problem(std::string(max_source_bytes + 1, ' ')),
            "file: error: expected a file of at most 64 MiB, found a larger one; export it in parts");
}

TEST(XmlSource, ThatIsBrokenSaysWhere) {
  EXPECT_EQ(problem("<rss>\n<channel>\n</rss>"),
            "file:3: error: expected well-formed XML, found none: Start-end tags mismatch");
  EXPECT_EQ(problem("<rss><channel/></rss>"), "file: error: expected posts in the feed or export, found none");
}

TEST(XmlSource, ThatDefinesEntitiesIsRefused) {
  EXPECT_EQ(
      problem(
          "<?xml version='1.0'?>\n<!DOCTYPE rss [\n<!ENTITY a 'ha'>\n<!ENTITY b '&a;&a;&a;&a;'>\n]>\n<rss>&b;</rss>"),
      "file:3: error: expected a feed or export, found XML that defines entities of its own");
}

TEST(XmlSource, NestedWithoutEndDoesNoHarm) {
  std::string deep = "<feed>";
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  EXPECT_NE(problem(deep), "");
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "&lt;div>";
  EXPECT_EQ(problem(rss("<description>" + html + "</description>")),
            "file:1: error: expected HTML as posts have it in \"T\", found thousands of tags in each other");
}

TEST(XmlSource, KeepsPostsWithoutTextAndTitle) {
  const auto source = read_file("<rss><channel><item><pubDate>3 Jun 2014</pubDate></item></channel></rss>");
  ASSERT_TRUE(source.value);
  EXPECT_EQ(source.value->posts.at(0).title, "Untitled");
}

TEST(XmlSource, WithoutADateLeavesThePostOut) {
  EXPECT_EQ(problem("<rss><channel><item><title>T</title></item></channel></rss>"),
            "file:1: error: expected a date in the post \"T\", found none; it is left out");
}

TEST(Shortcodes, AreTakenOutAndWordsInBracketsStay) {
  const auto plain =
      without_shortcodes("a [sic] [1] [xy z=\"1\"]b[/xy] [foo] [caption id=\"1\"\n w=\"2\"]c[/caption] [[d] [gallery]");
  EXPECT_EQ(plain.html, "a [sic] [1] b [foo] \nc [[d] ");
  EXPECT_THAT(plain.left_out, ElementsAre("xy", "gallery"));
}

TEST(Shortcodes, WithoutEndCostNoTime) {
  EXPECT_EQ(without_shortcodes(std::string(1'000'000, '[')).html.size(), 1'000'000U);
}

}  // namespace
}  // namespace citefeed::importing
