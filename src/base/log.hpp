/// What happened, one line per event, for the operator. Floors below app report through this interface and never print.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace citefeed {

struct LogField {
  std::string_view key = {};
  std::string value = {};
};

class Log {
 public:
  Log() = default;
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  virtual ~Log() = default;

  /// Writes one event. Safe from any thread; never throws for want of a reader.
  virtual void write(std::string_view event, std::initializer_list<LogField> fields) = 0;
};

/// One line without its line end: `event=rebuilt posts=9 milliseconds=4`. Values with spaces, quotes or controls are
/// quoted and escaped, so that a line stays a line.
[[nodiscard]] std::string to_log_line(std::string_view event, std::initializer_list<LogField> fields);

}  // namespace citefeed
