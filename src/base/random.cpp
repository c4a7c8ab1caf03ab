#include "base/random.hpp"

#include <sys/random.h>
#include <cerrno>
#include <system_error>

namespace citefeed {

void fill_with_chance(std::span<char> bytes) {
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
}

}  // namespace citefeed
