#include <gtest/gtest.h>
#include <openssl/err.h>
#include <algorithm>
#include <fstream>
#include <iterator>

#include "hand_server.hpp"
#include "http/outbox.hpp"
#include "tls_client.hpp"

namespace citefeed::http {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::string_view http_1_1{"\x08http/1.1", 9};
constexpr std::string_view http_2{"\x02h2", 3};

class EitherVersion : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Tls, EitherVersion, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION));

TEST_P(EitherVersion, IsSpoken) {
  const TlsServer server;
  TlsClient client{server.port(), {.version = GetParam()}};
  ASSERT_TRUE(client.is_connected());
  const Response first = client.ask(get_feed);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, *feed_in(*make_test_site(), resource::Coding::identity).body);
  EXPECT_EQ(client.ask(get_feed).body, first.body) << "the connection stays";
}
TEST_P(EitherVersion, ResumesASession) {
  const TlsServer server;
  TlsClient first{server.port(), {.version = GetParam()}};
  EXPECT_EQ(first.ask(get_feed).status, 200);
  EXPECT_FALSE(first.was_resumed());
  TlsClient second{server.port(), {.version = GetParam(), .session = first.session().get()}};
  EXPECT_EQ(second.ask(get_feed).status, 200);
  EXPECT_TRUE(second.was_resumed());
}
TEST_P(EitherVersion, ResumesASessionFromBeforeAReload) {
  TlsServer server;
  TlsClient first{server.port(), {.version = GetParam()}};
  EXPECT_EQ(first.ask(get_feed).status, 200);
  EXPECT_TRUE(server.certificates.load().empty());
  TlsClient second{server.port(), {.version = GetParam(), .session = first.session().get()}};
  EXPECT_TRUE(second.was_resumed());
}
TEST_P(EitherVersion, EndsWithANotice) {
  TlsServer server{{.idle_timeout = seconds{75}}};
  TlsClient resting{server.port(), {.version = GetParam()}};
  EXPECT_EQ(resting.ask(get_feed).status, 200);
  server.test.pass(seconds{75});
  EXPECT_TRUE(resting.is_told_of_the_end());
  TlsClient leaving{server.port(), {.version = GetParam()}};
  EXPECT_EQ(leaving.ask("GET /feed.atom HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").status, 200);
  EXPECT_TRUE(leaving.is_told_of_the_end());
  TlsClient refused{server.port(), {.version = GetParam()}};
  EXPECT_EQ(refused.ask("nonsense\r\n\r\nand more").status, 400);
  EXPECT_TRUE(refused.is_told_of_the_end());
}
TEST_P(EitherVersion, CarriesALargeBodyToASlowReader) {
  TlsServer server;
  std::string body(3'000'000, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 7 / 5);
  server.test.site.replace(make_site_with_body(body));
  TlsClient client{server.port(), {.version = GetParam(), .receive_buffer_bytes = 4096}};
  client.send(std::string{get_feed} + "GET /feed.atom HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(client.receive().body == body);
  EXPECT_TRUE(client.receive().body == body);
  EXPECT_TRUE(client.is_told_of_the_end());
}

TEST(Tls, SpeaksNoOlderVersion) {
  const TlsServer server;
  EXPECT_FALSE(TlsClient(server.port(), {.version = TLS1_1_VERSION}).is_connected());
}
TEST(Tls, TakesNoCipherWithoutForwardSecrecyOrAuthentication) {
  const TlsServer server;
  for (const char* ciphers : {"ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA", "AES128-GCM-SHA256"}) {
    EXPECT_FALSE(TlsClient(server.port(), {.version = TLS1_2_VERSION, .ciphers = ciphers}).is_connected()) << ciphers;
  }
}
TEST(Tls, DoesNotRenegotiate) {
  const TlsServer server;
  TlsClient client{server.port(), {.version = TLS1_2_VERSION}};
  EXPECT_EQ(SSL_renegotiate(client.ssl()), 1);
  SSL_do_handshake(client.ssl());
  EXPECT_EQ(client.ask(get_feed).status, 0);
}
TEST(Tls, UpdatesItsKeysWhenAsked) {
  const TlsServer server;
  TlsClient client{server.port()};
  EXPECT_EQ(SSL_key_update(client.ssl(), SSL_KEY_UPDATE_REQUESTED), 1);
  EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_EQ(client.ask(get_feed).status, 200);
}
TEST(Tls, EncryptsABodyThatIsAskedForSoOftenThatItWouldBeSentFromAFile) {
  TlsServer server;
  const std::string body(2 * HotBodies::smallest, 'x');
  server.test.site.replace(make_site_with_body(body));
  TlsClient client{server.port()};
  for (std::uint32_t i = 0; i < 3 * HotBodies::often; ++i) ASSERT_TRUE(client.ask(get_feed).body == body) << i;
}
TEST(Tls, AnswersPipelinedRequestsAsMany) {
  const TlsServer server;
  TlsClient client{server.port()};
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += get_feed;
  client.send(requests);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(client.receive().status, 200);
}
TEST(Tls, AnswersAClientThatHasClosedItsSide) {
  const TlsServer server;
  TlsClient client{server.port()};
  client.send(get_feed);
  SSL_shutdown(client.ssl());
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Alpn, IsHttp11) {
  const TlsServer server;
  TlsClient client{server.port(), {.protocols = std::string{http_2} + std::string{http_1_1}}};
  EXPECT_EQ(client.protocol(), "http/1.1");
  EXPECT_EQ(client.ask(get_feed).status, 200);
  EXPECT_EQ(TlsClient(server.port()).protocol(), "") << "who does not ask is not told";
}
TEST(Alpn, RefusesWhoSpeaksNothingElse) {
  const TlsServer server;
  EXPECT_FALSE(TlsClient(server.port(), {.protocols = std::string{http_2}}).is_connected());
}

TEST(ServerName, DecidesWhichCertificateIsShown) {
  const TlsServer server;
  for (const auto& [name, shown] : {std::pair{"first.example", "first.example"},
                                    {"second.example", "second.example"},
                                    {"SECOND.example", "second.example"},
                                    {"any.third.example", "second.example"}}) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      TlsClient client{server.port(), {.name = name, .version = version}};
      EXPECT_EQ(client.server_name(), shown) << name;
      EXPECT_EQ(client.ask(get_feed).status, 200);
    }
  }
}
TEST(ServerName, ThatIsNotKnownOrMissingGetsTheFirstCertificate) {
  const TlsServer server;
  for (const char* name : {"", "other.example", "third.example", "a.b.third.example"}) {
    EXPECT_EQ(TlsClient(server.port(), {.name = name}).server_name(), "first.example") << name;
  }
}

TEST(Hsts, IsSaidOverTlsAlone) {
  const TlsServer server{{.hsts = hours{24}}};
  EXPECT_EQ(TlsClient(server.port()).ask(get_feed).field("Strict-Transport-Security"), "max-age=86400");
  EXPECT_EQ(server.test.ask(get_feed).field("Strict-Transport-Security"), "");
  EXPECT_EQ(TestServer({.hsts = hours{24}}).ask(get_feed).field("Strict-Transport-Security"), "");
  EXPECT_EQ(TlsClient(TlsServer{}.port()).ask(get_feed).field("Strict-Transport-Security"), "") << "off by default";
}

TEST(PlainHttp, OnATlsPortIsToldSo) {
  const TlsServer server;
  const Response answer = server.test.ask(get_feed);
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, "This port speaks HTTPS: the address begins with https://\n");
  EXPECT_EQ(answer.field("Connection"), "close");
}

TEST(Handshake, CountsAgainstTheLimitOfAClient) {
  const TlsServer server{{.clients = {.max_connections_per_client = 1, .exempt = {}}}};
  TlsClient first{server.port()};
  EXPECT_EQ(first.ask(get_feed).status, 200);
  EXPECT_FALSE(TlsClient(server.port()).is_connected());
}
TEST(Handshake, MayBeginBehindAProxyHeader) {
  const TlsServer server{{.clients = {.proxy_protocol_from = loopback_ranges()}}};
  TlsClient client{server.port(), {.first_bytes = "PROXY TCP4 192.0.2.1 192.0.2.2 1000 443\r\n"}};
  EXPECT_EQ(client.ask(get_feed).status, 200);
}

TEST(Handshake, InPlaceOfWhichAProxyHeaderComesLeavesATrace) {
  const CertificateFolder folder;
  Certificates certificates{{folder.make("one", {"one.test"})}};
  ASSERT_TRUE(certificates.load().empty());
  HandServer server{{}, {.protocol = Protocol::https, .certificates = &certificates}};
  RawClient client = server.connect();
  client.send("PROXY TCP4 192.0.2.1 192.0.2.9 1 443\r\n");
  bool closed = false;
  static_cast<void>(client.receive_all(closed));
  EXPECT_EQ(server.log.lines,
            std::vector<std::string>{"event=proxy_protocol_mismatch peer=unix header=unexpected connections=1"});
}

TEST(Certificates, AreReplacedWithoutDroppingAnyone) {
  TlsServer server;
  TlsClient before{server.port()};
  EXPECT_EQ(before.ask(get_feed).status, 200);
  EXPECT_FALSE(server.certificates.have_changed());
  server.folder.make("first", {"first.example"});
  EXPECT_TRUE(server.certificates.have_changed());
  EXPECT_TRUE(server.certificates.load().empty());
  EXPECT_FALSE(server.certificates.have_changed());
  EXPECT_NE(TlsClient(server.port()).serial(), before.serial());
  EXPECT_EQ(before.ask(get_feed).status, 200);
}
TEST(Certificates, ThatAreBrokenLeaveTheLastGoodOnes) {
  TlsServer server;
  const std::string good = TlsClient(server.port()).serial();
  const auto file = (server.folder.path() / "first.pem").string();
  std::ofstream{file} << "half a certificate";
  server.folder.make("second", {"new.example"});
  const auto problems = server.certificates.load();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(to_string(problems[0]), file + ": error: expected a certificate in PEM form: no start line");
  EXPECT_EQ(TlsClient(server.port()).serial(), good);
  EXPECT_EQ(TlsClient(server.port(), {.name = "new.example"}).server_name(), "new.example")
      << "one pair is no reason to keep another back";
}
TEST(Certificates, NeedTheKeyThatIsTheirs) {
  const CertificateFolder folder;
  const auto first = folder.make("first", {"first.example"});
  const auto second = folder.make("second", {"second.example"});
  Certificates mixed{{{.certificate = first.certificate, .key = second.key}}};
  const auto problems = mixed.load();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(to_string(problems[0]), second.key + ": error: expected the key of " + first.certificate +
                                        " in PEM form, without a passphrase: key values mismatch");
  EXPECT_EQ(mixed.current(), nullptr);
  Certificates missing{{{.certificate = "/nowhere.pem", .key = "/nowhere.key"}}};
  EXPECT_EQ(to_string(missing.load().at(0)),
            "/nowhere.pem: error: expected a certificate in PEM form: No such file or directory");
}

TEST(TicketKeys, AreReplacedAndThenForgotten) {
  TicketKeys keys;
  const TicketKeys::TimePoint begin{hours{100}};
  const auto first = keys.newest(begin);
  EXPECT_EQ(keys.newest(begin + hours{11}).name, first.name);
  EXPECT_TRUE(keys.find(first.name, begin)->is_newest);
  EXPECT_NE(keys.newest(begin + hours{12}).name, first.name);
  EXPECT_FALSE(keys.find(first.name, begin + hours{23})->is_newest);
  EXPECT_FALSE(keys.find(first.name, begin + hours{24}));
}
TEST(TicketKeys, AreForgottenThoughNobodyAskedForAnotherInTime) {
  TicketKeys keys;
  const TicketKeys::TimePoint begin{hours{100}};
  const auto first = keys.newest(begin);
  const auto second = keys.newest(begin + hours{20});
  EXPECT_TRUE(keys.find(first.name, begin + hours{23}));
  EXPECT_FALSE(keys.find(first.name, begin + hours{24})) << "it is the last but one still, and too old";
  EXPECT_TRUE(keys.find(second.name, begin + hours{24})->is_newest);
}
TEST(TicketKeys, OfOthersAreNotFound) {
  TicketKeys keys;
  TicketKeys others;
  EXPECT_FALSE(keys.find(others.newest({}).name, {}));
}

/// What a client sends first, recorded from a real one.
std::string client_hello() {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
  const std::unique_ptr<SSL, decltype(&SSL_free)> ssl{SSL_new(context.get()), SSL_free};
  BIO* out = BIO_new(BIO_s_mem());
  SSL_set_bio(ssl.get(), BIO_new(BIO_s_mem()), out);
  SSL_connect(ssl.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(out, &data);
  return {data, static_cast<std::size_t>(size)};
}

TEST(HostileHandshake, CutAnywhereOrWithAnyByteWrongHarmsNobodyElse) {
  const TlsServer server;
  TlsClient good{server.port()};
  const std::string hello = client_hello();
  ASSERT_GT(hello.size(), 100U);
  for (std::size_t i = 0; i < hello.size(); ++i) {
    const RawClient cut = server.test.connect();
    cut.send(hello.substr(0, i));
    cut.finish_sending();
    std::string wrong = hello;
    wrong[i] = static_cast<char>(static_cast<unsigned char>(wrong[i]) ^ (1U << (i % 8)));
    const RawClient garbled = server.test.connect();
    garbled.send(wrong);
    garbled.finish_sending();
  }
  EXPECT_EQ(good.ask(get_feed).status, 200);
  EXPECT_EQ(TlsClient(server.port()).ask(get_feed).status, 200);
}

}  // namespace
}  // namespace citefeed::http
