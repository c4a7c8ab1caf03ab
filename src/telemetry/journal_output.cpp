#include <fmt/format.h>
#include <sys/socket.h>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/file_descriptor.hpp"
#include "http/socket_address.hpp"
#include "telemetry/log_output.hpp"

namespace citefeed::telemetry {
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
