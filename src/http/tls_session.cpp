#include "http/tls_session.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <utility>

#include "http/certificates.hpp"
#include "http/tls_bio.hpp"

namespace citefeed::http {
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

}  // namespace citefeed::http
