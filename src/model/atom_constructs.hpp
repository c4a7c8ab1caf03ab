/// Person, link and category (RFC 4287, 3.2, 4.2.7 and 4.2.2): what feeds, posts and definitions say in the same way.
#pragma once
#include <string>
#include <vector>

#include "base/published_addresses.hpp"

namespace citefeed::model {

// Somebody who writes posts. The authors of reviewed articles are citation::Name.

struct Person {
  std::string name = {};
  std::string uri = {};    ///< absolute; empty when not given
  std::string email = {};  ///< empty when not given
  bool operator==(const Person&) const = default;
};

// A typed link from an entry or feed to something else (RFC 8288; RFC 4287, 4.2.7).

struct Link {
  std::string href = {};   ///< absolute
  std::string rel = {};    ///< a registered link relation
  std::string type = {};   ///< media type; empty when unknown
  std::string title = {};  ///< empty when there is none
  bool operator==(const Link&) const = default;
};

/// An address at which a feed was elsewhere.
struct FeedAlias {
  std::string address = {};  ///< below the site's root, percent-encoded, without '/' in front and at its end
  DocumentKind kind = DocumentKind::rss;  ///< the format that was there
  bool operator==(const FeedAlias&) const = default;
};

/// A topic (feeds/topics.yaml) or a research type (feeds/research-types.yaml). The slug is its identity and never
/// changes.
struct Category {
  std::string slug = {};                     ///< [a-z0-9-]+
  std::string label = {};                    ///< as the network prints it
  std::vector<std::string> aliases = {};     ///< other slugs that lead here
  std::string label_fr = {};                 ///< empty when there is none
  std::string description = {};              ///< plain text; empty when there is none
  std::vector<FeedAlias> feed_aliases = {};  ///< of its feed
  bool operator==(const Category&) const = default;
};

}  // namespace citefeed::model
