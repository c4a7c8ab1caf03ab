// Who may see what is not public: whoever sits at this machine or operates it, and no page of another site in his
// browser.
#include "http/answer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace citefeed::http {
namespace {

Status status_for(const std::string& host, const std::string& fields = "") {
  const resource::Site site;
  const std::string bytes = fmt::format("GET /draft HTTP/1.1\r\nHost: {}\r\n{}\r\n", host, fields);
  return answer_privately(read_request(bytes, 0, {}), &site, {}, nullptr).status;
}

TEST(PrivateAnswers, AreGivenUnderTheNamesOfThisMachine) {
  for (const char* host : {"127.0.0.1:8081", "localhost:8081", "LOCALHOST", "[::1]:8081", "127.1.2.3"})
    EXPECT_EQ(status_for(host), Status::not_found) << host;
}

TEST(PrivateAnswers, AreRefusedUnderOtherNames) {
  for (const char* host : {"evil.example:8081", "127.0.0.1.evil.example", "127.evil.example", "192.0.2.7", "[::2]",
                           "localhost.evil.example"})
    EXPECT_EQ(status_for(host), Status::misdirected_request) << host;
}

TEST(PrivateAnswers, AreRefusedToPagesOfOtherSites) {
  EXPECT_EQ(status_for("127.0.0.1:8081", "Origin: https://evil.example\r\n"), Status::forbidden);
  EXPECT_EQ(status_for("127.0.0.1:8081", "Origin: null\r\n"), Status::forbidden);
  EXPECT_EQ(status_for("127.0.0.1:8081", "Origin: http://127.0.0.1:9999\r\n"), Status::forbidden);
  EXPECT_EQ(status_for("127.0.0.1:8081", "Origin: http://127.0.0.1:8081\r\n"), Status::not_found);
}

Status status_for_operator(const std::string& head) {
  const resource::Site site;
  return answer_to_operator(read_request("GET /metrics " + head + "\r\n", 0, {}), &site, {}, nullptr,
                            {"metrics.example.org", "box"})
      .status;
}
Status status_for_operator_at(const std::string& host, const std::string& fields = "") {
  return status_for_operator(fmt::format("HTTP/1.1\r\nHost: {}\r\n{}", host, fields));
}

TEST(AnswersToTheOperator, AreGivenUnderAddressesAndTheNamesThatAreSet) {
  for (const char* host : {"127.0.0.1:9090", "localhost:9090", "[::1]:9090", "192.0.2.7:9090", "[2001:db8::1]:9090",
                           "metrics.example.org", "Metrics.Example.org:9090", "box:9090"})
    EXPECT_EQ(status_for_operator_at(host), Status::not_found) << host;
}

TEST(AnswersToTheOperator, AreRefusedUnderOtherNames) {
  for (const char* host : {"evil.example:9090", "127.0.0.1.evil.example", "evil.metrics.example.org",
                           "box.evil.example", "2130706433", "boxx"})
    EXPECT_EQ(status_for_operator_at(host), Status::misdirected_request) << host;
}

TEST(AnswersToTheOperator, AreGivenWithoutHostWhichBrowsersAlwaysSend) {
  EXPECT_EQ(status_for_operator("HTTP/1.0\r\n"), Status::not_found);
  EXPECT_EQ(status_for_operator("HTTP/1.1\r\n"), Status::bad_request);
}

TEST(AnswersToTheOperator, AreRefusedToPagesOfOtherSites) {
  EXPECT_EQ(status_for_operator_at("192.0.2.7:9090", "Origin: https://evil.example\r\n"), Status::forbidden);
  EXPECT_EQ(status_for_operator_at("box:9090", "Origin: null\r\n"), Status::forbidden);
  EXPECT_EQ(status_for_operator_at("box:9090", "Origin: http://box:9090\r\n"), Status::not_found);
}

TEST(PrivateAnswers, LeaveTheRulesOfRequestsAsTheyAre) {
  const Answer answer = answer_privately(read_request("GET / HTTP/1.1\r\n\r\n", 0, {}), nullptr, {}, nullptr);
  EXPECT_EQ(answer.status, Status::bad_request);
  EXPECT_TRUE(answer.close);
}

}  // namespace
}  // namespace citefeed::http
