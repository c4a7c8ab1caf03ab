/// The feeds of the site that is left, and what to write so that their subscribers come along (`feed_aliases`).
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/published_addresses.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// A feed that was at an address below the old site's root.
struct OldFeed {
  DocumentKind kind = DocumentKind::rss;  ///< atom or rss
  std::string address = {};               ///< fit for `feed_aliases`: no '/' at its ends
  bool is_of_category = false;            ///< else of everything
  ForeignName category = {};              ///< whose feed it is; then by all names it goes by
  bool operator==(const OldFeed&) const = default;
};

/// The feed that `root`, a document of RSS or Atom, says to be itself (`rel="self"`): its address is below the site
/// that it names as its page. None where it names none, has a query, or is on another host, as with FeedBurner; "www."
/// makes no other.
[[nodiscard]] std::vector<OldFeed> feeds_of_document(pugi::xml_node root, const Iri& base_url);

/// The feeds that WordPress has where nobody changed that: of the site, and of the categories and tags that the export
/// `root` lists; below "index.php/" where its posts are. None where its addresses are queries ("/?p=123").
[[nodiscard]] std::vector<OldFeed> feeds_of_wordpress(pugi::xml_node root, const Iri& base_url);

/// The feeds that Jekyll (with its usual plugin) or Hugo has, which of them wrote posts at such a `path`: that of the
/// site, and of Hugo that of the folder below content/, too.
[[nodiscard]] std::vector<OldFeed> feeds_of_generator(std::string_view path);

/// What to write into the files of feeds/ so that `feeds` lead to those of today, as text for people to read and to
/// copy; those that `definitions` have already, or that are of no topic and type here, are left out. Empty when nothing
/// is left. Pure.
[[nodiscard]] std::string propose_feed_aliases(const std::vector<OldFeed>& feeds,
                                               const model::Definitions& definitions);

}  // namespace citefeed::importing
