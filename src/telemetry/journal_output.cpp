#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "http/file_descriptor.hpp"
#include "telemetry/log_output.hpp"

namespace citefeed::telemetry {
namespace {

constexpr std::string_view fields_before_message = "PRIORITY=6\nSYSLOG_IDENTIFIER=citefeed\nMESSAGE=";

/// A socket that leads to `path`; not open, with errno, when that is no socket or nobody listens.
http::FileDescriptor connect_to(const std::string& path) {
  sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = {}};
  if (path.size() >= sizeof address.sun_path) {
    errno = ENAMETOOLONG;
    return {};
  }
  std::copy(path.begin(), path.end(), std::begin(address.sun_path));
  http::FileDescriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  // connect() wants a sockaddr and means any kind of one.
  const auto* any = reinterpret_cast<const sockaddr*>(&address);
  if (!socket.is_open() || ::connect(socket.number(), any, sizeof address) != 0) return {};
  return socket;
}

class JournalOutput final : public LineOutput {
 public:
  JournalOutput(http::FileDescriptor socket, std::string path) : socket_(std::move(socket)), path_(std::move(path)) {}

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
  http::FileDescriptor socket_;
  std::string path_;
  std::string datagram_ = {};
  std::string trouble_ = {};
};

}  // namespace

Outcome<std::unique_ptr<LineOutput>> open_journal(const std::string& socket) {
  http::FileDescriptor connected = connect_to(socket);
  if (!connected.is_open()) {
    return {.diagnostics = {{.message = fmt::format("cannot reach the journal at {}: {}", socket,
                                                    std::generic_category().message(errno))}}};
  }
  return {.value = std::make_unique<JournalOutput>(std::move(connected), socket)};
}

}  // namespace citefeed::telemetry
