#include "app/process.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace citefeed::app {

SignalsBlocked::SignalsBlocked(Hangup hangup) {
  std::signal(SIGPIPE, SIG_IGN);
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  if (hangup == Hangup::reopens) sigaddset(&set_, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &set_, &before_);
}

SignalsBlocked::~SignalsBlocked() {
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void SignalsBlocked::wait(const std::function<void()>& reopen) const {
  for (int signal = SIGHUP; signal == SIGHUP;) {
    sigwait(&set_, &signal);
    if (signal == SIGHUP && reopen) reopen();
  }
  arrived_ = true;
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);  // of this thread: a second signal finds its default action
}

std::size_t read_input(char* buffer, std::size_t size) {
  while (true) {
    const auto count = ::read(STDIN_FILENO, buffer, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw std::system_error{errno, std::generic_category(), "cannot read standard input"};
  }
}

void write_output(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      throw std::system_error{errno, std::generic_category(), "cannot write to standard output"};
    }
  }
}

void print_diagnostics(const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) std::fprintf(stderr, "%s\n", to_string(diagnostic).c_str());
}

namespace {

/// As much of it as can be written: nobody could be told that the rest could not.
void write_to_standard_error(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(STDERR_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace

void StderrLog::write(std::string_view event, std::initializer_list<LogField> fields) noexcept {
  const MutexLock lock{mutex_};
  write_log_line(event, fields, write_to_standard_error);
}

std::size_t raise_file_limit() {
  rlimit files = {};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  const rlimit raised{.rlim_cur = files.rlim_max, .rlim_max = files.rlim_max};
  if (setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
  return files.rlim_cur;
}

std::size_t affordable_connections(std::size_t max_connections, std::size_t files) {
  constexpr std::size_t besides = 64, fewest = 8;
  const std::size_t affordable = std::max(files, besides + fewest) - besides;
  return max_connections == 0 ? affordable : std::min(max_connections, affordable);
}

Progress::Progress(std::string what) : what_(std::move(what)), is_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void Progress::show(std::size_t done, std::size_t total) {
  constexpr std::chrono::milliseconds interval{100};
  const auto now = std::chrono::steady_clock::now();
  if (!is_terminal_ || now - last_ < interval) return;
  last_ = now;
  shown_ = true;
  std::fprintf(stderr, "\r\033[K%s %zu of %zu", what_.c_str(), done, total);
}

}  // namespace citefeed::app
