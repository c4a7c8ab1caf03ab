/// The bytes of one client's connection, in both directions, without waiting, as they are or over TLS.
#pragma once
#include <sys/uio.h>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "base/file_descriptor.hpp"

namespace citefeed::http {

// What reading from a client's connection gave.

/// Bytes, the end, both, or nothing for now.
struct Receipt {
  std::size_t bytes = 0;
  bool may_have_more = false;    ///< the room was too small for all that came
  bool ended = false;            ///< the client has closed its side
  bool broken = false;           ///< the connection is gone
  bool awaits_output = false;    ///< a handshake goes on only when the client reads
  bool is_proxy_header = false;  ///< broken, because TLS was to begin and a header of the PROXY protocol did
  bool is_plain_http = false;    ///< broken, because the client speaks HTTP where TLS is spoken
};

struct TlsContext;
class TlsSession;

/// A connected socket that never blocks. The one place that knows how bytes get into and out of it.
class Stream final {
 public:
  /// The most pieces that one send() is given.
  static constexpr std::size_t max_pieces = 65;

  explicit Stream(FileDescriptor socket);
  Stream(Stream&& other) noexcept;
  Stream& operator=(Stream&& other) noexcept;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream();

  /// From here on TLS is spoken, beginning with the bytes of the client that were read already. Throws std::bad_alloc.
  void start_tls(std::shared_ptr<const TlsContext> context, std::string_view already_read);
  /// Gives TLS up before it has begun: the client speaks something else.
  void give_up_tls();
  [[nodiscard]] bool is_tls() const { return tls_ != nullptr; }

  /// Reads into `room`, which is not empty. Unless `may_have_more`, everything that has come was read: the kernel will
  /// report what comes next.
  [[nodiscard]] Receipt receive(std::span<char> room);
  /// One gathered write; the number of bytes it took, or -1 with errno. Never raises SIGPIPE. What was not taken must
  /// be offered again, in the same order and all of it, before anything else: TLS may have encrypted it already.
  [[nodiscard]] std::ptrdiff_t send(std::span<const iovec> pieces);
  /// Not for TLS, like send_file(): the same for one piece that belongs with what send_file() is about to send: no
  /// segment goes out in between.
  [[nodiscard]] std::ptrdiff_t send_ahead(std::string_view piece);
  /// Sends a whole file of `bytes` bytes without copying it; the number of bytes it took, or -1 with errno.
  [[nodiscard]] std::ptrdiff_t send_file(const FileDescriptor& file, std::size_t bytes);
  /// Over TLS, says that nothing more comes (close_notify; RFC 8446, 6.1), so that no client takes a cut for the end.
  /// False when there is no room for it now: to be called again when there is.
  [[nodiscard]] bool say_goodbye();
  /// After that, closes our side, so that the client reads the end; false when the connection is gone.
  [[nodiscard]] bool finish_sending();

  [[nodiscard]] int number() const { return socket_.number(); }

 private:
  FileDescriptor socket_;
  std::unique_ptr<TlsSession> tls_;  ///< null where bytes go as they are; ends before the socket does
};

}  // namespace citefeed::http
