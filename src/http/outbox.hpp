/// Answers on their way out: gathered into one write, bodies never copied.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "http/backlog.hpp"
#include "http/hot_bodies.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

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
