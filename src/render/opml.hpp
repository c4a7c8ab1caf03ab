/// OPML 2.0: every feed of the site for one-step subscription.
#pragma once
#include <string>
#include <vector>

namespace citefeed::render {

struct OpmlFeed {
  std::string title = {};
  std::string feed_url = {};
  std::string home_url = {};
  std::string description = {};
};

/// A folder; with an empty `text` its feeds stand at the top level.
struct OpmlFolder {
  std::string text = {};
  std::vector<OpmlFeed> feeds = {};
};

/// The document; folders have only `text`, every feed has text, title, type="rss", xmlUrl, htmlUrl.
[[nodiscard]] std::string opml(const std::string& title, const std::vector<OpmlFolder>& folders);

}  // namespace citefeed::render
