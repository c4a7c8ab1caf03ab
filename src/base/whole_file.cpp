#include "base/whole_file.hpp"

#include <array>
#include <fstream>
#include <system_error>

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

bool write_whole(const fs::path& file, std::string_view bytes) {
  if (read_whole(file) == bytes) return false;
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  const fs::path temporary = file.parent_path() / ("." + file.filename().string() + ".part");
  std::ofstream out{temporary, std::ios::binary | std::ios::trunc};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw fs::filesystem_error{"cannot write", temporary, std::make_error_code(std::errc::io_error)};
  fs::rename(temporary, file);
  return true;
}

}  // namespace citefeed
