/// Bodies that are sent over and over, kept where the kernel can send them without copying.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/file_descriptor.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

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

 private:
  struct Place {
    resource::Bytes body = {};  ///< kept, so that no other body can have its address
    FileDescriptor file = {};
    std::uint32_t sendings = 0;
  };
  [[nodiscard]] Place& place_of(const resource::Bytes& body);

  std::array<Place, places> places_ = {};
};

}  // namespace citefeed::http
