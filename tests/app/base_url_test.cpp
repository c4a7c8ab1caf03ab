#include <gmock/gmock.h>

#include "app/servers.hpp"

namespace citefeed::app {
namespace {

using testing::HasSubstr;
using testing::Optional;

std::optional<std::string> why(const std::string& base_url, const std::vector<http::Endpoint>& listen) {
  return why_unreachable({.text = base_url}, listen);
}

TEST(BaseUrl, OfThisMachineHasToBeListenedAt) {
  const auto elsewhere = Optional(HasSubstr("nothing of this listens"));
  EXPECT_EQ(why("http://127.0.0.1:8080/", {{.host = "127.0.0.1", .port = 8080}}), std::nullopt);
  EXPECT_EQ(why("http://localhost:8080/", {{.host = "::1", .port = 8080}}), std::nullopt);
  EXPECT_EQ(why("http://[::1]/", {{.host = "::1", .port = 80}}), std::nullopt);
  EXPECT_THAT(why("http://127.0.0.1:8080/", {{.host = "127.0.0.1", .port = 9000}}), elsewhere);
  EXPECT_THAT(why("http://localhost/", {{.host = "127.0.0.1", .port = 8080}}), elsewhere);
  EXPECT_THAT(why("https://localhost:8080/", {{.host = "127.0.0.1", .port = 8080}}), elsewhere);
  EXPECT_EQ(why("https://localhost/", {{.host = "127.0.0.1", .port = 443, .protocol = http::Protocol::https}}),
            std::nullopt);
  EXPECT_THAT(why("http://localhost/", {{.host = "127.0.0.1", .port = 80, .protocol = http::Protocol::redirect}}),
              elsewhere);
}

TEST(BaseUrl, OfThisMachineIsNothingForOthers) {
  EXPECT_THAT(why("http://127.0.0.1:8080/", {{.host = "0.0.0.0", .port = 8080}}),
              Optional(HasSubstr("this machine only")));
}

TEST(BaseUrl, MayBeThatOfAProxyInFront) {
  EXPECT_EQ(why("https://example.org/", {{.host = "127.0.0.1", .port = 8080}}), std::nullopt);
  EXPECT_EQ(why("http://192.0.2.1/", {{.host = "0.0.0.0", .port = 8080}}), std::nullopt);
  EXPECT_EQ(why("http://localhost/", {{.path = "/run/citefeed.sock"}}), std::nullopt);
}

}  // namespace
}  // namespace citefeed::app
