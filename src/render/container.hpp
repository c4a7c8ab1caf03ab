/// What Atom and RSS say about the reviewed articles in the same words: related links and the `cito:reviews` container.
#pragma once
#include <pugixml.hpp>
#include <string>

#include "citation/citation.hpp"
#include "model/entry.hpp"
#include "model/feed.hpp"

namespace citefeed::render {

/// Adds what is known of where the work was published, as PRISM 2.0 has it, and the reference as printed.
void add_publication(pugi::xml_node work, const citation::Citation& citation);

/// "JournalArticle", the class of FaBiO that a work belongs to.
[[nodiscard]] const char* fabio_class(citation::WorkType type);

/// Declares the prefixes that both formats use inside their entries.
void declare_extensions(pugi::xml_node root);

/// Adds `<name href rel type title/>`: atom:link under the name it has in the document (RFC 4287, 4.2.7).
void add_link(pugi::xml_node parent, const char* name, const model::Link& link);

/// Adds rel=self with `type`, rel=alternate to the feed's page and rel=hub; and fh:complete, or how to walk to the
/// other documents (RFC 5005, 2 and 4). `name` as in add_link; `file_name` is the format's.
void add_feed_links(pugi::xml_node feed_node, const char* name, const model::Feed& feed, const char* file_name,
                    const char* type);

/// Adds to an entry its own links, and what it is about: a related link to each reviewed article, its citation files,
/// and dcterms:references.
void add_references(pugi::xml_node entry_node, const char* name, const model::Entry& entry);

/// Adds one `cito:reviews` for each reviewed article: an RDF description of it (docs/formats.md). The last of an entry.
void add_reviews(pugi::xml_node entry_node, const model::Entry& entry);

}  // namespace citefeed::render
