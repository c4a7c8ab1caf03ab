/// Answers on their way out: gathered into one write, copied only when the socket is full.
#pragma once
#include <sys/uio.h>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "http/backlog.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

/// Collects pieces of answers and sends them with one system call. Empty again after each send(). One per thread.
class Outbox final {
 public:
  /// Takes `bytes`, which must stay where they are until send() returned.
  void add(std::string_view bytes);
  /// Takes `bytes` over.
  void add(std::string&& bytes);
  /// Takes a shared body, which must stay where it is until send() returned; held for longer only by what send()
  /// leaves.
  void add(const resource::Bytes& body);

  /// True when there may be no room for another answer.
  [[nodiscard]] bool is_full() const { return size_ + pieces_per_answer > vectors_.size(); }

  /// Sends everything. What the socket had no room for is left in `rest`.
  [[nodiscard]] SendResult send(int socket, Backlog& rest);
  /// Forgets everything, when a connection failed half-way through an answer.
  void clear();

 private:
  static constexpr std::size_t pieces_per_answer = 5;  ///< status line, prepared and own fields, tail, body

  void add(const char* data, std::size_t size, const resource::Bytes* owner);

  std::size_t size_ = 0;
  std::array<iovec, 120> vectors_ = {};
  std::array<const resource::Bytes*, 120> owners_ = {};  ///< null where the bytes have no shared owner
  std::deque<std::string> own_ = {};
};

}  // namespace citefeed::http
