/// Answers on their way out: gathered into one write, bodies never copied, the large and often wanted ones sent from
/// files.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_descriptor.hpp"
#include "http/stream.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

// What a full socket had no room for, until the client has read on.

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

// Bodies that are sent over and over, kept where the kernel can send them without copying.

/// Files in memory (memfd_create) with the bytes of a few large bodies, for sendfile(): segments then refer to the
/// file's pages instead of holding copies of their own, which for 60 KB is most of what an answer costs. A body gets a
/// file while it is asked for often: as long as age() is called about once a second, several times a second. One per
/// thread; holds at most `places` files, of at most `largest` bytes each.
class HotBodies final {
 public:
  static constexpr std::size_t places = 32;
  static constexpr std::size_t smallest =
      std::size_t{32} * 1024;  ///< below, copying costs less than a second system call
  static constexpr std::size_t largest = std::size_t{512} * 1024;
  static constexpr std::uint32_t often = 8;  ///< sendings until a file pays

  /// Counts one sending of `body`. Its file, which holds just its bytes, and stays until the next call; null while
  /// there is none: too small, too large, not asked for often, or the kernel has no more files or memory.
  [[nodiscard]] const FileDescriptor* find(const resource::Bytes& body);
  /// Lets half of every body's sendings be forgotten, and with the last of them its file.
  void age();
  /// True while some are held, and so age() has something to do.
  [[nodiscard]] bool holds_any() const;
  /// Gives up all of them.
  void let_go() { places_ = {}; }

 private:
  struct Place {
    resource::Bytes body = {};  ///< kept, so that no other body can have its address
    FileDescriptor file = {};
    std::uint32_t sendings = 0;
  };
  [[nodiscard]] Place& place_of(const resource::Bytes& body);

  std::array<Place, places> places_ = {};
};

/// Collects answers and sends them with one system call; a single answer with a large body that is sent often goes
/// without a copy, with two. Empty again after each send(). One per thread, so that its
/// memory is used over and over.
class Outbox final {
 public:
  static constexpr std::size_t max_bodies = 32;
  static constexpr std::size_t max_pieces = 2 * max_bodies + 1;  ///< of one gathered write
  static_assert(max_pieces == Stream::max_pieces);               // so that the backlog can offer all of them again

  /// Adds a few bytes, which are copied: a head is small, and one copy is cheaper than many pieces for the kernel.
  void add(std::string_view bytes) { heads_.append(bytes); }
  /// Adds a shared body, which must stay where it is until send() returned; held for longer only by what send() leaves.
  void add(const resource::Bytes& body) { bodies_.push_back({.body = &body, .heads_before = heads_.size()}); }

  /// True when it is time to send before another answer is added.
  [[nodiscard]] bool is_full() const { return bodies_.size() >= max_bodies || heads_.size() >= max_head_bytes; }

  /// Sends everything. What the stream had no room for is left in `rest`.
  [[nodiscard]] SendResult send(Stream& stream, Backlog& rest);
  /// Forgets everything, when a connection failed half-way through an answer.
  void clear();
  /// Call it about once a second: bodies that were not sent lately are let go.
  void age() { hot_.age(); }
  /// True when age() may let go of something.
  [[nodiscard]] bool holds_bodies() const { return hot_.holds_any(); }
  /// Gives back what memory it can.
  void let_go() { hot_.let_go(); }

 private:
  static constexpr std::size_t max_head_bytes = std::size_t{32} * 1024;

  struct Body {
    const resource::Bytes* body = nullptr;
    std::size_t heads_before = 0;  ///< how many bytes of `heads_` come before it
  };
  [[nodiscard]] bool holds_one_answer() const {
    return bodies_.empty() || (bodies_.size() == 1 && bodies_.front().heads_before == heads_.size());
  }
  [[nodiscard]] SendResult send_one(Stream& stream, Backlog& rest);
  [[nodiscard]] SendResult send_many(Stream& stream, Backlog& rest);
  [[nodiscard]] SendResult send_with_file(Stream& stream, const FileDescriptor& file, Backlog& rest);

  std::string heads_ = {};
  std::vector<Body> bodies_ = {};
  HotBodies hot_ = {};
};

}  // namespace citefeed::http
