/// Asks whether somebody still has a file open for writing.
#pragma once
#include <filesystem>

namespace citefeed {

/// True when a process certainly has the regular file open for writing: no read lease can be had then (fcntl(2),
/// F_SETLEASE). False when nobody has, and where the question cannot be asked: other owner, no such file, network file
/// systems. Disturbs no writer: one that comes at this moment is let in at once. `descriptor` is open for reading.
[[nodiscard]] bool is_being_written(int descriptor);
[[nodiscard]] bool is_being_written(const std::filesystem::path& path);

}  // namespace citefeed
