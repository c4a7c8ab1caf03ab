/// Files that are read whole: their bytes, and whether somebody else may still be writing them.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace citefeed {

/// The bytes of `file`; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_whole(const std::filesystem::path& file);

enum class Writer : std::uint8_t {
  none,     ///< nobody has the file open for writing
  some,     ///< a process certainly has
  unknown,  ///< the question cannot be asked: the file is another user's, or on another machine; or there is none
};

/// Whether a process has the regular file open for writing, by whether a read lease can be had (fcntl(2), F_SETLEASE):
/// that takes the file's owner, root or CAP_LEASE. Disturbs no writer: one that comes at this moment is let in at once.
/// `descriptor` is open for reading.
[[nodiscard]] Writer writer_of(int descriptor);
[[nodiscard]] Writer writer_of(const std::filesystem::path& path);

/// True where other machines may write, by a clock of their own, what this one is not told of: on network file systems
/// and FUSE.
[[nodiscard]] bool is_remote(int descriptor);
[[nodiscard]] bool is_remote(const std::filesystem::path& path);

}  // namespace citefeed
