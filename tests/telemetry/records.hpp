/// Records as the tests of the access log want them.
#pragma once
#include <string_view>

#include "telemetry/recorder.hpp"

namespace citefeed::telemetry {

inline constexpr Instant test_moment{std::chrono::seconds{1795751258}};  // 2026-11-27T03:47:38Z

struct Asked {
  std::string_view method = "GET";
  std::string_view target = "/feed.atom";
  std::string_view user_agent = {};
  std::string_view referer = {};
  http::Status status = http::Status::ok;
};

[[nodiscard]] inline Record record_of(const Asked& asked) {
  const IpAddress client = ipv4_address({192, 0, 2, 77});
  const http::RequestHead head{.method = http::Method::get,
                               .target = asked.target,
                               .method_name = asked.method,
                               .referer = asked.referer,
                               .user_agent = asked.user_agent};
  Record record;
  fill(record, {.request = head,
                .status = asked.status,
                .body_bytes = 700,
                .client = client,
                .at = test_moment,
                .duration = std::chrono::microseconds{12}});
  return record;
}

}  // namespace citefeed::telemetry
