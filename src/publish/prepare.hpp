/// From rendered bytes to a resource's representations: media type, caching, content codings.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/published_addresses.hpp"
#include "resource/representation.hpp"
#include "resource/resource.hpp"

namespace citefeed::publish {

// Content codings of bytes. Deterministic: the same bytes, level and library give the same result on every machine.

/// How much effort a coding may take. Measured on one 60 KB feed: `quick` about 1 ms each, `best` 80 ms (brotli).
enum class Effort : std::uint8_t { quick, best };

/// `bytes` in `coding` (RFC 1952, RFC 7932, RFC 8878), as one complete stream without a timestamp or a name. Identity
/// is a copy. Throws std::runtime_error when the library fails, std::bad_alloc without memory. Safe from any thread.
[[nodiscard]] std::string compress(std::string_view bytes, resource::Coding coding, Effort effort);

struct Document {
  DocumentKind kind = DocumentKind::page;  ///< its media type, caching and which codings are made at once
  std::string body = {};
  std::vector<std::string> links = {};  ///< members of the Link field
  bool is_archive = false;              ///< closed: only corrections change it
  bool is_gone = false;                 ///< says that something is there no more
};

/// The representations of `document` in identity and in every coding that is smaller; of feeds that are polled in gzip
/// alone, the others follow (see feed_codings.hpp). `browser_view` is the site's. Pure.
[[nodiscard]] resource::Prepared prepare(Document document, bool browser_view = true);

}  // namespace citefeed::publish
