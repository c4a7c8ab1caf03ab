#include "http/request.hpp"

#include <gtest/gtest.h>
#include <ostream>
#include <string>

namespace citefeed::http {
namespace {

using State = Reading::State;

Reading read(std::string_view bytes, const RequestLimits& limits = {}) {
  return read_request(bytes, 0, limits);
}

TEST(RequestReader, GivesWhatAnswersDependOn) {
  const std::string bytes =
      "GET /feed.atom?x HTTP/1.1\r\nHost: example.org\r\nUser-Agent: reader\r\nAccept-Encoding: gzip\r\n"
      "If-None-Match: \"a\"\r\nIf-Modified-Since: then\r\nSec-Fetch-Dest: document\r\n\r\n";
  const std::string more = bytes + "GET /next";
  const Reading reading = read(more);
  ASSERT_EQ(reading.state, State::request);
  EXPECT_EQ(reading.bytes, bytes.size());
  EXPECT_EQ(reading.head.method, Method::get);
  EXPECT_EQ(reading.head.target, "/feed.atom?x");
  EXPECT_EQ(reading.head.accept_encoding.text(), "gzip");
  EXPECT_EQ(reading.head.if_none_match.text(), "\"a\"");
  EXPECT_EQ(reading.head.if_modified_since.text(), "then");
  EXPECT_EQ(reading.head.sec_fetch_dest.text(), "document");
  EXPECT_TRUE(reading.head.keep_alive);
  EXPECT_FALSE(reading.head.has_body);
}
TEST(RequestReader, KnowsFieldsInAnyLetterCase) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nhost:h\r\nIF-NONE-MATCH:\t*  \r\n\r\n").head.if_none_match.text(), "*");
}
TEST(RequestReader, JoinsTheLinesOfAList) {
  const Reading reading =
      read("GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"a\"\r\nX: y\r\nIf-None-Match: \"b\"\r\n\r\n");
  EXPECT_EQ(reading.head.if_none_match.text(), R"("a", "b")");
}
TEST(RequestReader, PassesOverEmptyLinesBeforeTheRequest) {
  const std::string bytes = "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n";
  EXPECT_EQ(read(bytes).state, State::request);
  EXPECT_EQ(read(bytes).bytes, bytes.size());
}
TEST(RequestReader, GivesTheSameHoweverTheBytesArrive) {
  const std::string bytes = "\r\nGET /feed.atom HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"a\"\r\n\r\n";
  std::size_t scanned = 0;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Reading reading = read_request(std::string_view{bytes}.substr(0, size), scanned, {});
    ASSERT_EQ(reading.state, State::unfinished) << size;
    scanned = reading.bytes;
  }
  const Reading reading = read_request(bytes, scanned, {});
  ASSERT_EQ(reading.state, State::request);
  EXPECT_EQ(reading.head.target, "/feed.atom");
  EXPECT_EQ(reading.head.if_none_match.text(), "\"a\"");
}

struct KeepAliveCase {
  const char* request = "";
  bool keep_alive = false;
};
TEST(RequestReader, KnowsWhetherTheClientStays) {
  for (const KeepAliveCase& given : {KeepAliveCase{"GET / HTTP/1.1\r\nHost: h\r\n\r\n", true},
                                     KeepAliveCase{"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", false},
                                     KeepAliveCase{"GET / HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\n", false},
                                     KeepAliveCase{"GET / HTTP/1.0\r\n\r\n", false},
                                     KeepAliveCase{"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true}}) {
    ASSERT_EQ(read(given.request).state, State::request) << given.request;
    EXPECT_EQ(read(given.request).head.keep_alive, given.keep_alive) << given.request;
  }
}
TEST(RequestReader, TellsMethodsApart) {
  const auto method = [](const std::string& name) { return read(name + " / HTTP/1.1\r\nHost: h\r\n\r\n").head.method; };
  EXPECT_EQ(method("HEAD"), Method::head);
  EXPECT_EQ(method("OPTIONS"), Method::options);
  for (const char* known : {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"})
    EXPECT_EQ(method(known), Method::other);
  for (const char* unknown : {"get", "BREW", "GETX"}) EXPECT_EQ(method(unknown), Method::unknown);
}

struct RefusalCase {
  const char* name = "";
  std::string bytes = {};
  Status status = Status::bad_request;
};
std::ostream& operator<<(std::ostream& out, const RefusalCase& given) {
  return out << given.name;
}
class RequestRefusal : public testing::TestWithParam<RefusalCase> {};

TEST_P(RequestRefusal, HasTheRightStatus) {
  const Reading reading = read(GetParam().bytes, {.max_header_bytes = 2048, .max_target_bytes = 512, .max_fields = 10});
  ASSERT_EQ(reading.state, State::refused);
  EXPECT_EQ(reading.refusal, GetParam().status);
}

std::string many_fields(int count) {
  std::string fields;
  for (int i = 0; i < count; ++i) fields += "X: y\r\n";
  return fields;
}
std::string many_lines(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) lines += "\r\n";
  return lines;
}
const std::string host = "Host: h\r\n";
const std::string nul(1, '\0');

INSTANTIATE_TEST_SUITE_P(
    Rfc9112, RequestRefusal,
    testing::Values(
        RefusalCase{"bare LF after the request line", "GET / HTTP/1.1\nHost: h\r\n\r\n"},
        RefusalCase{"bare LF after a field", "GET / HTTP/1.1\r\nHost: h\n\r\n"},
        RefusalCase{"bare LF at the end, before more comes", "GET / HTTP/1.1\r\nHost: h\r\n\n"},
        RefusalCase{"bare CR in a field", "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n"},
        RefusalCase{"bare CR in the request line", "GET /\r HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"obs-fold", "GET / HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n"},
        RefusalCase{"space before the first field", "GET / HTTP/1.1\r\n Host: h\r\n\r\n"},
        RefusalCase{"space before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n"},
        RefusalCase{"no colon", "GET / HTTP/1.1\r\nHost: h\r\nnonsense\r\n\r\n"},
        RefusalCase{"empty field name", "GET / HTTP/1.1\r\nHost: h\r\n: x\r\n\r\n"},
        RefusalCase{"non-ASCII field name", "GET / HTTP/1.1\r\nHost: h\r\nX\xc3\xa9: x\r\n\r\n"},
        RefusalCase{"NUL in a field", "GET / HTTP/1.1\r\nHost: h\r\nX: a" + nul + "b\r\n\r\n"},
        RefusalCase{"NUL in the target", "GET /" + nul + " HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"control character in a field", "GET / HTTP/1.1\r\nHost: h\r\nX: a\x01\r\n\r\n"},
        RefusalCase{"two spaces in the request line", "GET  / HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"two spaces before the version", "GET /  HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"space after the version", "GET / HTTP/1.1 \r\nHost: h\r\n\r\n"},
        RefusalCase{"tab in the request line", "GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"no version (HTTP/0.9)", "GET /\r\n\r\n"},
        RefusalCase{"version in lower case", "GET / http/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"version of one number", "GET / HTTP/1\r\nHost: h\r\n\r\n"},
        RefusalCase{"version too long", "GET / HTTP/1.10\r\nHost: h\r\n\r\n"},
        RefusalCase{"version 2.0", "GET / HTTP/2.0\r\nHost: h\r\n\r\n", Status::version_not_supported},
        RefusalCase{"version 3.0", "GET / HTTP/3.0\r\nHost: h\r\n\r\n", Status::version_not_supported},
        RefusalCase{"version 0.9", "GET / HTTP/0.9\r\nHost: h\r\n\r\n", Status::version_not_supported},
        RefusalCase{"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\n", Status::version_not_supported},
        RefusalCase{"no method", " / HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"method that is no token", "G@T / HTTP/1.1\r\nHost: h\r\n\r\n"},
        RefusalCase{"TLS greeting", "\x16\x03\x01\x02" + nul + "\x01\r\n\r\n"},
        RefusalCase{"no Host", "GET / HTTP/1.1\r\n\r\n"},
        RefusalCase{"two Hosts", "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n"},
        RefusalCase{"malformed Host", "GET / HTTP/1.1\r\nHost: h/x\r\n\r\n"},
        RefusalCase{"Content-Length and Transfer-Encoding",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"},
        RefusalCase{"Transfer-Encoding and Content-Length",
                    "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"},
        RefusalCase{"two Content-Lengths",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n"},
        RefusalCase{"negative Content-Length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n"},
        RefusalCase{"Content-Length beyond 64 bits",
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n"},
        RefusalCase{"unknown transfer coding", "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
                    Status::not_implemented},
        RefusalCase{"transfer coding identity", "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n"},
        RefusalCase{"target too long", "GET /" + std::string(600, 'a') + " HTTP/1.1\r\n" + host + "\r\n",
                    Status::uri_too_long},
        RefusalCase{"target too long already", "GET /" + std::string(600, 'a'), Status::uri_too_long},
        RefusalCase{"header too large", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(2100, 'a') + "\r\n\r\n",
                    Status::header_fields_too_large},
        RefusalCase{"header too large already", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(2100, 'a'),
                    Status::header_fields_too_large},
        RefusalCase{"header and first line too large",
                    "GET /" + std::string(2100, 'a') + " HTTP/1.1\r\n" + host + "\r\n", Status::uri_too_long},
        RefusalCase{"later version without Host", "GET / HTTP/1.2\r\n\r\n"},
        RefusalCase{"later version with two spaces", "GET  / HTTP/1.2\r\nHost: h\r\n\r\n"},
        RefusalCase{"target too long in a later version",
                    "GET /" + std::string(600, 'a') + " HTTP/1.2\r\n" + host + "\r\n", Status::uri_too_long},
        RefusalCase{"method that never ends", std::string(600, 'A')},
        RefusalCase{"method longer than any target", std::string(3000, 'A') + " / HTTP/1.1\r\n" + host + "\r\n"},
        RefusalCase{"DEL in a field", "GET / HTTP/1.1\r\nHost: h\r\nX: a\x7f\r\n\r\n"},
        RefusalCase{"nothing but empty lines", many_lines(1100)},
        RefusalCase{"too many fields", "GET / HTTP/1.1\r\n" + host + many_fields(10) + "\r\n",
                    Status::header_fields_too_large}));

TEST(RequestReader, ReadsLaterMinorVersionsAsTheHighestItSpeaks) {
  const std::string bytes = "GET /feed.atom?x HTTP/1.9\r\nHost: h\r\nIf-None-Match: \"a\"\r\n\r\n";
  const Reading reading = read(bytes);
  ASSERT_EQ(reading.state, State::request);
  EXPECT_EQ(reading.head.minor_version, 1);
  EXPECT_TRUE(reading.head.keep_alive);
  EXPECT_EQ(reading.head.target, "/feed.atom?x");
  EXPECT_EQ(reading.head.target.data(), bytes.data() + 4) << "the target lies in the bytes given";
  EXPECT_EQ(reading.head.if_none_match.text(), "\"a\"");
}
TEST(RequestReader, KnowsNoMethodOfSuchLength) {
  EXPECT_EQ(read(std::string(600, 'A') + " / HTTP/1.1\r\nHost: h\r\n\r\n").head.method, Method::unknown);
}
TEST(RequestReader, NamesTheMethodAsItWasSent) {
  for (const char* version : {"1.1", "1.9"}) {
    const std::string bytes = "PROPFIND / HTTP/" + std::string{version} + "\r\nHost: h\r\n\r\n";
    const Reading reading = read(bytes);
    EXPECT_EQ(reading.head.method, Method::other);
    EXPECT_EQ(reading.head.method_name, "PROPFIND");
    EXPECT_EQ(reading.head.method_name.data(), bytes.data());
  }
}
TEST(RequestReader, TakesBytesBeyondAsciiInValues) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\nHost: h\r\nIf-None-Match: \"\xc3\xa9\"\r\n\r\n").head.if_none_match.text(),
            "\"\xc3\xa9\"");
}
TEST(RequestReader, TakesAsManyFieldsAsAllowed) {
  EXPECT_EQ(read("GET / HTTP/1.1\r\n" + host + many_fields(9) + "\r\n", {.max_fields = 10}).state, State::request);
}
TEST(RequestReader, TakesNoMoreThanAHeaderMayHaveForATargetThatMayHaveMore) {
  const RequestLimits limits{.max_header_bytes = 1024, .max_target_bytes = 4096};
  const std::string short_target = "GET /" + std::string(900, 'a') + " HTTP/1.1\r\n" + host + "\r\n";
  EXPECT_EQ(read(short_target, limits).state, State::request);
  const Reading reading = read("GET /" + std::string(2000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", limits);
  ASSERT_EQ(reading.state, State::refused);
  EXPECT_EQ(reading.refusal, Status::header_fields_too_large);
}
TEST(RequestReader, SeesTheBodyComingButDoesNotWaitForIt) {
  const std::string post = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5000000000\r\n\r\n";
  const Reading reading = read(post);
  ASSERT_EQ(reading.state, State::request);
  EXPECT_TRUE(reading.head.has_body);
  EXPECT_EQ(reading.bytes, post.size());
  EXPECT_TRUE(read("GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n").head.has_body);
}

}  // namespace
}  // namespace citefeed::http
