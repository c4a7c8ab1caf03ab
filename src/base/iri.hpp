/// Absolute addresses (RFC 3986), parsed once at the edge.
#pragma once
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

/// `text` with every byte percent-encoded that may not stand in a path segment (RFC 3986, 3.3); '/' is kept.
[[nodiscard]] std::string encode_path(std::string_view text);

}  // namespace citefeed
