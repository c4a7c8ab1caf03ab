/// How OpenSSL reads from and writes to a client's socket.
#pragma once
#include <openssl/types.h>

namespace citefeed::http {

struct TlsWire;

/// A new BIO over `wire`, which must outlive it; whoever is given it frees it. Never waits and never raises SIGPIPE.
/// Throws std::bad_alloc.
[[nodiscard]] BIO* make_tls_bio(TlsWire& wire);

}  // namespace citefeed::http
