#include "http/server_config.hpp"

#include <gtest/gtest.h>
#include <string>

namespace citefeed::http {
namespace {

ServerConfig usable() {
  return {.listen = {{.host = "127.0.0.1"}}};
}
std::string problem(const ServerConfig& config) {
  return problem_with(config).value_or("");
}

TEST(ServerConfig, IsUsableByDefaultOnceItHasAnAddress) {
  EXPECT_EQ(problem(usable()), "");
  EXPECT_EQ(problem({}), "there is no address to listen on");
}
TEST(ServerConfig, IsRefusedWithNonsense) {
  ServerConfig config = usable();
  config.threads = 0;
  EXPECT_EQ(problem(config), "expected 1 to 256 threads");
  config = usable();
  config.limits.max_header_bytes = 100;
  EXPECT_EQ(problem(config), "expected a header limit of 1 KiB to 1 MiB");
  config = usable();
  config.limits.max_target_bytes = config.limits.max_header_bytes;
  EXPECT_EQ(problem(config), "expected a limit for addresses of at least 256 bytes, below the header limit");
  config = usable();
  config.limits.max_fields = 1;
  EXPECT_EQ(problem(config), "expected a limit of at least 8 header fields");
  config = usable();
  config.idle_timeout = std::chrono::milliseconds{0};
  EXPECT_EQ(problem(config), "expected timeouts of 10 milliseconds to a day");
  config = usable();
  config.farewell_timeout = std::chrono::milliseconds{-1};
  EXPECT_EQ(problem(config), "expected a farewell that takes time or none");
  config = usable();
  config.socket_mode = 04660;
  EXPECT_EQ(problem(config), "expected a mode of 0 to 0777 for Unix sockets");
}

}  // namespace
}  // namespace citefeed::http
