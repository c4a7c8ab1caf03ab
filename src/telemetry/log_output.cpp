#include "telemetry/access_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <system_error>
#include <utility>

#include "base/file_descriptor.hpp"
#include "http/endpoint.hpp"

namespace citefeed::telemetry {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t enough_to_write_bytes = std::size_t{64} << 10U;
constexpr std::chrono::seconds rename_look_interval{1};
constexpr int last_wait_milliseconds = 1000;
constexpr mode_t log_mode = 0640;

FileDescriptor open_at_end(const std::string& path) {
  // O_NONBLOCK: a FIFO that nobody reads is an error at once, and not a place to wait. Links are followed, since
  // /dev/stdout is one and containers make their logs links to it.
  return FileDescriptor{
      ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, log_mode)};
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

/// Lines for a file descriptor. What cannot be written yet waits, from the byte on where writing stopped, so that a
/// line that a full disk cut in two becomes whole when there is room again.
class FileOutput final : public LineOutput {
 public:
  /// `path` is empty for what has no name to be opened by again.
  FileOutput(FileDescriptor file, std::string path) : path_(std::move(path)) { use(std::move(file)); }

  bool add(std::string_view line) override {
    if (pending_bytes() + line.size() > most_pending_bytes) return false;
    pending_ += line;
    if (pending_bytes() >= enough_to_write_bytes && !must_wait_) write_pending(0);
    return true;
  }

  std::string flush() override {
    const bool is_due = !path_.empty() && steady_clock::now() >= next_look_;
    if (is_due && !is_same_file()) reopen();
    write_pending(0);
    return trouble_.empty() ? reopen_trouble_ : std::exchange(trouble_, {});
  }

  void reopen() override {
    if (path_.empty()) return;
    write_pending(0);  // what was begun there is ended there
    FileDescriptor file = open_at_end(path_);
    reopen_trouble_ = file.is_open() ? "" : reason(errno);
    if (file.is_open()) use(std::move(file));  // else the old one takes what comes until the new one can be had
  }

  std::uint64_t finish() override {
    write_pending(last_wait_milliseconds);
    return static_cast<std::uint64_t>(
        std::count(pending_.begin() + static_cast<std::ptrdiff_t>(written_), pending_.end(), '\n'));
  }

 private:
  [[nodiscard]] std::size_t pending_bytes() const { return pending_.size() - written_; }

  void use(FileDescriptor file) {
    file_ = std::move(file);
    struct stat status = {};
    is_regular_ = ::fstat(file_.number(), &status) == 0 && S_ISREG(status.st_mode);
    device_ = status.st_dev;
    inode_ = status.st_ino;
  }

  [[nodiscard]] bool is_same_file() {
    next_look_ = steady_clock::now() + rename_look_interval;
    struct stat status = {};
    return ::stat(path_.c_str(), &status) == 0 && status.st_dev == device_ && status.st_ino == inode_;
  }

  void write_pending(int wait_milliseconds) {
    must_wait_ = false;
    while (pending_bytes() > 0 && !must_wait_) {
      must_wait_ = !write_some(wait_milliseconds);
    }
    if (written_ >= pending_.size() / 2) {
      pending_.erase(0, written_);
      written_ = 0;
    }
  }

  /// A pipe that poll() calls writable takes PIPE_BUF bytes without blocking (pipe(7)), whatever its flags: those of
  /// standard output belong to other processes too. False when nothing more can be written now.
  bool write_some(int wait_milliseconds) {
    std::size_t bytes = pending_bytes();
    if (!is_regular_) {
      pollfd file = {.fd = file_.number(), .events = POLLOUT, .revents = 0};
      if (::poll(&file, 1, wait_milliseconds) <= 0) return false;
      bytes = std::min<std::size_t>(bytes, PIPE_BUF);
    }
    const ssize_t count = ::write(file_.number(), pending_.data() + written_, bytes);
    if (count >= 0) {
      written_ += static_cast<std::size_t>(count);
      return true;
    }
    if (errno == EINTR) return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) trouble_ = reason(errno);
    return false;
  }

  std::string path_;
  FileDescriptor file_ = {};
  bool is_regular_ = false;
  dev_t device_ = {};
  ino_t inode_ = {};
  steady_clock::time_point next_look_ = {};
  std::string pending_ = {};
  std::size_t written_ = 0;  ///< of pending_
  bool must_wait_ = false;
  std::string trouble_ = {};         ///< of the last write
  std::string reopen_trouble_ = {};  ///< of the last time the file was opened
};

}  // namespace

Outcome<std::unique_ptr<LineOutput>> open_standard_output() {
  FileDescriptor file{::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)};
  if (!file.is_open()) {
    return {.diagnostics = {{.message = fmt::format("cannot write to standard output: {}", reason(errno))}}};
  }
  return {.value = std::make_unique<FileOutput>(std::move(file), "")};
}

Outcome<std::unique_ptr<LineOutput>> open_log_file(const std::string& path) {
  FileDescriptor file = open_at_end(path);
  if (!file.is_open()) {
    return {.diagnostics = {{.message = fmt::format("cannot write the access log {}: {}", path, reason(errno))}}};
  }
  return {.value = std::make_unique<FileOutput>(std::move(file), path)};
}

namespace {

constexpr std::string_view fields_before_message = "PRIORITY=6\nSYSLOG_IDENTIFIER=citefeed\nMESSAGE=";

/// A socket that leads to `path`; not open, with errno, when that is no socket or nobody listens.
FileDescriptor connect_to(const std::string& path) {
  const auto address = http::unix_address(path);
  if (!address) {
    errno = ENAMETOOLONG;
    return {};
  }
  FileDescriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (!socket.is_open() || ::connect(socket.number(), address->get(), address->size) != 0) return {};
  return socket;
}

class JournalOutput final : public LineOutput {
 public:
  JournalOutput(FileDescriptor socket, std::string path) : socket_(std::move(socket)), path_(std::move(path)) {}

  bool add(std::string_view line) override {
    if (!socket_.is_open()) return false;
    datagram_ = fields_before_message;
    datagram_ += line;
    ssize_t sent = 0;
    do {
      sent = ::send(socket_.number(), datagram_.data(), datagram_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    if (sent >= 0) return true;
    const bool is_full = errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS;
    if (!is_full) {  // the journal was restarted, or stopped
      trouble_ = std::generic_category().message(errno);
      socket_ = {};
    }
    return false;
  }

  std::string flush() override {
    if (!socket_.is_open()) reopen();
    return std::exchange(trouble_, {});
  }

  void reopen() override {
    socket_ = connect_to(path_);
    if (!socket_.is_open()) trouble_ = std::generic_category().message(errno);
  }

  std::uint64_t finish() override { return 0; }

 private:
  FileDescriptor socket_;
  std::string path_;
  std::string datagram_ = {};
  std::string trouble_ = {};
};

}  // namespace

Outcome<std::unique_ptr<LineOutput>> open_journal(const std::string& socket) {
  FileDescriptor connected = connect_to(socket);
  if (!connected.is_open()) {
    return {.diagnostics = {{.message = fmt::format("cannot reach the journal at {}: {}", socket,
                                                    std::generic_category().message(errno))}}};
  }
  return {.value = std::make_unique<JournalOutput>(std::move(connected), socket)};
}

}  // namespace citefeed::telemetry
