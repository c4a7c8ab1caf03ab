#include "http/outbox.hpp"

#include <array>
#include <cerrno>
#include <span>

namespace citefeed::http {
namespace {

/// Some bytes to be sent; those of a body know it.
struct Piece {
  std::string_view bytes = {};
  const resource::Bytes* body = nullptr;
};

void keep_rest(std::span<const Piece> pieces, std::size_t sent, Backlog& rest) {
  for (const Piece& piece : pieces) {
    if (sent >= piece.bytes.size()) {
      sent -= piece.bytes.size();
      continue;
    }
    if (piece.body != nullptr) {
      rest.add_shared(*piece.body, sent);
    } else {
      rest.add_copy(piece.bytes.substr(sent));
    }
    sent = 0;
  }
}

}  // namespace

SendResult Outbox::send(Stream& stream, Backlog& rest) {
  std::array<Piece, 2 * max_bodies + 1> pieces;
  std::array<iovec, pieces.size()> vectors;
  std::size_t count = 0;
  const auto add_piece = [&](const Piece& piece) {
    if (piece.bytes.empty()) return;
    pieces.at(count) = piece;
    vectors.at(count) = {.iov_base = const_cast<char*>(piece.bytes.data()), .iov_len = piece.bytes.size()};  // is read
    ++count;
  };
  const std::string_view heads = heads_;
  std::size_t from = 0;
  for (const Body& body : bodies_) {
    add_piece({.bytes = heads.substr(from, body.heads_before - from)});
    add_piece({.bytes = **body.body, .body = body.body});
    from = body.heads_before;
  }
  add_piece({.bytes = heads.substr(from)});
  if (count == 0) return SendResult::complete;

  const std::ptrdiff_t sent = stream.send(std::span{vectors}.first(count));
  const bool broken = sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK;
  if (!broken) keep_rest(std::span{pieces}.first(count), static_cast<std::size_t>(sent < 0 ? 0 : sent), rest);
  clear();
  if (broken) return SendResult::broken;
  return rest.is_empty() ? SendResult::complete : SendResult::blocked;
}

void Outbox::clear() {
  heads_.clear();
  bodies_.clear();
}

}  // namespace citefeed::http
