/// The client's side of a TLS connection, by OpenSSL's own means, with memory in place of a socket.
#pragma once
#include <openssl/ssl.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::fuzz {

struct PeerOffer {
  int oldest = TLS1_2_VERSION;
  int newest = TLS1_3_VERSION;
  std::string name = {};       ///< by SNI; none when empty
  std::string protocols = {};  ///< for ALPN, as they stand on the wire
  std::shared_ptr<SSL_SESSION> session = {};
  bool has_other_ciphers = false;
  bool takes_no_ticket = false;
  bool wants_short_records = false;
  bool sends_short_records = false;
  bool pads_records = false;
};

/// Follows the protocol to the letter. Believes every certificate.
class TlsPeer final {
 public:
  explicit TlsPeer(const PeerOffer& offer);

  /// Takes bytes from the server, and does what the protocol asks for then; what could be decrypted.
  std::string take(std::string_view bytes);
  /// Bytes for the server that have not been asked for before.
  [[nodiscard]] std::string give();

  /// Encrypts `bytes`; false before the handshake is done, and when the connection is of no more use.
  [[nodiscard]] bool say(std::string_view bytes);
  [[nodiscard]] bool update_keys(bool both_sides);
  /// In TLS 1.2: asks for another handshake. False where that cannot be asked.
  [[nodiscard]] bool renegotiate();
  /// Says that nothing more comes.
  void say_goodbye();

  [[nodiscard]] bool has_shaken_hands() const { return SSL_is_init_finished(ssl_.get()) == 1; }
  [[nodiscard]] bool has_failed() const { return failed_; }
  [[nodiscard]] bool is_told_of_the_end() const {
    return (static_cast<unsigned>(SSL_get_shutdown(ssl_.get())) & SSL_RECEIVED_SHUTDOWN) != 0;
  }
  [[nodiscard]] std::shared_ptr<SSL_SESSION> session() const;

 private:
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  BIO* incoming_ = nullptr;
  BIO* outgoing_ = nullptr;
  bool failed_ = false;
};

}  // namespace citefeed::fuzz
