#include "http/backlog.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace citefeed::http {

void Backlog::add_copy(std::string_view bytes) {
  pieces_.push_back({.bytes = std::make_shared<const std::string>(bytes)});
}

void Backlog::add_shared(resource::Bytes body, std::size_t offset) {
  pieces_.push_back({.bytes = std::move(body), .offset = offset});
}

Backlog::Progress Backlog::send(Stream& stream) {
  Progress progress;
  while (!is_empty()) {
    std::array<iovec, Stream::max_pieces> vectors;  // not initialised: few are used
    const std::size_t count = std::min(pieces_.size() - first_, vectors.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Piece& piece = pieces_[first_ + i];
      vectors.at(i) = {.iov_base = const_cast<char*>(piece.bytes->data() + piece.offset),  // only read from
                       .iov_len = piece.bytes->size() - piece.offset};
    }
    const std::ptrdiff_t sent = stream.send(std::span{vectors}.first(count));
    if (sent < 0) {
      const bool full = errno == EAGAIN || errno == EWOULDBLOCK;
      progress.result = full ? SendResult::blocked : SendResult::broken;
      return progress;
    }
    progress.bytes += static_cast<std::size_t>(sent);
    drop_front(static_cast<std::size_t>(sent));
  }
  return progress;
}

void Backlog::drop_front(std::size_t bytes) {
  for (; first_ < pieces_.size(); ++first_) {
    Piece& piece = pieces_[first_];
    const std::size_t left = piece.bytes->size() - piece.offset;
    if (bytes < left) {
      piece.offset += bytes;
      return;
    }
    bytes -= left;
    piece.bytes.reset();
  }
  pieces_ = {};
  first_ = 0;
}

}  // namespace citefeed::http
