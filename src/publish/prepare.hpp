/// From rendered bytes to a resource's representations: media type, caching, quick content codings, Last-Modified.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "resource/resource.hpp"

namespace citefeed::publish {

/// What a document is; decides its media type, its caching and which codings are made at once.
enum class Kind : std::uint8_t {
  atom,
  rss,
  json_feed,
  rdf,
  opml,
  page,
  stylesheet,
  bibtex,
  ris,
  csl_json,
  mail_html,  ///< the body of a mail
  mail_text,  ///< likewise
  plain_text
};

struct Document {
  Kind kind = Kind::page;
  std::string body = {};
  Instant newest_update = {};           ///< of everything it shows
  std::vector<std::string> links = {};  ///< members of the Link field
  bool is_archive = false;              ///< closed: only corrections change it
};

/// Seconds less than an hour before `newest_update`, chosen by the digest of the body: it moves whenever the bytes do,
/// on every replica alike, and never lies in the future. A client may compare it for equality only.
[[nodiscard]] Instant last_modified(Instant newest_update, const Digest& body);

/// The representations of `document` in identity and in every coding that is smaller; of feeds that are polled in gzip
/// alone, the others follow (see feed_codings.hpp). Pure.
[[nodiscard]] resource::Prepared prepare(Document document);

/// True for documents that many readers poll: worth the best coding.
[[nodiscard]] bool deserves_best_coding(Kind kind);

}  // namespace citefeed::publish
