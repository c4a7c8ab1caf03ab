/// Files that are read and written whole.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed {

/// The bytes of `file`; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(const std::filesystem::path& file);

/// Makes `bytes` the contents of `file` and its folders where needed. Nobody ever reads half of it: the bytes go to a
/// hidden file beside it, which then takes its name. A file that has these bytes already is left alone; true when it
/// was written. Throws std::filesystem::filesystem_error.
bool write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace citefeed
