/// A feed: which posts it has, and what a document of it says, whatever its format.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/published_addresses.hpp"
#include "model/atom_constructs.hpp"
#include "model/definitions.hpp"
#include "model/entry.hpp"

namespace citefeed::model {

// Which feeds there are, and which posts each selects.

using citefeed::FeedKind;

struct FeedDefinition {
  FeedKind kind = FeedKind::everything;
  std::string path = {};   ///< "" or "topics/empathy/": below the site's root, where the page and the feeds live
  std::string slug = {};   ///< of the topic or type, or the bundle's name in addresses; "" for everything
  std::string name = {};   ///< for people, within the site: "Empathy"; the site's title for everything
  std::string title = {};  ///< of the feed: "PPRNet Blog: Empathy"
  std::string subtitle = {};
  Selection select = {};
  std::size_t limit = 20;
};

/// An entry that was withdrawn (RFC 6721).
struct DeletedEntry {
  std::string ref = {};  ///< the id it had
  Instant when = {};
  std::string comment = {};  ///< why, plain text
  bool operator==(const DeletedEntry&) const = default;
};

struct Feed {
  std::string id = {};  ///< tag: URI; the same for all formats
  std::string title = {};
  std::string subtitle = {};  ///< empty when there is none
  std::string home_url =
      {};  ///< the page for people, absolute, ends in "/"; feed addresses are home_url + "feed.atom" …
  std::string root_url = {};  ///< of the site, where the feed's polled documents stand there; else empty
  Instant updated = {};       ///< the newest entry's or the last withdrawal's, or the site's `since`
  std::vector<Person> authors = {};
  std::string language = {};
  std::string rights = {};
  std::string icon = {};  ///< absolute; empty when there is none
  std::string hub = {};   ///< absolute; empty when there is none
  std::string stylesheet =
      {};                    ///< absolute path of the CSS that makes it readable in a browser; empty when there is none
  bool complete = false;     ///< holds every entry it ever had (fh:complete, RFC 5005, 2)
  std::string archive = {};  ///< of the archive that this document is, "2024"; empty for the one that is polled
  std::string prev_archive = {};   ///< the next older one; empty when there is none (RFC 5005, 4)
  std::string next_archive = {};   ///< the next newer one, of an archive; empty when there is none
  std::string month = {};          ///< of the document that holds one month for mirrors, "2023-12"; else empty
  std::string month_version = {};  ///< changes whenever the month does
  std::vector<std::shared_ptr<const Entry>> entries = {};  ///< newest first by published, then id
  std::vector<DeletedEntry> deleted = {};  ///< withdrawn not long ago, the last first; only Atom can say so
};

}  // namespace citefeed::model
