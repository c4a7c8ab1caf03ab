#include <gtest/gtest.h>
#include <ostream>
#include <string>

#include "raw_client.hpp"

namespace citefeed::http {
namespace {

struct RefusedBytes {
  const char* name = "";
  std::string bytes = {};
  int status = 400;
};
std::ostream& operator<<(std::ostream& out, const RefusedBytes& given) {
  return out << given.name;
}

class RefusalOnTheWire : public testing::TestWithParam<RefusedBytes> {};

/// A request hidden behind the refused one must never be answered: that is how smuggling works.
TEST_P(RefusalOnTheWire, IsOneAnswerAndTheEnd) {
  TestServer test;
  RawClient client = test.connect();
  client.send(GetParam().bytes + std::string{get_feed});
  const Response refusal = client.receive();
  EXPECT_EQ(refusal.status, GetParam().status);
  EXPECT_EQ(refusal.field("Connection"), "close");
  EXPECT_EQ(refusal.field("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_TRUE(refusal.complete);
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}

const std::string request_line = "GET /feed.atom HTTP/1.1\r\n";
const std::string post = "POST /feed.atom HTTP/1.1\r\nHost: h\r\n";

INSTANTIATE_TEST_SUITE_P(
    Rfc9112, RefusalOnTheWire,
    testing::Values(
        RefusedBytes{"no Host", request_line + "\r\n"},
        RefusedBytes{"two Hosts", request_line + "Host: h\r\nHost: h\r\n\r\n"},
        RefusedBytes{"empty Host", request_line + "Host:\r\n\r\n"},
        RefusedBytes{"Host with a user", request_line + "Host: a@h\r\n\r\n"},
        RefusedBytes{"Host with a path", request_line + "Host: h/x\r\n\r\n"},
        RefusedBytes{"bare LF", "GET /feed.atom HTTP/1.1\nHost: h\n\n"},
        RefusedBytes{"bare CR", request_line + "Host: h\rX: y\r\n\r\n"},
        RefusedBytes{"obs-fold", request_line + "Host: h\r\nX: a\r\n b\r\n\r\n"},
        RefusedBytes{"space before colon", request_line + "Host: h\r\nContent-Length : 5\r\n\r\n"},
        RefusedBytes{"NUL", request_line + "Host: h\r\nX: " + std::string(1, '\0') + "\r\n\r\n"},
        RefusedBytes{"HTTP/2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", 505},
        RefusedBytes{"HTTP/0.9", "GET /feed.atom\r\n\r\n"},
        RefusedBytes{"CL and TE", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        RefusedBytes{"TE and CL", post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"},
        RefusedBytes{"two CLs", post + "Content-Length: 4\r\nContent-Length: 0\r\n\r\n"},
        RefusedBytes{"CL list", post + "Content-Length: 4, 4\r\n\r\n"},
        RefusedBytes{"CL +4", post + "Content-Length: +4\r\n\r\n"},
        RefusedBytes{"CL 0x4", post + "Content-Length: 0x4\r\n\r\n"},
        RefusedBytes{"TE in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
        RefusedBytes{"TE identity", post + "Transfer-Encoding: identity\r\n\r\n"},
        RefusedBytes{"TE chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n"},
        RefusedBytes{"TE chunked, identity", post + "Transfer-Encoding: chunked, identity\r\n\r\n"},
        RefusedBytes{"TE gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
        RefusedBytes{"TE xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n", 501},
        RefusedBytes{"TE with a control character", post + "Transfer-Encoding: \x0b"
                                                           "chunked\r\n\r\n"},
        RefusedBytes{"a body where none is taken", post + "Content-Length: 4\r\n\r\nabcd", 405},
        RefusedBytes{"chunks where none are taken", post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 405},
        // Whatever the chunks look like: they are never read, so that nothing in them is ever taken for a request.
        RefusedBytes{"chunk size that is none", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", 405},
        RefusedBytes{"chunk size with 0x", post + "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n", 405},
        RefusedBytes{"chunk size beyond 64 bits",
                     post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF0\r\n0\r\n\r\n", 405},
        RefusedBytes{"chunk ended by LF", post + "Transfer-Encoding: chunked\r\n\r\n0\n\n", 405},
        RefusedBytes{"long target", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
        RefusedBytes{"endless request line", "GET /" + std::string(20000, 'a'), 414},
        RefusedBytes{"large header", request_line + "Host: h\r\nX: " + std::string(17000, 'a') + "\r\n\r\n", 431},
        RefusedBytes{"method that never ends", std::string(100000, 'A') + " / HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusedBytes{"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        RefusedBytes{"TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\n", 7)},
        RefusedBytes{"Host with a port that is none", request_line + "Host: h:80x\r\n\r\n"},
        RefusedBytes{"two Hosts in HTTP/1.0", "GET /feed.atom HTTP/1.0\r\nHost: h\r\nHost: i\r\n\r\n"},
        RefusedBytes{"CR alone before the empty line", request_line + "Host: h\r\n\rX: y\r\n\r\n"},
        RefusedBytes{"a line of spaces before the first field", request_line + " \r\nHost: h\r\n\r\n"},
        RefusedBytes{"empty field name", request_line + "Host: h\r\n: x\r\n\r\n"},
        RefusedBytes{"brackets in a field name", request_line + "Host: h\r\nX[]: x\r\n\r\n"},
        RefusedBytes{"two same CLs", post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\n"},
        RefusedBytes{"CL 1_0", post + "Content-Length: 1_0\r\n\r\n"},
        RefusedBytes{"CL of spaces between digits", post + "Content-Length: 1 0\r\n\r\n"},
        RefusedBytes{"CL empty", post + "Content-Length:\r\n\r\n"},
        RefusedBytes{"CL beyond 64 bits", post + "Content-Length: 18446744073709551617\r\n\r\n"},
        RefusedBytes{"TE on the next line", post + "Transfer-Encoding:\r\n chunked\r\n\r\n"},
        RefusedBytes{"TE twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"},
        RefusedBytes{"TE quoted", post + "Transfer-Encoding: \"chunked\"\r\n\r\n"},
        RefusedBytes{"TE empty", post + "Transfer-Encoding:\r\n\r\n"},
        RefusedBytes{"garbage", "\x01\x02\x03\r\n\r\n"}));

/// Things a client may offer or ask for, and a server may leave aside (RFC 9110, 7.8, 10.1.4, 12.5.1, 14.2).
TEST(Offer, ThatIsNotTakenChangesNothing) {
  TestServer test;
  RawClient client = test.connect();
  const Response usual = client.ask(get_feed);
  for (const char* fields :
       {"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: eA==\r\n",
        "TE: trailers\r\nConnection: TE\r\n", "Accept: application/x-nonsense\r\n", "Range: bytes=0-3\r\n",
        "Range: bytes=0-3,5-\r\nIf-Range: \"x\"\r\n", "Content-Length: 0\r\n", "Accept-Charset: x;q=0\r\n"}) {
    const Response response = client.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\n" + std::string{fields} + "\r\n");
    EXPECT_EQ(response.head, usual.head) << fields;
    EXPECT_EQ(response.body, usual.body) << fields;
  }
}

TEST(RefusalOfATarget, LeavesTheConnectionUsable) {
  TestServer test;
  RawClient client = test.connect();
  for (const char* target : {"/%zz", "/%00", "/%0d%0aX:%20y", "/a\\b", "/#x", "*", "feed.atom", "ftp://h/feed.atom",
                             "http://a@h/feed.atom", "http:///feed.atom"}) {
    EXPECT_EQ(client.ask("GET " + std::string{target} + " HTTP/1.1\r\nHost: h\r\n\r\n").status, 400) << target;
  }
  EXPECT_EQ(client.ask(get_feed).status, 200);
}
TEST(RefusalOfAMethod, LeavesTheConnectionUsable) {
  TestServer test;
  RawClient client = test.connect();
  for (const char* request : {"DELETE /feed.atom", "DELETE /nothing", "DELETE /old/path", "DELETE *",
                              "TRACE /feed.atom", "CONNECT h:80", "PROPFIND /feed.atom"}) {
    const Response refusal = client.ask(std::string{request} + " HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(refusal.status, 405) << request;
    EXPECT_EQ(refusal.field("Allow"), "GET, HEAD, OPTIONS") << request;
    EXPECT_EQ(refusal.field("Cache-Control"), "no-store") << request;
    EXPECT_EQ(refusal.field("X-Content-Type-Options"), "nosniff") << request;
  }
  EXPECT_EQ(client.ask("POST /feed.atom HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").status, 405);
  for (const char* request : {"BREW /feed.atom", "get /feed.atom", "GETX /feed.atom", "BREW *"}) {
    EXPECT_EQ(client.ask(std::string{request} + " HTTP/1.1\r\nHost: h\r\n\r\n").status, 501) << request;
  }
  EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").status, 204);
  EXPECT_EQ(client.ask(get_feed).status, 200);
}

}  // namespace
}  // namespace citefeed::http
