/// Reading the lists that header fields hold (RFC 9110, 5.6.1).
#pragma once
#include <string_view>

namespace citefeed::http {

/// `text` without spaces and tabs at both ends (OWS; RFC 9110, 5.6.3).
[[nodiscard]] std::string_view trim_ows(std::string_view text);

/// Takes the next member off the front of `list`, without the white space around it: up to the next comma outside a
/// quoted string. Empty for an empty member and at the end; `list` is empty once nothing is left.
[[nodiscard]] std::string_view take_member(std::string_view& list);

/// True when both are the same but for the case of ASCII letters.
[[nodiscard]] bool equals_ignoring_case(std::string_view left, std::string_view right);

}  // namespace citefeed::http
