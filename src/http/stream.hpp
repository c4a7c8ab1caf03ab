/// The bytes of one client's connection, in both directions, without waiting.
#pragma once
#include <sys/uio.h>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "http/file_descriptor.hpp"

namespace citefeed::http {

/// What receive() gave: bytes, the end, or nothing for now.
struct Receipt {
  std::size_t bytes = 0;
  bool may_have_more = false;  ///< the room was too small for all that came
  bool ended = false;          ///< the client has closed its side
  bool broken = false;         ///< the connection is gone
};

/// A connected socket that never blocks. The one place that knows how bytes get into and out of it.
class Stream final {
 public:
  explicit Stream(FileDescriptor socket) : socket_(std::move(socket)) {}

  /// Reads into `room`, which is not empty. Unless `may_have_more`, everything that has come was read: the kernel will
  /// report what comes next.
  [[nodiscard]] Receipt receive(std::span<char> room);
  /// One gathered write; the number of bytes it took, or -1 with errno. Never raises SIGPIPE.
  [[nodiscard]] std::ptrdiff_t send(std::span<const iovec> pieces);
  /// The same for one piece that belongs with what send_file() is about to send: no segment goes out in between.
  [[nodiscard]] std::ptrdiff_t send_ahead(std::string_view piece);
  /// Sends a whole file of `bytes` bytes without copying it; the number of bytes it took, or -1 with errno.
  [[nodiscard]] std::ptrdiff_t send_file(const FileDescriptor& file, std::size_t bytes);
  /// Closes our side, so that the client reads the end; false when the connection is gone.
  [[nodiscard]] bool finish_sending();

  [[nodiscard]] int number() const { return socket_.number(); }

 private:
  FileDescriptor socket_;
};

}  // namespace citefeed::http
