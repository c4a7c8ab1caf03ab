/// TLS over one client's socket.
#pragma once
#include <openssl/types.h>
#include <sys/uio.h>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "http/receipt.hpp"

namespace citefeed::http {

struct TlsContext;

/// The bytes between TLS and the socket. What was read before TLS began (the first bytes after a PROXY header) comes
/// first. A read that got less than it had room for has emptied the socket, and the next one need not ask the kernel.
struct TlsWire {
  int socket = -1;
  std::string ahead = {};
  bool is_drained = false;
  bool is_finished = false;  ///< all is said; what OpenSSL still writes, as new keys a client asks for, reaches nobody
};

/// The server's side (RFC 8446, RFC 5246). Never waits: a handshake goes on with each receive(). Belongs to one thread.
class TlsSession final {
 public:
  /// `context` is not null. Throws std::bad_alloc.
  TlsSession(std::shared_ptr<const TlsContext> context, int socket, std::string_view already_read);
  /// Says that nothing more comes (close_notify; RFC 8446, 6.1), so that no client takes a cut for the end.
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  /// As Stream's functions of these names. After -1 with EAGAIN, send() must be called with the same bytes at the
  /// front, as many as before at the least: they are encrypted already.
  [[nodiscard]] Receipt receive(std::span<char> room);
  [[nodiscard]] std::ptrdiff_t send(std::span<const iovec> pieces);
  [[nodiscard]] bool say_goodbye();

 private:
  struct Free {
    void operator()(SSL* ssl) const;
  };

  std::shared_ptr<const TlsContext> context_;
  TlsWire wire_;
  std::unique_ptr<SSL, Free> ssl_;
  bool failed_ = false;  ///< the session is of no more use, not even to say goodbye
};

}  // namespace citefeed::http
