#include <gtest/gtest.h>
#include <string>

#include "../resource/with_resource.hpp"
#include "raw_client.hpp"

namespace citefeed::http {
namespace {

using resource::Coding;

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST(HttpServer, AnswersWithStatusLineFieldsDateAndBody) {
  TestServer test;
  const Response response = test.ask(get_feed);
  ASSERT_TRUE(response.complete);
  EXPECT_EQ(response.head, "HTTP/1.1 200 OK\r\n" + feed_in(*test.site.get(), Coding::identity).fields_ok +
                               "Last-Modified: " + test_last_modified_text +
                               "\r\nDate: Tue, 14 Nov 2023 23:13:20 GMT\r\nServer: citefeed\r\n\r\n");
  EXPECT_EQ(response.body, *feed_in(*test.site.get(), Coding::identity).body);
}
TEST(HttpServer, AnswersASecondFetchWith304) {
  TestServer test;
  RawClient client = test.connect();
  const Response first = client.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");
  EXPECT_EQ(first.field("Content-Encoding"), "gzip");
  const Response second = client.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\nIf-None-Match: " +
                                     first.field("ETag") + "\r\n\r\n");
  ASSERT_TRUE(second.complete);
  EXPECT_EQ(second.status, 304);
  for (const char* same : {"ETag", "Last-Modified", "Cache-Control", "Vary", "Date"}) {
    EXPECT_EQ(second.field(same), first.field(same)) << same;
  }
  EXPECT_EQ(second.field("Content-Length"), "");
  EXPECT_EQ(second.field("Content-Type"), "");
}
TEST(HttpServer, GivesHeadTheHeaderOfGet) {
  TestServer test;
  RawClient client = test.connect();
  const Response head = client.ask("HEAD /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n", true);
  const Response get = client.ask(get_feed);
  EXPECT_EQ(head.head, get.head);
  EXPECT_TRUE(get.complete) << "no byte of a body came after the answer to HEAD";
}
TEST(HttpServer, KeepsTheConnectionForMoreRequests) {
  TestServer test;
  RawClient client = test.connect();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_EQ(client.ask("GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n").status, 404);
  EXPECT_EQ(client.ask(get_feed).status, 200) << "an ordinary refusal does not end it";
}
TEST(HttpServer, ClosesWhenAsked) {
  TestServer test;
  RawClient client = test.connect();
  const Response response = client.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(response.field("Connection"), "close");
  EXPECT_TRUE(response.complete);
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, SpeaksHttp10) {
  TestServer test;
  RawClient client = test.connect();
  const Response response = client.ask("GET /feed.atom HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(response.head.starts_with("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(response.field("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, KeepsAnHttp10ConnectionThatAsksForIt) {
  TestServer test;
  RawClient client = test.connect();
  for (int i = 0; i < 2; ++i) {
    const Response response = client.ask("GET /feed.atom HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(response.field("Connection"), "keep-alive");
  }
}
TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  TestServer test;
  RawClient client = test.connect();
  client.send(
      "GET /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n"
      "HEAD /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n"
      "GET /nothing HTTP/1.1\r\nHost: h\r\n\r\n"
      "\r\n"
      "GET /topics/empathy/ HTTP/1.1\r\nHost: h\r\n\r\n"
      "GET /feed.atom HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
      "GET /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_EQ(client.receive(true).status, 200);
  EXPECT_EQ(client.receive().status, 404);
  EXPECT_EQ(client.receive().body, "<p>first");
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.is_closed()) << "nothing is answered after Connection: close";
}
TEST(HttpServer, AnswersMoreRequestsInOnePacketThanItSendsAtOnce) {
  TestServer test;
  RawClient client = test.connect();
  client.send(repeated(get_feed, 3000));
  for (int i = 0; i < 3000; ++i) ASSERT_TRUE(client.receive().complete) << i;
}
TEST(HttpServer, AnswersRequestsThatArriveByteByByte) {
  TestServer test;
  RawClient client = test.connect();
  for (const char byte : get_feed) client.send({&byte, 1});
  EXPECT_EQ(client.receive().status, 200);
}
TEST(HttpServer, AnswersAClientThatFinishedSending) {
  TestServer test;
  RawClient client = test.connect();
  client.send(get_feed);
  client.finish_sending();
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, AnswersFromTheHeaderOfARequestWithABodyThenCloses) {
  TestServer test;
  RawClient client = test.connect();
  const Response response =
      client.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(response.status, 200) << "no 100, and no waiting for the body";
  EXPECT_EQ(response.field("Connection"), "close");
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, NeverLetsATrailerDecide) {
  TestServer test;
  const std::string tag = to_field(feed_in(*test.site.get(), Coding::identity).tag);
  const Response response =
      test.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nIf-None-Match: " + tag +
               "\r\n\r\n");
  EXPECT_EQ(response.status, 200);
}
TEST(HttpServer, DeliversItsRefusalToAClientThatStillSends) {
  TestServer test;
  RawClient client = test.connect();
  client.send("POST /feed.atom HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n");
  EXPECT_TRUE(client.send(std::string(3'000'000, 'x'))) << "it is not cut off: a reset can overtake the answer";
  const Response response = client.receive();
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.field("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_TRUE(response.complete);
  client.finish_sending();
  EXPECT_TRUE(client.is_closed());
}
TEST(HttpServer, SendsALargeBodyToASlowReader) {
  TestServer test;
  std::string large(8'000'000, '.');
  for (std::size_t i = 0; i < large.size(); i += 1000) large[i] = static_cast<char>('a' + i / 1000 % 26);
  test.site.replace(make_site_with_body(large));
  RawClient client{test.port(), 32768};
  client.send(repeated(get_feed, 2));
  EXPECT_EQ(client.receive().body, large);
  test.site.replace(make_test_site());  // what is on its way stays whole
  EXPECT_EQ(client.receive().body, large);
  EXPECT_EQ(client.ask(get_feed).body, *feed_in(*test.site.get(), Coding::identity).body);
}
TEST(HttpServer, ServesTheNewSiteOnOldConnections) {
  TestServer test;
  RawClient client = test.connect();
  EXPECT_TRUE(client.ask(get_feed).body.starts_with("identity of first"));
  test.site.replace(make_test_site("second"));
  EXPECT_TRUE(client.ask(get_feed).body.starts_with("identity of second"));
}
TEST(HttpServer, AsksToComeAgainWhileThereIsNoSite) {
  TestServer test;
  test.site.replace(nullptr);
  const Response response = test.ask(get_feed);
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.field("Retry-After"), "5");
}
TEST(HttpServer, ServesOnWhenAResourceCannotBeMade) {
  TestServer test;
  auto site = make_test_site();
  *site = with_resource(*site, "/broken",
                        std::make_shared<const resource::Resource>(
                            Digest{}, []() -> resource::Prepared { throw std::runtime_error("no memory"); }));
  test.site.replace(site);
  RawClient client = test.connect();
  client.send("GET /broken HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(test.ask(get_feed).status, 200);
}
TEST(HttpServer, ListensOnIpv6) {
  TestServer test{{.listen = {{.host = "127.0.0.1"}, {.host = "::1"}}}};
  EXPECT_EQ(test.ask(get_feed).status, 200);
}
TEST(HttpServer, SaysSoWhenAPortIsTaken) {
  for (const unsigned threads : {1U, 2U}) {
    TestServer first{{.threads = threads}};
    Server second{{.listen = {{.host = "127.0.0.1", .port = first.port()}}, .threads = threads},
                  first.site,
                  first.clock,
                  first.log};
    const auto started = second.start();
    EXPECT_FALSE(started.has_value());
    ASSERT_EQ(started.diagnostics.size(), 1U);
    EXPECT_EQ(started.diagnostics.front().message,
              "cannot listen on 127.0.0.1:" + std::to_string(first.port()) + ": address already in use");
  }
}
TEST(HttpServer, SaysSoWhenAnAddressIsNone) {
  const resource::CurrentSite site;
  const HandClock clock;
  SilentLog log;
  Server server{{.listen = {{.host = "example.org", .port = 80}, {.host = "192.0.2.1", .port = 80}}}, site, clock, log};
  const auto started = server.start();
  ASSERT_EQ(started.diagnostics.size(), 2U);
  EXPECT_EQ(started.diagnostics[0].message,
            "cannot listen on example.org:80: expected an IPv4 or IPv6 address or localhost");
  EXPECT_EQ(started.diagnostics[1].message, "cannot listen on 192.0.2.1:80: cannot assign requested address");
}

}  // namespace
}  // namespace citefeed::http
