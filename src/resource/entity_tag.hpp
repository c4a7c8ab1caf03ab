/// Entity tags (RFC 9110, 8.8.3): strong, and a function of the bytes and the media type alone.
#pragma once
#include <string>
#include <string_view>

#include "base/digest.hpp"

namespace citefeed::resource {

/// The opaque part without quotes: 22 characters of base64url.
struct EntityTag {
  std::string opaque = {};
  bool operator==(const EntityTag&) const = default;
};

/// The strong tag of a representation: a digest of `coded_bytes`, which is that of its coded bytes, and its
/// Content-Type.
[[nodiscard]] EntityTag make_entity_tag(const Digest& coded_bytes, std::string_view content_type);

/// `"5f2c"` with its quotes, as ETag carries it.
[[nodiscard]] std::string to_field(const EntityTag& tag);

}  // namespace citefeed::resource
