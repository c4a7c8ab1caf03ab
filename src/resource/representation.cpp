#include "resource/representation.hpp"

#include <fmt/format.h>
#include <iterator>
#include <utility>

namespace citefeed::resource {

std::string_view to_token(Coding coding) {
  switch (coding) {
    case Coding::identity:
      return "identity";
    case Coding::gzip:
      return "gzip";
    case Coding::br:
      return "br";
    case Coding::zstd:
      return "zstd";
  }
  return "identity";
}

std::string_view file_suffix(Coding coding) {
  switch (coding) {
    case Coding::identity:
      return "";
    case Coding::gzip:
      return ".gz";
    case Coding::br:
      return ".br";
    case Coding::zstd:
      return ".zst";
  }
  return "";
}

EntityTag make_entity_tag(const Digest& coded_bytes, std::string_view content_type) {
  return {.opaque = to_short_text(DigestBuilder{}.add(content_type).add(coded_bytes).finish())};
}

std::string to_field(const EntityTag& tag) {
  return fmt::format("\"{}\"", tag.opaque);
}

namespace {

template <class Value>
void add_line(std::string& fields, std::string_view name, const Value& value) {
  fmt::format_to(std::back_inserter(fields), "{}: {}\r\n", name, value);
}

/// What a cache needs from a 304 as much as from a 200 (RFC 9110, 15.4.5), so that both say the same.
std::string make_caching_fields(const Metadata& metadata, const EntityTag& tag) {
  std::string fields;
  add_line(fields, "ETag", to_field(tag));
  if (!metadata.cache_control.empty()) add_line(fields, "Cache-Control", metadata.cache_control);
  // Said even while only identity is there: another coding may join under the same address later.
  add_line(fields, "Vary",
           metadata.browser_content_type.empty() ? "Accept-Encoding" : "Accept-Encoding, Sec-Fetch-Dest");
  return fields;
}

/// Fetch, 3.3: any page may read feeds and data, and the validators it needs to ask again cheaply.
std::string make_sharing_fields(const Metadata& metadata) {
  std::string fields;
  if (!metadata.cross_origin) return fields;
  add_line(fields, "Access-Control-Allow-Origin", "*");
  add_line(fields, "Access-Control-Expose-Headers", "ETag, Last-Modified, Link");
  return fields;
}

}  // namespace

CodedBody make_coded_body(std::string bytes) {
  const Digest digest = sha256(bytes);
  return {.bytes = std::make_shared<const std::string>(std::move(bytes)), .digest = digest};
}

Representation make_representation(const Metadata& metadata, Coding coding, const CodedBody& body, bool for_browser) {
  const bool own_type = for_browser && !metadata.browser_content_type.empty();
  const std::string& content_type = own_type ? metadata.browser_content_type : metadata.content_type;
  Representation made{.coding = coding, .body = body.bytes};
  made.tag = make_entity_tag(body.digest, content_type);

  const std::string caching = make_caching_fields(metadata, made.tag);
  const std::string sharing = make_sharing_fields(metadata);
  add_line(made.fields_ok, "Content-Type", content_type);
  add_line(made.fields_ok, "Content-Length", made.body->size());
  if (coding != Coding::identity) add_line(made.fields_ok, "Content-Encoding", to_token(coding));
  made.fields_ok += caching;
  if (!metadata.links.empty()) add_line(made.fields_ok, "Link", fmt::format("{}", fmt::join(metadata.links, ", ")));
  made.fields_ok += sharing;
  add_line(made.fields_ok, "X-Content-Type-Options", "nosniff");
  if (!metadata.content_security_policy.empty()) {
    add_line(made.fields_ok, "Content-Security-Policy", metadata.content_security_policy);
  }
  made.fields_not_modified = caching + sharing;
  return made;
}

}  // namespace citefeed::resource
