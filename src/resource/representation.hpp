/// A representation: the bytes of a resource in one content coding, with everything a response says about them, made
/// once.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "resource/coding.hpp"
#include "resource/entity_tag.hpp"

namespace citefeed::resource {

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
  Instant last_modified = {};                ///< moves with the bytes, same on every replica, never from a file time
  std::string cache_control = {};            ///< the field's value
  std::vector<std::string> links = {};       ///< Link members: `<https://…>; rel="self"`
  bool cross_origin = false;                 ///< Access-Control-Allow-Origin: * and exposed validators (feeds and data)
  std::string content_security_policy = {};  ///< the field's value, for pages; empty when none is sent
};

/// Immutable once made. `fields_ok` and `fields_not_modified` are the header lines of a 200 and a 304, each ended by
/// CRLF, all of them but the status line, Date, Connection and Server: those are the connection's. Both are ready to
/// send.
struct Representation {
  Coding coding = Coding::identity;
  Bytes body = {};
  EntityTag tag = {};
  std::string fields_ok = {};            ///< Content-Type, Content-Length, Content-Encoding, ETag, Last-Modified …
  std::string fields_not_modified = {};  ///< ETag, Last-Modified, Cache-Control, Vary (RFC 9110, 15.4.5) and sharing
};

/// Makes the representation of `body` (not null, already in `coding`). `for_browser` takes `browser_content_type`.
/// Pure.
[[nodiscard]] Representation make_representation(const Metadata& metadata, Coding coding, const CodedBody& body,
                                                 bool for_browser);

}  // namespace citefeed::resource
