#include "http/backlog.hpp"

#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <utility>

namespace citefeed::http {

std::ptrdiff_t send_gathered(int socket, std::span<const iovec> vectors) {
  msghdr message = {};
  message.msg_iov = const_cast<iovec*>(vectors.data());  // sendmsg() only reads them
  message.msg_iovlen = vectors.size();
  ssize_t sent = 0;
  do {
    // send() for a single piece, as of a 304, spares the kernel reading the message header.
    sent = vectors.size() == 1 ? send(socket, vectors[0].iov_base, vectors[0].iov_len, MSG_NOSIGNAL)
                               : sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

void Backlog::add_copy(std::string_view bytes) {
  pieces_.push_back({.bytes = std::make_shared<const std::string>(bytes)});
}

void Backlog::add_shared(resource::Bytes body, std::size_t offset) {
  pieces_.push_back({.bytes = std::move(body), .offset = offset});
}

Backlog::Progress Backlog::send(int socket) {
  Progress progress;
  while (!is_empty()) {
    std::array<iovec, 16> vectors = {};
    const std::size_t count = std::min(pieces_.size() - first_, vectors.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Piece& piece = pieces_[first_ + i];
      vectors.at(i) = {.iov_base = const_cast<char*>(piece.bytes->data() + piece.offset),  // only read from
                       .iov_len = piece.bytes->size() - piece.offset};
    }
    const std::ptrdiff_t sent = send_gathered(socket, std::span{vectors}.first(count));
    if (sent < 0) {
      const bool full = errno == EAGAIN || errno == EWOULDBLOCK;
      progress.result = full ? SendResult::blocked : SendResult::broken;
      return progress;
    }
    progress.moved = true;
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
