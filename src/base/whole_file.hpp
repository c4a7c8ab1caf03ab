/// Files that are read whole.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace citefeed {

/// The bytes of `file`; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(const std::filesystem::path& file);

}  // namespace citefeed
