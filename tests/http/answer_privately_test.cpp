// Who may see what is not public yet: whoever sits at this machine, and no page of another site in his browser.
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

TEST(PrivateAnswers, LeaveTheRulesOfRequestsAsTheyAre) {
  const Answer answer = answer_privately(read_request("GET / HTTP/1.1\r\n\r\n", 0, {}), nullptr, {}, nullptr);
  EXPECT_EQ(answer.status, Status::bad_request);
  EXPECT_TRUE(answer.close);
}

}  // namespace
}  // namespace citefeed::http
