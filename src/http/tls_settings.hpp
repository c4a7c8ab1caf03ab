/// How this server speaks TLS: versions, ciphers, names, tickets; the same for all its certificates.
#pragma once
#include <openssl/types.h>
#include <memory>

#include "base/outcome.hpp"
#include "http/certificates.hpp"

namespace citefeed::http {

/// A pair ready for handshakes: TLS 1.2 and 1.3 (RFC 8446), only ciphers with forward secrecy and authenticated
/// encryption (RFC 9325, 4.2), no renegotiation, no compression, "http/1.1" by ALPN (RFC 7301), sessions resumed by
/// tickets alone. Each SSL made from it must have its TlsContext as app data. Without value: which file is wrong, and
/// how.
[[nodiscard]] Outcome<std::shared_ptr<SSL_CTX>> read_pair(const CertificateFiles& files);

}  // namespace citefeed::http
