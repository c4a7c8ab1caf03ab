/// What happened, one line per event, for the operator. Floors below app report through this interface and never print.
#pragma once
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace citefeed {

/// Refers to texts that last as long as the call it is passed to.
struct LogField {
  std::string_view key = {};
  std::string_view value = {};
};

class Log {
 public:
  Log() = default;
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  virtual ~Log() = default;

  /// Writes one event. Safe from any thread; never throws for want of a reader, and takes no memory: what is to be told
  /// may be that there is none.
  virtual void write(std::string_view event, std::initializer_list<LogField> fields) noexcept = 0;
};

/// A line is passed on in pieces of at most so many bytes; nearly all lines are one.
inline constexpr std::size_t most_log_piece_bytes = 4096;

/// Takes the pieces of a line, in their order.
using TakeLogPiece = std::function<void(std::string_view piece)>;

/// One line with its line end: `event=rebuilt posts=9 milliseconds=4`. Values with spaces, quotes or controls are
/// quoted and escaped, so that a line stays a line. Allocates nothing.
void write_log_line(std::string_view event, std::initializer_list<LogField> fields, const TakeLogPiece& take);

/// The same as a text, without its line end.
[[nodiscard]] std::string to_log_line(std::string_view event, std::initializer_list<LogField> fields);

}  // namespace citefeed
