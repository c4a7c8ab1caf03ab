/// The files whose events one thread waits for (epoll(7)).
#pragma once
#include <sys/epoll.h>
#include <array>
#include <chrono>
#include <cstdint>
#include <span>

#include "base/file_descriptor.hpp"

namespace citefeed::http {

class Epoll final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  Epoll();

  /// Reports `events` of `file` as `about`, a word of the caller's, until the file is closed or removed. False, with
  /// errno, when the kernel cannot.
  [[nodiscard]] bool add(int file, std::uint32_t events, std::uint64_t about);
  /// The same for a file that was added.
  [[nodiscard]] bool change(int file, std::uint32_t events, std::uint64_t about);
  void remove(int file);

  /// What has happened, at the latest after `longest`; negative: for as long as it takes. Lasts until the next call.
  [[nodiscard]] std::span<const epoll_event> wait(std::chrono::milliseconds longest);

 private:
  FileDescriptor file_;
  std::array<epoll_event, 256> events_ = {};
};

}  // namespace citefeed::http
