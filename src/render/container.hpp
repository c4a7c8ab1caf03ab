/// What Atom, RSS and the article feed say about the reviewed articles in the same words: names, related links and the
/// `cito:reviews` container.
#pragma once
#include <pugixml.hpp>
#include <string>

#include "base/published_addresses.hpp"
#include "citation/citation.hpp"
#include "model/entry.hpp"
#include "model/feed.hpp"

namespace citefeed::render::names {

// The names that our documents use and that never change: namespaces and extension fields. docs/formats.md explains
// each.

inline constexpr const char* atom = "http://www.w3.org/2005/Atom";
inline constexpr const char* rss = "http://purl.org/rss/1.0/";  ///< of RSS 1.0; RSS 2.0 has none
inline constexpr const char* dc = "http://purl.org/dc/elements/1.1/";
inline constexpr const char* dcterms = "http://purl.org/dc/terms/";
inline constexpr const char* prism = "http://prismstandard.org/namespaces/basic/2.0/";
inline constexpr const char* cito = "http://purl.org/spar/cito/";
inline constexpr const char* fabio = "http://purl.org/spar/fabio/";
inline constexpr const char* rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr const char* content = "http://purl.org/rss/1.0/modules/content/";
inline constexpr const char* history = "http://purl.org/syndication/history/1.0";
inline constexpr const char* tombstones = "http://purl.org/atompub/tombstones/1.0";

/// Our own namespace, of `practice:implications` and `practice:notice`: the same for every deployment, owned by nobody,
/// for ever (docs/decisions/0002-extension-namespace.md).
inline constexpr const char* practice = "urn:uuid:36e38580-b878-4bf5-b1bc-a3b710c0220b";

/// atom:generator and the like. Without a version: an upgrade that changes nothing else must not change a feed's bytes.
inline constexpr const char* generator = "citefeed";

}  // namespace citefeed::render::names

namespace citefeed::render {

/// Adds what is known of where the work was published, as PRISM 2.0 has it, and the reference as printed.
void add_publication(pugi::xml_node work, const citation::Citation& citation);

/// "JournalArticle", the class of FaBiO that a work belongs to.
[[nodiscard]] const char* fabio_class(citation::WorkType type);

/// Declares the prefixes that both formats use inside their entries.
void declare_extensions(pugi::xml_node root);

/// Adds `<name href rel type title/>`: atom:link under the name it has in the document (RFC 4287, 4.2.7).
void add_link(pugi::xml_node parent, const char* name, const model::Link& link);

/// Adds rel=self to the document of `kind`, rel=alternate to the feed's page and rel=hub; and fh:complete, or how to
/// walk to the other documents (RFC 5005, 2 and 4). `name` as in add_link.
void add_feed_links(pugi::xml_node feed_node, const char* name, const model::Feed& feed, DocumentKind kind);

/// Adds to an entry its own links, and what it is about: a related link to each reviewed article, its citation files,
/// and dcterms:references.
void add_references(pugi::xml_node entry_node, const char* name, const model::Entry& entry);

/// Adds the practice implications as data, if there are any, and before them what happened since to the articles they
/// were drawn from: nobody is to quote the one without the other.
void add_implications(pugi::xml_node entry_node, const model::Entry& entry);

/// Adds one `cito:reviews` for each reviewed article: an RDF description of it (docs/formats.md). The last of an entry.
void add_reviews(pugi::xml_node entry_node, const model::Entry& entry);

}  // namespace citefeed::render
