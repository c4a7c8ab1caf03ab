#include "http/epoll.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <system_error>

namespace citefeed::http {
namespace {

bool control(int epoll, int operation, int file, std::uint32_t events, std::uint64_t about) {
  epoll_event event = {.events = events, .data = {.u64 = about}};
  return epoll_ctl(epoll, operation, file, &event) == 0;
}

}  // namespace

Epoll::Epoll() : file_(epoll_create1(EPOLL_CLOEXEC)) {
  if (!file_.is_open()) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

bool Epoll::add(int file, std::uint32_t events, std::uint64_t about) {
  return control(file_.number(), EPOLL_CTL_ADD, file, events, about);
}

bool Epoll::change(int file, std::uint32_t events, std::uint64_t about) {
  return control(file_.number(), EPOLL_CTL_MOD, file, events, about);
}

void Epoll::remove(int file) {
  static_cast<void>(epoll_ctl(file_.number(), EPOLL_CTL_DEL, file, nullptr));  // fails only where it is not watched
}

std::span<const epoll_event> Epoll::wait(std::chrono::milliseconds longest) {
  const int count =
      epoll_wait(file_.number(), events_.data(), static_cast<int>(events_.size()), static_cast<int>(longest.count()));
  return std::span{events_}.first(static_cast<std::size_t>(std::max(count, 0)));  // less than 0: interrupted
}

}  // namespace citefeed::http
