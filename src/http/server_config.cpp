#include "http/server_config.hpp"

#include <algorithm>

namespace citefeed::http {

std::optional<const char*> problem_with(const ServerConfig& config) {
  using std::chrono::milliseconds;
  if (config.listen.empty()) return "there is no address to listen on";
  if (config.threads < 1 || config.threads > 256) return "expected 1 to 256 threads";
  const RequestLimits& limits = config.limits;
  if (limits.max_header_bytes < 1024 || limits.max_header_bytes > std::size_t{1024} * 1024) {
    return "expected a header limit of 1 KiB to 1 MiB";
  }
  if (limits.max_target_bytes < 256 || limits.max_target_bytes >= limits.max_header_bytes) {
    return "expected a limit for addresses of at least 256 bytes, below the header limit";
  }
  if (limits.max_fields < 8) return "expected a limit of at least 8 header fields";
  const milliseconds shortest =
      std::min({config.header_timeout, config.idle_timeout, config.write_timeout, config.linger_timeout});
  const milliseconds longest = std::max({config.header_timeout, config.idle_timeout, config.write_timeout,
                                         config.linger_timeout, config.farewell_timeout});
  if (shortest < milliseconds{10} || longest > std::chrono::hours{24}) {
    return "expected timeouts of 10 milliseconds to a day";
  }
  if (config.farewell_timeout < milliseconds{0}) return "expected a farewell that takes time or none";
  if ((config.socket_mode & ~mode_t{0777}) != 0) return "expected a mode of 0 to 0777 for Unix sockets";
  if (const auto problem = problem_with(config.clients)) return problem;
  return std::nullopt;
}

}  // namespace citefeed::http
