/// What a full socket had no room for, until the client has read on.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "http/stream.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

enum class SendResult : std::uint8_t {
  complete,
  blocked,  ///< the socket is full
  broken,   ///< the connection is gone
};

/// Owns what it holds: bodies are shared with their representation, whose site may be gone by now; heads are copies.
/// Takes no memory of the heap while it is empty.
class Backlog final {
 public:
  void add_copy(std::string_view bytes);
  void add_shared(resource::Bytes body, std::size_t offset);
  [[nodiscard]] bool is_empty() const { return pieces_.empty(); }

  struct Progress {
    SendResult result = SendResult::complete;
    std::size_t bytes = 0;  ///< that the client took
  };
  /// Sends as much as the stream takes.
  [[nodiscard]] Progress send(Stream& stream);

 private:
  struct Piece {
    resource::Bytes bytes = {};
    std::size_t offset = 0;
  };
  void drop_front(std::size_t bytes);

  std::vector<Piece> pieces_ = {};
  std::size_t first_ = 0;  ///< of the pieces, the first that is not sent yet
};

}  // namespace citefeed::http
