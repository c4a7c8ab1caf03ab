/// How the values of settings are written: lengths of time, sizes, numbers.
#pragma once
#include <sys/types.h>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::app {

/// Reads "500ms", "15s", "2min", "24h" or "30d"; a lone "0" needs no unit. Nothing when `text` is anything else, or
/// longer than 10,000 days.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
/// In the largest unit that gives a whole number: "15s".
[[nodiscard]] std::string to_text(std::chrono::milliseconds duration);

/// Reads "4096" (bytes), "16KiB", "1MiB" or "2GiB". Nothing when `text` is anything else.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);
/// In the largest unit that gives a whole number: "16KiB", "1000".
[[nodiscard]] std::string size_to_text(std::uint64_t bytes);

/// Reads a whole number without sign.
[[nodiscard]] std::optional<std::uint64_t> parse_whole(std::string_view text);

/// Reads "true" or "false".
[[nodiscard]] std::optional<bool> parse_switch(std::string_view text);

/// Reads a path: any text without control characters.
[[nodiscard]] std::optional<std::string> parse_path(std::string_view text);

/// Reads the permissions of a file, up to four octal digits: "0660".
[[nodiscard]] std::optional<mode_t> parse_mode(std::string_view text);
[[nodiscard]] std::string mode_to_text(mode_t mode);

}  // namespace citefeed::app
