#include "http/outbox.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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

namespace {

bool write_all(const FileDescriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// A file in memory with `bytes`; not open when there is no room for it.
FileDescriptor make_file(std::string_view bytes) {
  FileDescriptor file{memfd_create("citefeed-body", MFD_CLOEXEC)};
  if (file.is_open() && !write_all(file, bytes)) file = FileDescriptor{};
  return file;
}

}  // namespace

const FileDescriptor* HotBodies::find(const resource::Bytes& body) {
  if (body->size() < smallest || body->size() > largest) return nullptr;
  Place& place = place_of(body);
  if (place.body != body) {
    // Whoever is asked for more often keeps the place: each asking of another counts against it.
    if (place.sendings > 1) {
      --place.sendings;
      return nullptr;
    }
    place = {.body = body};
  }
  place.sendings = std::min(place.sendings + 1, 2 * often);
  if (place.sendings < often) return nullptr;
  if (!place.file.is_open()) {
    place.file = make_file(*body);
    if (!place.file.is_open()) place.sendings = 0;  // tries again after as many more
  }
  return place.file.is_open() ? &place.file : nullptr;
}

void HotBodies::age() {
  for (Place& place : places_) {
    place.sendings /= 2;
    if (place.sendings == 0) place = {};
  }
}

bool HotBodies::holds_any() const {
  return std::any_of(places_.begin(), places_.end(), [](const Place& place) { return place.body != nullptr; });
}

HotBodies::Place& HotBodies::place_of(const resource::Bytes& body) {
  const std::size_t address = std::hash<const std::string*>{}(body.get());
  return places_.at((address / alignof(std::max_align_t) / 4) % places);
}

namespace {

/// Some bytes to be sent; those of a body know it.
struct Piece {
  std::string_view bytes = {};
  const resource::Bytes* body = nullptr;
};

/// After a system call failed: whether that was for want of room alone.
bool socket_is_full() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

/// Leaves in `rest` what is not among the first `sent_or_full` bytes of `pieces`; -1 stands for none.
SendResult keep_rest(std::span<const Piece> pieces, std::ptrdiff_t sent_or_full, Backlog& rest) {
  auto sent = static_cast<std::size_t>(std::max<std::ptrdiff_t>(sent_or_full, 0));
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
  return rest.is_empty() ? SendResult::complete : SendResult::blocked;
}

SendResult send_pieces(Stream& stream, std::span<const Piece> pieces, Backlog& rest) {
  std::array<iovec, Outbox::max_pieces> vectors;  // not initialised: few are used
  std::size_t count = 0;
  for (const Piece& piece : pieces) {
    vectors.at(count++) = {.iov_base = const_cast<char*>(piece.bytes.data()),
                           .iov_len = piece.bytes.size()};  // is read
  }
  const std::ptrdiff_t sent = stream.send(std::span{vectors}.first(count));
  if (sent < 0 && !socket_is_full()) return SendResult::broken;
  return keep_rest(pieces, sent, rest);
}

}  // namespace

SendResult Outbox::send(Stream& stream, Backlog& rest) {
  if (heads_.empty() && bodies_.empty()) return SendResult::complete;
  const SendResult result = holds_one_answer() ? send_one(stream, rest) : send_many(stream, rest);
  clear();
  return result;
}

/// The usual case: a client waits for each answer before it asks again.
SendResult Outbox::send_one(Stream& stream, Backlog& rest) {
  if (bodies_.empty()) return send_pieces(stream, std::array{Piece{.bytes = heads_}}, rest);
  const resource::Bytes& body = *bodies_.front().body;
  const FileDescriptor* file = stream.is_tls() ? nullptr : hot_.find(body);
  if (file != nullptr) return send_with_file(stream, *file, rest);
  return send_pieces(stream, std::array{Piece{.bytes = heads_}, Piece{.bytes = *body, .body = &body}}, rest);
}

SendResult Outbox::send_many(Stream& stream, Backlog& rest) {
  std::array<Piece, max_pieces> pieces;
  std::size_t count = 0;
  const auto add_piece = [&](const Piece& piece) {
    if (!piece.bytes.empty()) pieces.at(count++) = piece;
  };
  const std::string_view heads = heads_;
  std::size_t from = 0;
  for (const Body& body : bodies_) {
    add_piece({.bytes = heads.substr(from, body.heads_before - from)});
    add_piece({.bytes = **body.body, .body = body.body});
    from = body.heads_before;
  }
  add_piece({.bytes = heads.substr(from)});
  return send_pieces(stream, std::span{pieces}.first(count), rest);
}

/// What the socket has no room for is copied later, from the body itself: a slow reader costs no file.
SendResult Outbox::send_with_file(Stream& stream, const FileDescriptor& file, Backlog& rest) {
  const resource::Bytes& body = *bodies_.front().body;
  std::ptrdiff_t sent = stream.send_ahead(heads_);
  if (sent < 0 && !socket_is_full()) return SendResult::broken;
  if (sent == static_cast<std::ptrdiff_t>(heads_.size())) {
    const std::ptrdiff_t sent_of_body = stream.send_file(file, body->size());
    if (sent_of_body < 0 && !socket_is_full()) return SendResult::broken;
    sent += std::max<std::ptrdiff_t>(sent_of_body, 0);
  }
  return keep_rest(std::array{Piece{.bytes = heads_}, Piece{.bytes = *body, .body = &body}}, sent, rest);
}

void Outbox::clear() {
  heads_.clear();
  bodies_.clear();
}

}  // namespace citefeed::http
