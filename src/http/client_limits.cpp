#include "http/client_limits.hpp"

namespace citefeed::http {

std::optional<const char*> problem_with(const ClientLimits& limits) {
  if (limits.max_connections != 0 && limits.max_connections < 8) return "expected a limit of at least 8 connections";
  if (limits.request_timeout < std::chrono::milliseconds{10} || limits.request_timeout > std::chrono::hours{24}) {
    return "expected a timeout of 10 milliseconds to a day for a whole request";
  }
  if (limits.min_progress_bytes < 1 || limits.min_progress_bytes > std::size_t{1024} * 1024) {
    return "expected 1 byte to 1 MiB that a reader must take in time";
  }
  if (limits.max_repeats == 1) return "expected a limit of at least 2 requests for one address";
  if (limits.repeat_window < std::chrono::seconds{1} || limits.repeat_window > std::chrono::hours{1}) {
    return "expected to count requests for one address over a second to an hour";
  }
  return std::nullopt;
}

}  // namespace citefeed::http
