/// A representation: the bytes of a resource in one content coding, with its strong entity tag and everything a
/// response says about them, made once.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"

namespace citefeed::resource {

// Content codings (RFC 9110, 8.4.1).

enum class Coding : std::uint8_t { identity, gzip, br, zstd };

inline constexpr std::array all_codings{Coding::identity, Coding::gzip, Coding::br, Coding::zstd};

/// The token as header fields write it: "identity", "gzip", "br", "zstd".
[[nodiscard]] std::string_view to_token(Coding coding);

/// The suffix of a file that holds the coded bytes: "", ".gz", ".br", ".zst".
[[nodiscard]] std::string_view file_suffix(Coding coding);

// Entity tags (RFC 9110, 8.8.3): strong, and a function of the bytes and the media type alone.

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

using Bytes = std::shared_ptr<const std::string>;

/// Bytes in one coding, and their digest, which is taken once however often it is asked for.
struct CodedBody {
  Bytes bytes = {};  ///< null: there are none
  Digest digest = {};
};

/// `bytes` with their SHA-256. Pure.
[[nodiscard]] CodedBody make_coded_body(std::string bytes);

/// What is true of a resource whatever its coding.
struct Metadata {
  std::string content_type = {};             ///< with charset: "application/atom+xml; charset=utf-8"
  std::string browser_content_type = {};     ///< sent instead for `Sec-Fetch-Dest: document`; empty when the same
  std::string cache_control = {};            ///< the field's value
  std::vector<std::string> links = {};       ///< Link members: `<https://…>; rel="self"`
  bool cross_origin = false;                 ///< Access-Control-Allow-Origin: * and exposed validators (feeds and data)
  std::string content_security_policy = {};  ///< the field's value, for pages; empty when none is sent
};

/// Immutable once made. `fields_ok` and `fields_not_modified` are the header lines of a 200 and a 304, each ended by
/// CRLF, all of them but Last-Modified, which is the resource's (FirstServed), and the status line, Date, Connection
/// and Server, which are the connection's. Both are ready to send.
struct Representation {
  Coding coding = Coding::identity;
  Bytes body = {};
  EntityTag tag = {};
  std::string fields_ok = {};            ///< Content-Type, Content-Length, Content-Encoding, ETag, Cache-Control …
  std::string fields_not_modified = {};  ///< ETag, Cache-Control, Vary (RFC 9110, 15.4.5) and sharing
};

/// Makes the representation of `body` (not null, already in `coding`). `for_browser` takes `browser_content_type`.
/// Pure.
[[nodiscard]] Representation make_representation(const Metadata& metadata, Coding coding, const CodedBody& body,
                                                 bool for_browser);

}  // namespace citefeed::resource
