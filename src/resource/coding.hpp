/// Content codings (RFC 9110, 8.4.1).
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace citefeed::resource {

enum class Coding : std::uint8_t { identity, gzip, br, zstd };

inline constexpr std::array all_codings{Coding::identity, Coding::gzip, Coding::br, Coding::zstd};

/// The token as header fields write it: "identity", "gzip", "br", "zstd".
[[nodiscard]] std::string_view to_token(Coding coding);

/// The suffix of a file that holds the coded bytes: "", ".gz", ".br", ".zst".
[[nodiscard]] std::string_view file_suffix(Coding coding);

}  // namespace citefeed::resource
