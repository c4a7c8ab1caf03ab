/// A client that speaks TLS by OpenSSL's own means, and a server for it.
#pragma once
#include <openssl/ssl.h>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/certificates.hpp"
#include "raw_client.hpp"
#include "test_certificates.hpp"

namespace citefeed::http {

struct TlsOffer {
  std::string name = "first.example";  ///< by SNI; none when empty
  int version = TLS1_3_VERSION;        ///< the only one spoken
  std::string protocols = {};          ///< for ALPN, as they stand on the wire
  SSL_SESSION* session = nullptr;      ///< to be resumed
  std::string ciphers = {};            ///< of TLS 1.2; the usual ones when empty
  int receive_buffer_bytes = 0;        ///< of the kernel; its own choice when 0
  std::string first_bytes = {};        ///< sent before TLS begins
};

/// Blocks, but never for longer than ten seconds. Believes every certificate.
class TlsClient final {
 public:
  explicit TlsClient(std::uint16_t port, const TlsOffer& offer = {});

  /// Whether the handshake came to its end.
  [[nodiscard]] bool is_connected() const { return connected_; }
  /// The first name of the server's certificate.
  [[nodiscard]] std::string server_name() const;
  /// The serial number of the server's certificate, in hexadecimal digits.
  [[nodiscard]] std::string serial() const;
  [[nodiscard]] bool was_resumed() const { return SSL_session_reused(ssl_.get()) == 1; }
  [[nodiscard]] std::string protocol() const;
  [[nodiscard]] SSL* ssl() const { return ssl_.get(); }
  /// What can be resumed; with TLS 1.3 only after an answer.
  [[nodiscard]] std::shared_ptr<SSL_SESSION> session() const;

  bool send(std::string_view bytes) const;
  /// As RawClient's.
  [[nodiscard]] Response receive();
  [[nodiscard]] Response ask(std::string_view bytes);
  /// True when the server says that nothing more comes (close_notify) before anything else.
  [[nodiscard]] bool is_told_of_the_end();

 private:
  [[nodiscard]] bool read_more();

  FileDescriptor socket_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  bool connected_ = false;
  std::string unread_ = {};
};

/// A TestServer that speaks HTTPS, with certificates for first.example and for second.example and *.third.example.
class TlsServer {
 public:
  explicit TlsServer(ServerConfig config = {});

  [[nodiscard]] std::uint16_t port() const { return test.port(); }

  CertificateFolder folder = {};
  Certificates certificates;
  TestServer test;
};

}  // namespace citefeed::http
