#include "subscribers/user_agent.hpp"

#include <gtest/gtest.h>
#include <fstream>
#include <sstream>
#include <string>

namespace citefeed::subscribers {
namespace {

/// software, announced, crawler: as tests/subscribers/data/user-agents.tsv writes them.
std::string to_columns(const UserAgent& agent) {
  return agent.software + "\t" + (agent.announced ? std::to_string(*agent.announced) : "-") + "\t" +
         (agent.is_crawler ? "crawler" : "-");
}

TEST(UserAgent, OfEveryFetcherWeKnowIsReadRightly) {
  std::ifstream file{std::string{CITEFEED_SOURCE_DIR} + "/tests/subscribers/data/user-agents.tsv"};
  int count = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t field = line.rfind('\t') + 1;
    EXPECT_EQ(to_columns(read_user_agent(line.substr(field))), line.substr(0, field - 1)) << line.substr(field);
    ++count;
  }
  EXPECT_GT(count, 50);
}

TEST(UserAgent, AnnouncesNothingByNumbersOfOtherThings) {
  for (const char* field : {"Reader/2 (+https://example.org/readers)", "Reader/2.0 readers", "News2readers/1",
                            "12 readership", "feed-id:12 subscribed", "subscribers", "x16 subscribersx"}) {
    EXPECT_EQ(read_user_agent(field).announced, std::nullopt) << field;
  }
}

TEST(UserAgent, AnnouncesNoNumberThatNobodyCanHave) {
  EXPECT_EQ(read_user_agent("A (999999999 subscribers)").announced, 999'999'999U);
  EXPECT_EQ(read_user_agent("A (1000000000 subscribers)").announced, std::nullopt);
  EXPECT_EQ(read_user_agent("A (99999999999999999999999 subscribers)").announced, std::nullopt);
  EXPECT_EQ(read_user_agent("A (-5 subscribers)").announced, std::nullopt);
}

TEST(UserAgent, HasANameOfHarmlessCharactersOnly) {
  EXPECT_EQ(read_user_agent("<script>alert(1)</script>/1.0").software, "unknown");
  EXPECT_EQ(read_user_agent("jane.doe@example.org reads (1 subscribers)").software, "unknown");
  EXPECT_EQ(read_user_agent("Na\xC3\xAFve/1.0").software, "unknown");
  EXPECT_EQ(read_user_agent(std::string(500, 'a')).software, "unknown");
  EXPECT_EQ(read_user_agent("((((((((((").software, "unknown");
}

}  // namespace
}  // namespace citefeed::subscribers
