#include "http/outbox.hpp"

#include <cerrno>
#include <span>
#include <utility>

namespace citefeed::http {

void Outbox::add(std::string_view bytes) {
  add(bytes.data(), bytes.size(), nullptr);
}

void Outbox::add(std::string&& bytes) {
  const std::string& kept = own_.emplace_back(std::move(bytes));
  add(kept.data(), kept.size(), nullptr);
}

void Outbox::add(const resource::Bytes& body) {
  add(body->data(), body->size(), &body);
}

void Outbox::add(const char* data, std::size_t size, const resource::Bytes* owner) {
  if (size == 0) return;
  vectors_.at(size_) = {.iov_base = const_cast<char*>(data), .iov_len = size};  // only read from
  owners_.at(size_) = owner;
  ++size_;
}

SendResult Outbox::send(int socket, Backlog& rest) {
  if (size_ == 0) return SendResult::complete;
  const std::ptrdiff_t sent = send_gathered(socket, std::span{vectors_}.first(size_));
  const bool broken = sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK;
  auto skip = static_cast<std::size_t>(sent < 0 ? 0 : sent);
  for (std::size_t i = 0; i < size_ && !broken; ++i) {
    const std::string_view piece{static_cast<const char*>(vectors_.at(i).iov_base), vectors_.at(i).iov_len};
    if (skip >= piece.size()) {
      skip -= piece.size();
      continue;
    }
    if (owners_.at(i) != nullptr) {
      rest.add_shared(*owners_.at(i), skip);
    } else {
      rest.add_copy(piece.substr(skip));
    }
    skip = 0;
  }
  clear();
  if (broken) return SendResult::broken;
  return rest.is_empty() ? SendResult::complete : SendResult::blocked;
}

void Outbox::clear() {
  size_ = 0;
  own_.clear();
}

}  // namespace citefeed::http
