/// The names that our documents use and that never change: namespaces and extension fields. docs/formats.md explains
/// each.
#pragma once

namespace citefeed::render::names {

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

/// Our own namespace, of `practice:implications`: the same for every deployment, owned by nobody, for ever
/// (docs/decisions/0002-extension-namespace.md).
inline constexpr const char* practice = "urn:uuid:36e38580-b878-4bf5-b1bc-a3b710c0220b";

/// atom:generator and the like. Without a version: an upgrade that changes nothing else must not change a feed's bytes.
inline constexpr const char* generator = "citefeed";

/// Below the site's root: where the extension fields are explained.
inline constexpr const char* extensions_path = "about/extensions/";

}  // namespace citefeed::render::names
