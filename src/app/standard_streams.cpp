#include "app/standard_streams.hpp"

#include <unistd.h>
#include <cerrno>
#include <system_error>

namespace citefeed::app {

std::size_t read_input(char* buffer, std::size_t size) {
  while (true) {
    const auto count = ::read(STDIN_FILENO, buffer, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) throw std::system_error{errno, std::generic_category(), "cannot read standard input"};
  }
}

void write_output(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR) {
      throw std::system_error{errno, std::generic_category(), "cannot write to standard output"};
    }
  }
}

}  // namespace citefeed::app
