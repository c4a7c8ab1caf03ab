#include "http/request.hpp"

#include <gtest/gtest.h>

namespace citefeed::http {
namespace {

/// "(refused)" where path_of() gives nothing.
std::string path(std::string_view target) {
  std::string storage;
  return std::string{path_of(target, storage).value_or("(refused)")};
}

TEST(Target, IsThePathWithoutItsQuery) {
  EXPECT_EQ(path("/feed.atom"), "/feed.atom");
  EXPECT_EQ(path("/feed.atom?utm_source=x&a=/../b"), "/feed.atom");
  EXPECT_EQ(path("/"), "/");
  EXPECT_EQ(path("/?"), "/");
}
TEST(Target, InAbsoluteFormIsItsPath) {
  EXPECT_EQ(path("http://example.org/feed.atom?x"), "/feed.atom");
  EXPECT_EQ(path("HTTPS://example.org:8443/feed.atom"), "/feed.atom");
  EXPECT_EQ(path("http://[::1]:80/feed.atom"), "/feed.atom");
  EXPECT_EQ(path("http://example.org"), "/");
  EXPECT_EQ(path("http://example.org?x"), "/");
}
TEST(Target, IsNormalisedSoThatEqualAddressesAreEqualText) {
  EXPECT_EQ(path("/%66eed%2Eatom"), "/feed.atom");
  EXPECT_EQ(path("/a%2fb%c3%a9"), "/a%2Fb%C3%A9");
  EXPECT_EQ(path("/topics/./empathy/../feed.atom"), "/topics/feed.atom");
  EXPECT_EQ(path("/topics/%2e%2e/feed.atom"), "/feed.atom");
  EXPECT_EQ(path("/a/b/.."), "/a/");
  EXPECT_EQ(path("/a/b/."), "/a/b/");
  EXPECT_EQ(path("/.well-known/x"), "/.well-known/x");
  EXPECT_EQ(path("/..."), "/...");
}
TEST(Target, NeverClimbsAboveTheRoot) {
  EXPECT_EQ(path("/../../etc/passwd"), "/etc/passwd");
  EXPECT_EQ(path("/.."), "/");
  EXPECT_EQ(path("/a/../../.."), "/");
}
TEST(Target, KeepsDoubleSlashes) {
  EXPECT_EQ(path("//feed.atom"), "//feed.atom");
  EXPECT_EQ(path("/a//b/../c"), "/a//c");
}
TEST(Target, IsRefusedWhenMalformed) {
  for (const char* target : {"feed.atom",
                             "*",
                             "example.org:80",
                             "",
                             "/feed.atom#top",
                             "/?a#b",
                             "/%",
                             "/%4",
                             "/%zz",
                             "/a%00b",
                             "/a%0d%0aX:%20b",
                             "/a%1F",
                             "/a%7f",
                             "/a\\b",
                             "/a\"b",
                             "/a<b>",
                             "/a^b",
                             "/a|b",
                             "/{a}",
                             "/caf\xc3\xa9",
                             "http:///feed.atom",
                             "http://user@example.org/",
                             "ftp://example.org/",
                             "http://",
                             "http://exa mple.org/",
                             "://example.org/",
                             "http://example.org#x"}) {
    EXPECT_EQ(path(target), "(refused)") << target;
  }
}

}  // namespace
}  // namespace citefeed::http
