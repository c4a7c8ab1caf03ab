#include "http/endpoint.hpp"

#include <gtest/gtest.h>

namespace citefeed::http {
namespace {

TEST(Endpoint, IsReadAsItIsWritten) {
  EXPECT_EQ(parse_endpoint("127.0.0.1:8080"), (Endpoint{.host = "127.0.0.1", .port = 8080}));
  EXPECT_EQ(parse_endpoint("[::1]:0"), (Endpoint{.host = "::1", .port = 0}));
  EXPECT_EQ(parse_endpoint("localhost:65535"), (Endpoint{.host = "localhost", .port = 65535}));
  EXPECT_EQ(to_string(Endpoint{.host = "::1", .port = 80}), "[::1]:80");
  EXPECT_EQ(to_string(Endpoint{.host = "0.0.0.0", .port = 80}), "0.0.0.0:80");
}
TEST(Endpoint, MayBeThePathOfAUnixSocket) {
  EXPECT_EQ(parse_endpoint("unix:/run/a:b.sock"), (Endpoint{.path = "/run/a:b.sock"}));
  EXPECT_EQ(to_string(Endpoint{.path = "/run/a.sock"}), "unix:/run/a.sock");
}
TEST(Endpoint, IsShownAsPeopleOpenIt) {
  EXPECT_EQ(to_url({.host = "::1", .port = 80}), "http://[::1]:80");
  EXPECT_EQ(to_url({.path = "/run/a.sock"}), "unix:/run/a.sock");
}
TEST(Endpoint, IsNothingWhenMalformed) {
  for (const char* text : {"", "unix:", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
                           "127.0.0.1:-1", "::1:80", "[::1]", "[127.0.0.1]:80", "[]:80", "127.0.0.1:80 "}) {
    EXPECT_EQ(parse_endpoint(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace citefeed::http
