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

const std::string start = "GET /feed.atom HTTP/1.1\r\n";
const std::string post = "POST /feed.atom HTTP/1.1\r\nHost: h\r\n";

INSTANTIATE_TEST_SUITE_P(
    Rfc9112, RefusalOnTheWire,
    testing::Values(
        RefusedBytes{"no Host", start + "\r\n"}, RefusedBytes{"two Hosts", start + "Host: h\r\nHost: h\r\n\r\n"},
        RefusedBytes{"empty Host", start + "Host:\r\n\r\n"},
        RefusedBytes{"Host with a user", start + "Host: a@h\r\n\r\n"},
        RefusedBytes{"Host with a path", start + "Host: h/x\r\n\r\n"},
        RefusedBytes{"bare LF", "GET /feed.atom HTTP/1.1\nHost: h\n\n"},
        RefusedBytes{"bare CR", start + "Host: h\rX: y\r\n\r\n"},
        RefusedBytes{"obs-fold", start + "Host: h\r\nX: a\r\n b\r\n\r\n"},
        RefusedBytes{"space before colon", start + "Host: h\r\nContent-Length : 5\r\n\r\n"},
        RefusedBytes{"NUL", start + "Host: h\r\nX: " + std::string(1, '\0') + "\r\n\r\n"},
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
        RefusedBytes{"long target", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
        RefusedBytes{"endless request line", std::string(20000, 'a'), 414},
        RefusedBytes{"large header", start + "Host: h\r\nX: " + std::string(17000, 'a') + "\r\n\r\n", 431},
        RefusedBytes{"garbage", "\x01\x02\x03\r\n\r\n"}));

TEST(RefusalOfATarget, LeavesTheConnectionUsable) {
  TestServer test;
  RawClient client = test.connect();
  for (const char* target : {"/%zz", "/%00", "/a\\b", "/#x", "*"}) {
    EXPECT_EQ(client.ask("GET " + std::string{target} + " HTTP/1.1\r\nHost: h\r\n\r\n").status, 400) << target;
  }
  EXPECT_EQ(client.ask(get_feed).status, 200);
}
TEST(RefusalOfAMethod, LeavesTheConnectionUsable) {
  TestServer test;
  RawClient client = test.connect();
  EXPECT_EQ(client.ask("DELETE /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n").status, 405);
  EXPECT_EQ(client.ask("POST /feed.atom HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").status, 405);
  EXPECT_EQ(client.ask("BREW /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n").status, 501);
  EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").status, 204);
  EXPECT_EQ(client.ask(get_feed).status, 200);
}

}  // namespace
}  // namespace citefeed::http
