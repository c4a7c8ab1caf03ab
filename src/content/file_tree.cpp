#include "content/file_tree.hpp"

#include <fmt/format.h>

namespace citefeed::content {

bool is_content_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.front() != '#' && name.front() != '~' && name.back() != '~' &&
         name.back() != '#';
}

ReadProblem too_large(std::size_t max_bytes) {
  static constexpr std::size_t mebibyte = std::size_t{1} << 20U;
  const bool whole = max_bytes >= mebibyte && max_bytes % mebibyte == 0;
  return {.message = whole ? fmt::format("it is larger than {} MiB", max_bytes / mebibyte)
                           : fmt::format("it is larger than {} bytes", max_bytes)};
}

}  // namespace citefeed::content
