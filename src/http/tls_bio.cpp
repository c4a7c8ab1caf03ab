#include "http/tls_bio.hpp"

#include <openssl/bio.h>
#include <sys/socket.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>

#include "http/tls_session.hpp"

namespace citefeed::http {
namespace {

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

}  // namespace

BIO* make_tls_bio(TlsWire& wire) {
  static const Method method = make_method();  // a table of functions, the same for all
  BIO* bio = BIO_new(method.get());
  if (bio == nullptr) throw std::bad_alloc{};
  BIO_set_data(bio, &wire);
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace citefeed::http
