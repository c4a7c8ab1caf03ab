/// One TLS connection, from a client's OpenSSL through hands that may tamper with it to the server's stream.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/file_descriptor.hpp"
#include "http/certificates.hpp"
#include "http/outbox.hpp"
#include "http/stream.hpp"
#include "tls_peer.hpp"

namespace citefeed::fuzz {

/// Aborts where one of these does not hold, whatever is done to the bytes on their way to the server:
/// - what the server receives is what the client said, from its first byte on and in order; nothing before the
/// handshake;
/// - what the client reads is what the server answered, in the same way;
/// - a connection that failed or ended yields nothing more;
/// - OpenSSL holds a bounded number of bytes for the server;
/// and where nobody tampered: everything arrives.
class Conversation final {
 public:
  /// `may_be_refused`: the client's offer is one that the server need not take.
  Conversation(std::shared_ptr<const http::TlsContext> context, const PeerOffer& offer, bool may_be_refused,
               bool has_small_buffer);

  // What the client does. Nothing, where the protocol or its state does not let it.
  void say(std::size_t bytes);
  void update_keys(bool both_sides);
  void renegotiate();
  void say_goodbye();

  // What becomes of its bytes: `pending`, those that are on their way.
  void carry(std::size_t bytes);
  void flip(std::size_t at, unsigned char bits);
  void drop(std::size_t bytes);
  void insert(std::string_view bytes);  ///< in front
  void repeat();                        ///< inserts what was last carried
  void shut_socket();

  // What the server does, in the order of a connection of ours: it reads on only when all is sent.
  void serve(std::size_t room);
  void answer(std::size_t answers, std::size_t body_bytes);
  void finish_sending();
  void time_out();

  /// Hands at most `bytes` bytes of the server's to the client.
  void bring(std::size_t bytes);
  /// All of the above that moves bytes, until nothing moves any more.
  void exchange();
  /// The last exchange, and whether all is as it should be. The client's session, for the next connection.
  [[nodiscard]] std::shared_ptr<SSL_SESSION> end();

 private:
  void collect();
  void receive(std::size_t room);
  bool finish();
  void close();
  void check_memory() const;

  std::size_t memory_before_ = 0;
  FileDescriptor peer_socket_ = {};
  std::optional<http::Stream> stream_ = {};  ///< nothing once the server has closed
  TlsPeer peer_;
  http::Outbox outbox_ = {};
  http::Backlog backlog_ = {};
  std::string pending_ = {};
  std::string last_carried_ = {};
  bool may_be_refused_ = false;
  bool is_honest_ = true;             ///< nobody tampered with anything
  bool client_is_done_ = false;       ///< says no more
  bool server_is_finishing_ = false;  ///< has answered for the last time
  bool server_is_done_ = false;       ///< and has said so
  bool ended_ = false;                ///< the server was told so
  // How many bytes, since the beginning:
  std::uint64_t said_ = 0;      ///< by the client
  std::uint64_t heard_ = 0;     ///< by the server
  std::uint64_t answered_ = 0;  ///< by the server
  std::uint64_t read_ = 0;      ///< by the client
  std::uint64_t brought_ = 0;   ///< to the client, encrypted
};

}  // namespace citefeed::fuzz
