/// Base64 as addresses can carry it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace citefeed {

/// base64url without padding (RFC 4648, 5).
[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// What to_base64url() made `text` of; nothing when it made it of nothing.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace citefeed
