/// The process and its terminal: signals, standard streams, how many files it may open, a line that counts long work.
#pragma once
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/log.hpp"
#include "base/mutex.hpp"

namespace citefeed::app {

// SIGTERM, SIGINT and SIGHUP as something to wait for, instead of handlers.

/// What SIGHUP is: the end, as for a program whose terminal is closed, or a request to open log files again.
enum class Hangup : std::uint8_t { ends, reopens };

/// While one of these exists, SIGTERM and SIGINT do nothing by themselves in this thread and those it starts, and a
/// closed connection or pipe raises no SIGPIPE. After the first signal arrived, a second one ends the process at once.
class SignalsBlocked final {
 public:
  explicit SignalsBlocked(Hangup hangup = Hangup::ends);
  ~SignalsBlocked();
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  /// Waits for SIGTERM or SIGINT, and calls `reopen` for each SIGHUP meanwhile where that is to reopen. One thread.
  void wait(const std::function<void()>& reopen = {}) const;
  /// True once wait() has returned. Safe from any thread.
  [[nodiscard]] bool arrived() const { return arrived_; }

 private:
  sigset_t set_ = {};
  sigset_t before_ = {};
  mutable std::atomic<bool> arrived_ = false;
};

// Standard input and output as bytes.

/// Waits for what comes next on standard input and writes it to `buffer`, at most `size` bytes; how many, 0 at the end.
/// Throws std::system_error.
[[nodiscard]] std::size_t read_input(char* buffer, std::size_t size);

/// Writes `bytes` to standard output at once. Throws std::system_error, e.g. when the disk is full.
void write_output(std::string_view bytes);

/// One line each to standard error.
void print_diagnostics(const std::vector<Diagnostic>& diagnostics);

// The operator's log: one line per event on standard error.

class StderrLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> fields) noexcept override;

 private:
  Mutex mutex_ = {};  ///< a line is never cut by another
};

// How many files, and so connections, the system lets this process have open.

/// Raises the soft limit (RLIMIT_NOFILE, setrlimit(2)) to the hard one: the usual 1,024 are a courtesy to programs that
/// use select(2), and few for a server. The limit that holds now.
std::size_t raise_file_limit();

/// `max_connections` (0: as many as can be), or fewer where `files` may be open and a server needs some for listeners,
/// watched trees and the files of a rebuild: then clients wait to be accepted, and the next post is still read.
[[nodiscard]] std::size_t affordable_connections(std::size_t max_connections, std::size_t files);

/// A line that counts long work on a terminal, and says nothing anywhere else. One thread at a time. The line is wiped
/// when the progress ends.
class Progress final {
 public:
  /// `what` is done to things: "exporting".
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows "exporting 120 of 4000" at most ten times a second.
  void show(std::size_t done, std::size_t total);

 private:
  std::string what_;
  bool is_terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_ = {};
};

}  // namespace citefeed::app
