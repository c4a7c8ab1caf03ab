#include "http/stream.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/types.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "http/certificates.hpp"
#include "http/forwarded.hpp"

namespace citefeed::http {

// TLS over one client's socket.

/// The bytes between TLS and the socket. What was read before TLS began (the first bytes after a PROXY header) comes
/// first. A read that got less than it had room for has emptied the socket, and the next one need not ask the kernel.
struct TlsWire {
  int socket = -1;
  std::string ahead = {};
  std::string first = {};  ///< the first bytes, of which little is kept: they tell what begins
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

namespace {

/// The most that one record holds (RFC 8446, 5.1).
constexpr std::size_t record_bytes = std::size_t{16} * 1024;

using Record = std::array<char, record_bytes>;

/// The record that begins `offset` bytes into `pieces`: where it lies, if that is in one piece, else gathered in
/// `storage`. Empty at the end.
std::string_view next_record(std::span<const iovec> pieces, std::size_t offset, Record& storage) {
  std::size_t gathered = 0;
  for (const iovec& piece : pieces) {
    if (offset >= piece.iov_len) {
      offset -= piece.iov_len;
      continue;
    }
    const std::string_view rest{static_cast<const char*>(piece.iov_base) + offset, piece.iov_len - offset};
    offset = 0;
    if (gathered == 0 && rest.size() >= record_bytes) return rest.substr(0, record_bytes);
    const std::size_t taken = std::min(rest.size(), record_bytes - gathered);
    std::copy_n(rest.begin(), taken, storage.begin() + static_cast<std::ptrdiff_t>(gathered));
    gathered += taken;
    if (gathered == record_bytes) break;
  }
  return {storage.data(), gathered};
}

// How OpenSSL reads from and writes to a client's socket.

TlsWire& wire_of(BIO* bio) {
  return *static_cast<TlsWire*>(BIO_get_data(bio));
}

bool must_wait() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

int read_ahead(TlsWire& wire, char* room, std::size_t size, std::size_t* bytes) {
  *bytes = std::min(size, wire.ahead.size());
  std::memcpy(room, wire.ahead.data(), *bytes);
  wire.ahead.erase(0, *bytes);
  if (wire.ahead.empty()) std::string{}.swap(wire.ahead);
  return 1;
}

int read(BIO* bio, char* room, std::size_t size, std::size_t* bytes) {
  TlsWire& wire = wire_of(bio);
  BIO_clear_retry_flags(bio);
  *bytes = 0;
  if (!wire.ahead.empty()) return read_ahead(wire, room, size, bytes);
  if (wire.is_drained) {
    BIO_set_retry_read(bio);
    return 0;
  }
  ssize_t received = 0;
  do {
    received = recv(wire.socket, room, size, 0);
  } while (received < 0 && errno == EINTR);
  if (received < 0 && must_wait()) BIO_set_retry_read(bio);
  if (received == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  if (received <= 0) return 0;
  *bytes = static_cast<std::size_t>(received);
  if (wire.first.size() < proxy_signature_bytes) {
    wire.first.append(room, std::min(*bytes, proxy_signature_bytes - wire.first.size()));
  }
  wire.is_drained = *bytes < size;
  return 1;
}

int write(BIO* bio, const char* data, std::size_t size, std::size_t* bytes) {
  BIO_clear_retry_flags(bio);
  const TlsWire& wire = wire_of(bio);
  if (wire.is_finished) {
    *bytes = size;
    return 1;
  }
  *bytes = 0;
  ssize_t sent = 0;
  do {
    sent = send(wire.socket, data, size, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  if (sent < 0 && must_wait()) BIO_set_retry_write(bio);
  if (sent < 0) return 0;
  *bytes = static_cast<std::size_t>(sent);
  return 1;
}

long control(BIO* bio, int command, long /*number*/, void* /*pointer*/) {
  switch (command) {
    case BIO_CTRL_FLUSH:
      return 1;  // nothing is held back here
    case BIO_CTRL_EOF:
      return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    default:
      return 0;
  }
}

struct FreeMethod {
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};
using Method = std::unique_ptr<BIO_METHOD, FreeMethod>;

Method make_method() {
  Method method{BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "client")};
  if (method == nullptr || BIO_meth_set_read_ex(method.get(), read) != 1 ||
      BIO_meth_set_write_ex(method.get(), write) != 1 || BIO_meth_set_ctrl(method.get(), control) != 1) {
    throw std::bad_alloc{};
  }
  return method;
}

/// A new BIO over `wire`, which must outlive it; whoever is given it frees it. Never waits and never raises SIGPIPE.
/// Throws std::bad_alloc.
BIO* make_tls_bio(TlsWire& wire) {
  static const Method method = make_method();  // a table of functions, the same for all
  BIO* bio = BIO_new(method.get());
  if (bio == nullptr) throw std::bad_alloc{};
  BIO_set_data(bio, &wire);
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace

void TlsSession::Free::operator()(SSL* ssl) const {
  SSL_free(ssl);
}

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context, int socket, std::string_view already_read)
    : context_(std::move(context)),
      wire_{.socket = socket, .ahead = std::string{already_read}},
      ssl_(SSL_new(context_->pairs.front().get())) {
  if (ssl_ == nullptr) throw std::bad_alloc{};
  // const_cast: OpenSSL keeps what it is given as void*; it is only read from.
  SSL_set_app_data(ssl_.get(), const_cast<TlsContext*>(context_.get()));
  BIO* bio = make_tls_bio(wire_);
  SSL_set_bio(ssl_.get(), bio, bio);
  SSL_set_accept_state(ssl_.get());
}

TlsSession::~TlsSession() {
  static_cast<void>(say_goodbye());  // where the socket is full or gone, the client learns nothing more
}

Receipt TlsSession::receive(std::span<char> room) {
  Receipt receipt;
  wire_.is_drained = false;
  while (receipt.bytes < room.size()) {
    ERR_clear_error();
    std::size_t bytes = 0;
    const int result = SSL_read_ex(ssl_.get(), room.data() + receipt.bytes, room.size() - receipt.bytes, &bytes);
    if (result == 1) {
      receipt.bytes += bytes;
      continue;
    }
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return receipt;
      case SSL_ERROR_WANT_WRITE:
        receipt.awaits_output = true;
        return receipt;
      case SSL_ERROR_ZERO_RETURN:
        receipt.ended = true;
        return receipt;
      default:
        failed_ = true;
        receipt.broken = true;
        receipt.is_proxy_header = begins_as_proxy_header(wire_.first);
        receipt.is_plain_http = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
        return receipt;
    }
  }
  receipt.may_have_more = true;
  return receipt;
}

std::ptrdiff_t TlsSession::send(std::span<const iovec> pieces) {
  Record storage;  // not initialised: most records are short
  std::size_t sent = 0;
  while (true) {
    const std::string_view record = next_record(pieces, sent, storage);
    if (record.empty()) return static_cast<std::ptrdiff_t>(sent);
    ERR_clear_error();
    std::size_t bytes = 0;
    const int result = SSL_write_ex(ssl_.get(), record.data(), record.size(), &bytes);
    if (result == 1) {
      sent += bytes;
      continue;
    }
    const int error = SSL_get_error(ssl_.get(), result);
    const bool is_full = error == SSL_ERROR_WANT_WRITE || error == SSL_ERROR_WANT_READ;
    failed_ = !is_full;
    errno = is_full ? EAGAIN : EPIPE;
    return is_full && sent > 0 ? static_cast<std::ptrdiff_t>(sent) : -1;
  }
}

bool TlsSession::say_goodbye() {
  if (failed_ || wire_.is_finished || SSL_is_init_finished(ssl_.get()) != 1) return true;
  ERR_clear_error();
  const int result = SSL_shutdown(ssl_.get());
  // The second time OpenSSL 3.0 says 0, as for success, when there is no room yet.
  wire_.is_finished = result == 1 || SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_WRITE;
  return wire_.is_finished;
}

Stream::Stream(FileDescriptor socket) : socket_(std::move(socket)) {}
Stream::Stream(Stream&& other) noexcept = default;
Stream& Stream::operator=(Stream&& other) noexcept = default;
Stream::~Stream() = default;

void Stream::start_tls(std::shared_ptr<const TlsContext> context, std::string_view already_read) {
  tls_ = std::make_unique<TlsSession>(std::move(context), number(), already_read);
}

void Stream::give_up_tls() {
  tls_.reset();
}

Receipt Stream::receive(std::span<char> room) {
  if (tls_ != nullptr) return tls_->receive(room);
  ssize_t received = 0;
  do {
    received = recv(number(), room.data(), room.size(), 0);
  } while (received < 0 && errno == EINTR);
  if (received > 0) {
    const auto bytes = static_cast<std::size_t>(received);
    return {.bytes = bytes, .may_have_more = bytes == room.size()};
  }
  if (received == 0) return {.ended = true};
  return {.broken = errno != EAGAIN && errno != EWOULDBLOCK};
}

std::ptrdiff_t Stream::send(std::span<const iovec> pieces) {
  if (tls_ != nullptr) return tls_->send(pieces);
  msghdr message = {};
  message.msg_iov = const_cast<iovec*>(pieces.data());  // sendmsg() only reads them
  message.msg_iovlen = pieces.size();
  ssize_t sent = 0;
  do {
    // send() for a single piece, as of a 304, spares the kernel reading the message header.
    sent = pieces.size() == 1 ? ::send(number(), pieces[0].iov_base, pieces[0].iov_len, MSG_NOSIGNAL)
                              : sendmsg(number(), &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

std::ptrdiff_t Stream::send_ahead(std::string_view piece) {
  ssize_t sent = 0;
  do {
    sent = ::send(number(), piece.data(), piece.size(), MSG_NOSIGNAL | MSG_MORE);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

std::ptrdiff_t Stream::send_file(const FileDescriptor& file, std::size_t bytes) {
  ssize_t sent = 0;
  do {
    off_t from = 0;
    sent = sendfile(number(), file.number(), &from, bytes);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

bool Stream::say_goodbye() {
  return tls_ == nullptr || tls_->say_goodbye();
}

bool Stream::finish_sending() {
  return shutdown(number(), SHUT_WR) == 0;
}

}  // namespace citefeed::http
