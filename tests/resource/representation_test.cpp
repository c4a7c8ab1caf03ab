#include "resource/representation.hpp"

#include <gtest/gtest.h>

namespace citefeed::resource {
namespace {

Metadata feed_metadata() {
  return {.content_type = "application/atom+xml; charset=utf-8",
          .browser_content_type = "application/xml; charset=utf-8",
          .cache_control = "max-age=300",
          .links = {"<https://example.org/feed.atom>; rel=\"self\"", "<https://example.org/>; rel=\"alternate\""},
          .cross_origin = true};
}

TEST(Representation, SaysEverythingAboutAFeedThatIsTrueBeforeARequest) {
  const Representation made = make_representation(feed_metadata(), Coding::gzip, make_coded_body("12345"), false);
  EXPECT_EQ(made.fields_ok,
            "Content-Type: application/atom+xml; charset=utf-8\r\n"
            "Content-Length: 5\r\n"
            "Content-Encoding: gzip\r\n"
            "ETag: \"" +
                made.tag.opaque +
                "\"\r\n"
                "Cache-Control: max-age=300\r\n"
                "Vary: Accept-Encoding, Sec-Fetch-Dest\r\n"
                "Link: <https://example.org/feed.atom>; rel=\"self\", <https://example.org/>; rel=\"alternate\"\r\n"
                "Access-Control-Allow-Origin: *\r\n"
                "Access-Control-Expose-Headers: ETag, Last-Modified, Link\r\n"
                "X-Content-Type-Options: nosniff\r\n");
}

TEST(Representation, GivesA304WhatCachesKeepAndNothingAboutABody) {
  const Representation made = make_representation(feed_metadata(), Coding::gzip, make_coded_body("12345"), false);
  EXPECT_EQ(made.fields_not_modified, "ETag: \"" + made.tag.opaque +
                                          "\"\r\n"
                                          "Cache-Control: max-age=300\r\n"
                                          "Vary: Accept-Encoding, Sec-Fetch-Dest\r\n"
                                          "Access-Control-Allow-Origin: *\r\n"
                                          "Access-Control-Expose-Headers: ETag, Last-Modified, Link\r\n");
}

TEST(Representation, LeavesOutWhatAPageDoesNotHave) {
  const Metadata page{.content_type = "text/html; charset=utf-8", .content_security_policy = "default-src 'self'"};
  const Representation made = make_representation(page, Coding::identity, make_coded_body("<p>"), false);
  EXPECT_EQ(made.fields_ok,
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Length: 3\r\n"
            "ETag: \"" +
                made.tag.opaque +
                "\"\r\n"
                "Vary: Accept-Encoding\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "Content-Security-Policy: default-src 'self'\r\n");
}

TEST(Representation, ForABrowserHasItsOwnTypeAndItsOwnTag) {
  const Representation usual = make_representation(feed_metadata(), Coding::identity, make_coded_body("12345"), false);
  const Representation browser = make_representation(feed_metadata(), Coding::identity, make_coded_body("12345"), true);
  EXPECT_TRUE(browser.fields_ok.starts_with("Content-Type: application/xml; charset=utf-8\r\n")) << browser.fields_ok;
  EXPECT_NE(browser.tag, usual.tag);
  EXPECT_EQ(*browser.body, *usual.body);
}

}  // namespace
}  // namespace citefeed::resource
