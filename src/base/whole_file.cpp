#include "base/whole_file.hpp"

#include <array>
#include <fstream>

namespace citefeed {

namespace fs = std::filesystem;

std::optional<std::string> read_whole(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  // By read(), which notes a failure in the stream: an iterator over its buffer would throw, e.g. where `file` is a
  // folder.
  std::string bytes;
  std::array<char, 65536> piece = {};
  while (in.read(piece.data(), piece.size()), in.gcount() > 0) {
    bytes.append(piece.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return std::nullopt;
  return bytes;
}

}  // namespace citefeed
