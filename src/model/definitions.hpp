/// Everything feeds/ says: the site, its topics and research types, its bundles.
#pragma once
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/iri.hpp"
#include "base/time_zone.hpp"
#include "model/atom_constructs.hpp"
#include "model/notice.hpp"

namespace citefeed::model {

struct Limits {
  std::size_t feed_entries = 20;      ///< entries in a subscription document
  std::size_t digest_entries = 12;    ///< issues in the subscription document of the monthly digest
  std::size_t prepared_pages = 2000;  ///< newest posts whose pages are rendered before anybody asks
  bool operator==(const Limits&) const = default;
};

/// feeds/site.yaml.
struct SiteDefinition {
  std::string title = {};
  std::string subtitle = {};
  Iri base_url = {};                           ///< http or https, without query; always ends in "/"
  std::string id_authority = {};               ///< "example.org,2013": authority and date of every tag: URI (RFC 4151)
  Instant since = {};                          ///< `updated` of a feed without entries
  std::map<std::string, Person> authors = {};  ///< by the key posts use
  std::string default_author = {};             ///< a key of `authors`
  std::string language = "en";                 ///< BCP 47
  TimeZone time_zone = {};
  std::string rights = {};  ///< plain text; empty when not given
  std::string icon = {};    ///< absolute URL; empty when not given
  Limits limits = {};
  std::vector<FeedAlias> feed_aliases = {};  ///< of the feed of everything
  /// Browsers are given feeds as XML, which they show with their style sheet, so that answers vary by Sec-Fetch-Dest;
  /// else everybody is given them as what they are.
  bool browser_view = true;
  bool operator==(const SiteDefinition&) const = default;
};

/// A choice of posts: any of `topics` (all posts when empty) and, if given, any of `types`.
struct Selection {
  std::vector<std::string> topics = {};  ///< slugs
  std::vector<std::string> types = {};   ///< slugs
  bool operator==(const Selection&) const = default;
};

/// feeds/bundles/{name}.yaml: one extra published feed.
struct Bundle {
  std::string name = {};  ///< [a-z0-9-]+, from the file's name
  std::string title = {};
  std::string subtitle = {};
  Selection select = {};
  std::size_t limit = 20;
  std::vector<std::string> aliases = {};  ///< [a-z0-9-]+: names it had; their addresses redirect
  bool operator==(const Bundle&) const = default;
};

/// An immutable whole; shared between all posts and feeds of a generation.
struct Definitions {
  SiteDefinition site = {};
  std::vector<Category> topics = {};          ///< in the order of topics.yaml
  std::vector<Category> research_types = {};  ///< in the order of research-types.yaml
  std::vector<Bundle> bundles = {};           ///< by name
  Gone gone = {};                             ///< feeds/gone.yaml; empty without it
  Digest digest = {};                         ///< of the files' bytes: same files, same digest
  /// Some files say nothing good, and what posts name and is not here may be in these: posts are checked by them, and
  /// nothing is published.
  bool are_partial = false;
};

/// The category of `categories` whose slug is `slug`; null when there is none.
[[nodiscard]] inline const Category* find_category(const std::vector<Category>& categories, std::string_view slug) {
  const auto found = std::find_if(categories.begin(), categories.end(),
                                  [slug](const Category& category) { return category.slug == slug; });
  return found == categories.end() ? nullptr : &*found;
}

}  // namespace citefeed::model
