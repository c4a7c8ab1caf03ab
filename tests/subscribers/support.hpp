/// What the tests of subscribers share: a directory of their own, records of feeds, a log that remembers.
#pragma once
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::subscribers {

/// Made with the object, gone with it.
class TemporaryDirectory final {
 public:
  TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "citefeed-state-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// The bytes of all files in it.
  [[nodiscard]] std::string bytes() const {
    std::string all;
    for (const auto& item : std::filesystem::recursive_directory_iterator{path_}) {
      std::ifstream in{item.path(), std::ios::binary};
      all.append(std::istreambuf_iterator<char>{in}, {});
    }
    return all;
  }

 private:
  std::filesystem::path path_ = {};
};

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
