/// What RFC 9112 asks of a request beyond its grammar, and the parser does not check: Host and message framing.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.hpp"
#include "http/status.hpp"

namespace citefeed::http {

/// The fields that say whom a request is for and where it ends.
struct Framing {
  std::uint8_t minor_version = 1;
  FieldValue host = {};
  FieldValue content_length = {};
  FieldValue transfer_encoding = {};
};

/// The status a request with this framing is refused with; nothing when it is sound. The connection must then end,
/// since nobody can be sure where the next request begins.
/// - Host: exactly one in HTTP/1.1, at most one in HTTP/1.0, well-formed (RFC 9112, 3.2).
/// - Content-Length: one line of digits (RFC 9112, 6.3; a list is refused even where its members agree).
/// - Transfer-Encoding: not beside Content-Length and not in HTTP/1.0 (RFC 9112, 6.1), "chunked" once and last, and no
///   coding but chunked (501).
[[nodiscard]] std::optional<Status> refusal_of(const Framing& framing);

/// True when a body follows the header.
[[nodiscard]] bool announces_body(const Framing& framing);

/// True for `uri-host [":" port]` with a host (RFC 9110, 7.2; RFC 3986, 3.2.2): no user, no empty host.
[[nodiscard]] bool is_authority(std::string_view text);

}  // namespace citefeed::http
