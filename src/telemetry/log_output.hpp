/// Where the lines of an access log go: standard output, a file, the journal. None of them makes its caller wait.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace citefeed::telemetry {

/// One thread.
class LineOutput {
 public:
  LineOutput() = default;
  LineOutput(const LineOutput&) = delete;
  LineOutput& operator=(const LineOutput&) = delete;
  virtual ~LineOutput() = default;

  /// Takes `line`, which ends in its only line feed; false when there is no room for it now and it is lost.
  [[nodiscard]] virtual bool add(std::string_view line) = 0;
  /// Passes on what it holds, as far as that goes without waiting. What is wrong, as half a sentence; empty when
  /// nothing is, or when only a slow reader must be waited for.
  [[nodiscard]] virtual std::string flush() = 0;
  /// Takes what stands under the file's name now.
  virtual void reopen() = 0;
  /// The last flush(), which gives a slow reader a second. How many lines are lost for ever.
  [[nodiscard]] virtual std::uint64_t finish() = 0;
};

/// Of lines that wait for a slow reader or a full disk; above, further ones are lost.
inline constexpr std::size_t most_pending_bytes = std::size_t{1} << 20U;

/// Standard output, which is left open. Without value: why it cannot be had.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_standard_output();

/// The file `path`, made where it is not there (mode 0640) and written at its end. When another file stands under that
/// name, or none, flush() turns to that within a second (logrotate's "create" and plain renaming). Without value: why
/// it cannot be opened.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_log_file(const std::string& path);

/// The journal, by its native protocol (systemd, "Native Journal Protocol"): one datagram a line, with the fields
/// MESSAGE, PRIORITY and SYSLOG_IDENTIFIER. `socket` is a path. Without value: why it cannot be had.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_journal(
    const std::string& socket = "/run/systemd/journal/socket");

}  // namespace citefeed::telemetry
