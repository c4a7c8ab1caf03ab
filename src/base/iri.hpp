/// Absolute addresses (RFC 3986), parsed once at the edge.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed {

/// An absolute URI in ASCII. Characters outside ASCII were percent-encoded on reading (RFC 3987, 3.1).
struct Iri {
  std::string text = {};
  bool operator==(const Iri&) const = default;
};

/// Reads an absolute URI with any scheme; nothing when it is relative, empty or malformed. Surrounding space is not
/// taken off.
[[nodiscard]] std::optional<Iri> parse_iri(std::string_view text);

/// The scheme in lower case: "https".
[[nodiscard]] std::string scheme_of(const Iri& iri);

/// The host, without port; empty where the scheme has none.
[[nodiscard]] std::string host_of(const Iri& iri);

/// The port, or the one that http or https has without one; 0 for other schemes.
[[nodiscard]] std::uint16_t port_of(const Iri& iri);

/// The path, "" or beginning with "/".
[[nodiscard]] std::string path_of(const Iri& iri);

/// `reference` resolved against `base` (RFC 3986, 5.2); nothing when `reference` is malformed. Characters outside ASCII
/// and spaces in it are percent-encoded.
[[nodiscard]] std::optional<Iri> resolve(const Iri& base, std::string_view reference);

// Paths: what may stand in them, and how those that are equivalent become the same text.

/// The characters of a path segment (pchar; RFC 3986, 3.3) and '/', but for '%'.
inline constexpr std::array<bool, 256> path_characters = [] {
  std::array<bool, 256> table = {};
  constexpr std::string_view characters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
  for (const char c : characters) table.at(static_cast<unsigned char>(c)) = true;
  return table;
}();

[[nodiscard]] constexpr bool may_stand_in_path(char c) {
  return path_characters.at(static_cast<unsigned char>(c));
}

/// `text` with every byte percent-encoded that may not stand in a path segment; '/' is kept.
[[nodiscard]] std::string encode_path(std::string_view text);

/// `path` so that equivalent ones are the same text (RFC 3986, 6.2.2): unreserved characters decoded, hexadecimal
/// digits of other percent-encodings in upper case. Nothing when it has a character that no path may have, a broken
/// percent-encoding or one of a control character. Dot segments stay.
[[nodiscard]] std::optional<std::string> normalised_path(std::string_view path);

/// `text` with "%2F" and the like decoded; what is no percent-encoding stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace citefeed
