#include "tls_client.hpp"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <array>
#include <csignal>

namespace citefeed::http {
namespace {

/// OpenSSL writes with write(2): a server that has closed must be an error in this thread, not its end.
void block_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

ServerConfig with_https(ServerConfig config) {
  config.listen = {{.host = "127.0.0.1", .protocol = Protocol::https}};
  return config;
}

std::vector<CertificateFiles> two_pairs(const CertificateFolder& folder) {
  return {folder.make("first", {"first.example"}), folder.make("second", {"second.example", "*.third.example"})};
}

Certificates& loaded(Certificates& certificates) {
  for (const auto& problem : certificates.load()) ADD_FAILURE() << to_string(problem);
  return certificates;
}

}  // namespace

TlsClient::TlsClient(std::uint16_t port, const TlsOffer& offer)
    : socket_(connect_to(port, offer.receive_buffer_bytes)),
      context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free),
      ssl_(nullptr, SSL_free) {
  block_broken_pipes();
  SSL_CTX_set_min_proto_version(context_.get(), offer.version);
  SSL_CTX_set_max_proto_version(context_.get(), offer.version);
  SSL_CTX_set_security_level(context_.get(), 0);  // what is refused is for the server to refuse
  if (!offer.ciphers.empty()) SSL_CTX_set_cipher_list(context_.get(), offer.ciphers.c_str());
  ssl_.reset(SSL_new(context_.get()));
  if (!offer.name.empty()) {
    SSL_ctrl(ssl_.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
             const_cast<char*>(offer.name.c_str()));  // is copied
  }
  if (!offer.protocols.empty()) {
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(offer.protocols.data()),
                        static_cast<unsigned>(offer.protocols.size()));
  }
  if (offer.session != nullptr) SSL_set_session(ssl_.get(), offer.session);
  ::send(socket_.number(), offer.first_bytes.data(), offer.first_bytes.size(), MSG_NOSIGNAL);
  SSL_set_fd(ssl_.get(), socket_.number());
  connected_ = SSL_connect(ssl_.get()) == 1;
}

std::string TlsClient::server_name() const {
  std::array<char, 100> name = {};
  X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  if (certificate == nullptr) return {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(), name.size());
  return name.data();
}

std::string TlsClient::serial() const {
  X509* certificate = SSL_get0_peer_certificate(ssl_.get());
  if (certificate == nullptr) return {};
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number{
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr), BN_free};
  char* digits = BN_bn2hex(number.get());
  std::string text = digits;
  OPENSSL_free(digits);
  return text;
}

std::string TlsClient::protocol() const {
  const unsigned char* chosen = nullptr;
  unsigned size = 0;
  SSL_get0_alpn_selected(ssl_.get(), &chosen, &size);
  return {reinterpret_cast<const char*>(chosen), size};
}

std::shared_ptr<SSL_SESSION> TlsClient::session() const {
  return {SSL_get1_session(ssl_.get()), SSL_SESSION_free};
}

bool TlsClient::send(std::string_view bytes) const {
  std::size_t sent = 0;
  return SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent) == 1 && sent == bytes.size();
}

bool TlsClient::read_more() {
  std::array<char, 16384> buffer;
  std::size_t count = 0;
  if (SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &count) != 1) return false;
  unread_.append(buffer.data(), count);
  return true;
}

Response TlsClient::receive() {
  return read_response(
      unread_, [this] { return read_more(); }, false);
}

Response TlsClient::ask(std::string_view bytes) {
  send(bytes);
  return receive();
}

bool TlsClient::is_told_of_the_end() {
  char byte = 0;
  std::size_t count = 0;
  return SSL_read_ex(ssl_.get(), &byte, 1, &count) != 1 && SSL_get_error(ssl_.get(), 0) == SSL_ERROR_ZERO_RETURN;
}

TlsServer::TlsServer(ServerConfig config)
    : certificates(two_pairs(folder)), test(with_https(std::move(config)), {.certificates = &loaded(certificates)}) {}

}  // namespace citefeed::http
