#include "tls_peer.hpp"

#include <openssl/err.h>
#include <array>
#include <cstdlib>

namespace citefeed::fuzz {
namespace {

SSL_CTX* client_context() {
  static const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{SSL_CTX_new(TLS_client_method()),
                                                                         SSL_CTX_free};
  return context.get();
}

bool may_go_on(SSL* ssl, int result) {
  const int error = SSL_get_error(ssl, result);
  return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_ZERO_RETURN;
}

void apply(const PeerOffer& offer, SSL* ssl) {
  SSL_set_security_level(ssl, 0);  // what is refused is for the server to refuse
  SSL_set_min_proto_version(ssl, offer.oldest);
  SSL_set_max_proto_version(ssl, offer.newest);
  if (!offer.name.empty()) {
    SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(offer.name.c_str()));
  }
  if (!offer.protocols.empty()) {
    SSL_set_alpn_protos(ssl, reinterpret_cast<const unsigned char*>(offer.protocols.data()),
                        static_cast<unsigned>(offer.protocols.size()));
  }
  if (offer.session != nullptr) SSL_set_session(ssl, offer.session.get());
  if (offer.has_other_ciphers) {
    SSL_set_cipher_list(ssl, "ECDHE+CHACHA20");
    SSL_set_ciphersuites(ssl, "TLS_CHACHA20_POLY1305_SHA256");
    SSL_set1_groups_list(ssl, "P-384:P-256");
  }
  if (offer.takes_no_ticket) SSL_set_options(ssl, SSL_OP_NO_TICKET);
  if (offer.wants_short_records) SSL_set_tlsext_max_fragment_length(ssl, TLSEXT_max_fragment_length_512);
  if (offer.sends_short_records) SSL_set_max_send_fragment(ssl, 512);
  if (offer.pads_records) SSL_set_block_padding(ssl, 256);
}

}  // namespace

TlsPeer::TlsPeer(const PeerOffer& offer) : ssl_(SSL_new(client_context()), SSL_free) {
  incoming_ = BIO_new(BIO_s_mem());
  outgoing_ = BIO_new(BIO_s_mem());
  if (ssl_ == nullptr || incoming_ == nullptr || outgoing_ == nullptr) std::abort();
  BIO_set_mem_eof_return(incoming_, -1);
  SSL_set_bio(ssl_.get(), incoming_, outgoing_);
  SSL_set_connect_state(ssl_.get());
  apply(offer, ssl_.get());
  take({});
}

std::string TlsPeer::take(std::string_view bytes) {
  std::string read;
  if (failed_) return read;
  BIO_write(incoming_, bytes.data(), static_cast<int>(bytes.size()));
  std::array<char, 4096> room;
  while (true) {
    ERR_clear_error();
    std::size_t size = 0;
    const int result = SSL_read_ex(ssl_.get(), room.data(), room.size(), &size);
    if (result != 1) {
      failed_ = !may_go_on(ssl_.get(), result);
      return read;
    }
    read.append(room.data(), size);
  }
}

std::string TlsPeer::give() {
  std::string bytes(BIO_ctrl_pending(outgoing_), '\0');
  if (!bytes.empty()) BIO_read(outgoing_, bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

bool TlsPeer::say(std::string_view bytes) {
  if (failed_ || bytes.empty() || !has_shaken_hands()) return false;
  ERR_clear_error();
  std::size_t said = 0;
  failed_ = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &said) != 1;  // memory takes all or nothing
  return !failed_;
}

bool TlsPeer::update_keys(bool both_sides) {
  if (failed_ || !has_shaken_hands() || SSL_version(ssl_.get()) != TLS1_3_VERSION) return false;
  ERR_clear_error();
  return SSL_key_update(ssl_.get(), both_sides ? SSL_KEY_UPDATE_REQUESTED : SSL_KEY_UPDATE_NOT_REQUESTED) == 1 &&
         SSL_do_handshake(ssl_.get()) == 1;
}

bool TlsPeer::renegotiate() {
  if (failed_ || !has_shaken_hands() || SSL_version(ssl_.get()) != TLS1_2_VERSION) return false;
  ERR_clear_error();
  if (SSL_renegotiate(ssl_.get()) != 1) return false;
  static_cast<void>(SSL_do_handshake(ssl_.get()));
  return true;
}

void TlsPeer::say_goodbye() {
  if (failed_ || !has_shaken_hands()) return;
  ERR_clear_error();
  static_cast<void>(SSL_shutdown(ssl_.get()));
}

std::shared_ptr<SSL_SESSION> TlsPeer::session() const {
  return {SSL_get1_session(ssl_.get()), SSL_SESSION_free};
}

}  // namespace citefeed::fuzz
