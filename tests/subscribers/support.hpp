/// What the tests of subscribers share: what a directory holds, records of feeds, a log that remembers.
#pragma once
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "../base/temporary_directory.hpp"
#include "base/log.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::subscribers {

/// The bytes of all files in `directory`.
inline std::string bytes_in(const std::filesystem::path& directory) {
  std::string all;
  for (const auto& item : std::filesystem::recursive_directory_iterator{directory}) {
    std::ifstream in{item.path(), std::ios::binary};
    all.append(std::istreambuf_iterator<char>{in}, {});
  }
  return all;
}

class MemoryLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> fields) noexcept override {
    lines.push_back(to_log_line(event, fields));
  }
  std::vector<std::string> lines = {};
};

struct Asked {
  std::string_view user_agent = "Liferea/1.13";
  std::string_view target = "/feed.atom";
  std::array<std::uint8_t, 4> client = {192, 0, 2, 77};
  http::Status status = http::Status::ok;
  http::Method method = http::Method::get;
  bool is_conditional = false;
  bool is_navigation = false;
};

[[nodiscard]] inline telemetry::Record record_of(Instant at, const Asked& asked) {
  telemetry::Record record;
  record.at = at;
  record.client = ipv4_address(asked.client);
  record.status = asked.status;
  record.method = asked.method;
  record.body_bytes = asked.status == http::Status::ok ? 700 : 0;
  record.tag = 5;
  record.is_conditional = asked.is_conditional;
  record.is_navigation = asked.is_navigation;
  record.target.assign(asked.target);
  record.user_agent.assign(asked.user_agent);
  return record;
}

}  // namespace citefeed::subscribers
