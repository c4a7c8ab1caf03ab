#include "http/answer.hpp"

#include <gtest/gtest.h>

namespace citefeed::http {
namespace {

TEST(ResponseTail, HasTheDateAndEndsTheHeader) {
  ResponseTail tail;
  tail.set_date(Instant{std::chrono::seconds{784111777}});
  EXPECT_EQ(tail.text(true, 1), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: citefeed\r\n\r\n");
}
TEST(ResponseTail, SaysSoWhenTheConnectionEnds) {
  ResponseTail tail;
  tail.set_date(Instant{std::chrono::seconds{784111777}});
  EXPECT_EQ(tail.text(false, 1),
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: citefeed\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(tail.text(false, 0), tail.text(false, 1));
}
TEST(ResponseTail, TellsHttp10ClientsThatTheConnectionStays) {
  ResponseTail tail;
  tail.set_date(Instant{std::chrono::seconds{784111777}});
  EXPECT_EQ(tail.text(true, 0),
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: citefeed\r\nConnection: keep-alive\r\n\r\n");
}
TEST(ResponseTail, MovesWithTheClock) {
  ResponseTail tail;
  tail.set_date(Instant{std::chrono::seconds{784111777}});
  tail.set_date(Instant{std::chrono::seconds{784111778}});
  EXPECT_TRUE(tail.text(true, 1).starts_with("Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n"));
}

TEST(ResponseTail, SaysHowLongToInsistOnHttpsWhereThatIsWanted) {
  ResponseTail tail{std::chrono::hours{24}};
  tail.set_date({});
  for (const bool keep_alive : {true, false}) {
    EXPECT_NE(tail.text(keep_alive, 1).find("\r\nStrict-Transport-Security: max-age=86400\r\n"),
              std::string_view::npos);
  }
  ResponseTail silent{std::chrono::seconds{0}};
  silent.set_date({});
  EXPECT_EQ(silent.text(true, 1).find("Strict"), std::string_view::npos);
}

}  // namespace
}  // namespace citefeed::http
