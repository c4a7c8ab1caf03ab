#include "http/request.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace citefeed::http {
namespace {

Framing framing(std::uint8_t minor_version, const std::vector<const char*>& hosts,
                const std::vector<const char*>& lengths = {}, const std::vector<const char*>& codings = {}) {
  Framing made{.minor_version = minor_version};
  for (const char* host : hosts) made.host.add_line(host);
  for (const char* length : lengths) made.content_length.add_line(length);
  for (const char* coding : codings) made.transfer_encoding.add_line(coding);
  return made;
}

TEST(Host, IsNeededOnceInHttp11) {
  EXPECT_EQ(refusal_of(framing(1, {"example.org"})), std::nullopt);
  EXPECT_EQ(refusal_of(framing(1, {})), Status::bad_request);
  EXPECT_EQ(refusal_of(framing(1, {"example.org", "example.org"})), Status::bad_request);
}
TEST(Host, MayBeMissingInHttp10) {
  EXPECT_EQ(refusal_of(framing(0, {})), std::nullopt);
  EXPECT_EQ(refusal_of(framing(0, {"a", "b"})), Status::bad_request);
}
TEST(Host, IsAnAuthority) {
  for (const char* host :
       {"example.org", "example.org:8080", "example.org:", "127.0.0.1", "[::1]", "[::1]:8080", "a_b"}) {
    EXPECT_TRUE(is_authority(host)) << host;
  }
  for (const char* host :
       {"", ":80", "user@example.org", "exam ple", "example.org/path", "example.org:port", "a:1:2", "[::1", "[]",
        "[::1]x", "[zz]", "example.org:123456", "a,b.example@", "a?b", "caf\xc3\xa9"}) {
    EXPECT_FALSE(is_authority(host)) << host;
  }
}
TEST(ContentLength, IsOneNumber) {
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {"0"})), std::nullopt);
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {"12"})), std::nullopt);
  for (const char* length : {"", "-1", "+1", "0x10", "1 2", "5, 5", "1.0", "99999999999999999999"}) {
    EXPECT_EQ(refusal_of(framing(1, {"h"}, {length})), Status::bad_request) << length;
  }
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {"5", "5"})), Status::bad_request);
}
TEST(TransferEncoding, IsChunkedAndNothingElse) {
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {}, {"chunked"})), std::nullopt);
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {}, {"Chunked"})), std::nullopt);
  for (const char* coding : {"gzip, chunked", "gzip", "xchunked", "deflate;q=1, chunked"}) {
    EXPECT_EQ(refusal_of(framing(1, {"h"}, {}, {coding})), Status::not_implemented) << coding;
  }
  for (const char* coding : {"", ",", "identity", "identity, chunked", "chunked, chunked", "chunked, gzip",
                             "\"chunked\"", "chun ked", "chunked, identity"}) {
    EXPECT_EQ(refusal_of(framing(1, {"h"}, {}, {coding})), Status::bad_request) << coding;
  }
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {}, {"chunked", "chunked"})), Status::bad_request);
}
TEST(TransferEncoding, IsRefusedBesideContentLength) {
  EXPECT_EQ(refusal_of(framing(1, {"h"}, {"0"}, {"chunked"})), Status::bad_request);
}
TEST(TransferEncoding, IsRefusedInHttp10) {
  EXPECT_EQ(refusal_of(framing(0, {"h"}, {}, {"chunked"})), Status::bad_request);
}
TEST(Framing, AnnouncesABodyByItsFields) {
  EXPECT_FALSE(announces_body(framing(1, {"h"})));
  EXPECT_FALSE(announces_body(framing(1, {"h"}, {"0"})));
  EXPECT_FALSE(announces_body(framing(1, {"h"}, {"00"})));
  EXPECT_TRUE(announces_body(framing(1, {"h"}, {"5"})));
  EXPECT_TRUE(announces_body(framing(1, {"h"}, {}, {"chunked"})));
}

}  // namespace
}  // namespace citefeed::http
