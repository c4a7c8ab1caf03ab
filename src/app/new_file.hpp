/// Makes files that were not there, and never touches one that was.
#pragma once
#include <filesystem>
#include <string_view>

namespace citefeed::app {

/// Makes `file` with the contents `bytes`, and its folders where needed; false, and nothing is changed, when something
/// has that name already, even if it came a moment ago. Nobody ever sees half of it, and once this returns, a loss of
/// power does not undo it. Throws std::filesystem::filesystem_error.
[[nodiscard]] bool write_new(const std::filesystem::path& file, std::string_view bytes);

}  // namespace citefeed::app
