#include "publish/prepare.hpp"

#include "publish/compress.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

const char* content_type(Kind kind) {
  switch (kind) {
    case Kind::atom:
      return "application/atom+xml; charset=utf-8";
    case Kind::rss:
      return "application/rss+xml; charset=utf-8";
    case Kind::json_feed:
      return "application/feed+json; charset=utf-8";
    case Kind::rdf:
      return "application/rdf+xml; charset=utf-8";
    case Kind::opml:
      return "text/x-opml; charset=utf-8";
    case Kind::page:
    case Kind::mail_html:
      return "text/html; charset=utf-8";
    case Kind::stylesheet:
      return "text/css; charset=utf-8";
    case Kind::bibtex:
      return "application/x-bibtex; charset=utf-8";
    case Kind::ris:
      return "application/x-research-info-systems; charset=utf-8";
    case Kind::csl_json:
      return "application/vnd.citationstyles.csl+json; charset=utf-8";
    case Kind::mail_text:
    case Kind::plain_text:
      break;
  }
  return "text/plain; charset=utf-8";
}

/// Browsers download feeds under their own media types; as application/xml they show them with their style sheet.
const char* browser_content_type(Kind kind) {
  return kind == Kind::atom || kind == Kind::rss || kind == Kind::rdf || kind == Kind::opml
             ? "application/xml; charset=utf-8"
             : "";
}

/// A correction of an archived post reaches subscribers by the document they poll; archives may be kept for a week.
const char* cache_control(const Document& document) {
  if (document.is_archive) return "max-age=604800, immutable, stale-while-revalidate=604800, stale-if-error=2592000";
  switch (document.kind) {
    case Kind::stylesheet:
      return "max-age=3600, stale-while-revalidate=86400, stale-if-error=604800";
    case Kind::plain_text:
      return "no-store";
    default:
      return "max-age=300, stale-while-revalidate=3600, stale-if-error=604800";
  }
}

bool is_read_by_scripts_elsewhere(Kind kind) {
  return kind != Kind::page && kind != Kind::stylesheet && kind != Kind::plain_text;
}

}  // namespace

Instant last_modified(Instant newest_update, const Digest& body) {
  constexpr std::uint64_t seconds_per_hour = 3600;
  return newest_update - std::chrono::seconds{to_number(body) % seconds_per_hour};
}

bool deserves_best_coding(Kind kind) {
  return kind == Kind::atom || kind == Kind::rss || kind == Kind::json_feed || kind == Kind::rdf || kind == Kind::opml;
}

resource::Prepared prepare(Document document) {
  document.body.shrink_to_fit();  // it grew as it was written, and is kept as long as the site
  const auto identity = resource::make_coded_body(std::move(document.body));
  resource::Metadata metadata{.content_type = content_type(document.kind),
                              .browser_content_type = browser_content_type(document.kind),
                              .last_modified = last_modified(document.newest_update, identity.digest),
                              .cache_control = cache_control(document),
                              .links = std::move(document.links),
                              .cross_origin = is_read_by_scripts_elsewhere(document.kind)};
  const bool codings_follow = deserves_best_coding(document.kind) && !document.is_archive;
  resource::CodedBodies bodies;
  bodies.by_coding[static_cast<std::size_t>(Coding::identity)] = identity;
  for (const Coding coding : {Coding::gzip, Coding::br, Coding::zstd}) {
    if (codings_follow && coding != Coding::gzip) break;
    auto coded = compress(*identity.bytes, coding, Effort::quick);
    if (coded.size() >= identity.bytes->size()) continue;
    bodies.by_coding[static_cast<std::size_t>(coding)] = resource::make_coded_body(std::move(coded));
  }
  return resource::prepare(std::move(metadata), bodies);
}

}  // namespace citefeed::publish
