/// The pages for people: small, accessible, without script; and what they say to machines (JSON-LD). Pure.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/feed.hpp"
#include "model/post.hpp"

namespace citefeed::render {

/// One feed in a list on a page.
struct FeedSummary {
  std::string name = {};
  std::string url = {};  ///< the feed's page
  std::string description = {};
  std::size_t posts = 0;
};

/// `/`, `/topics/{slug}/`, `/types/{slug}/`, `/bundles/{name}/`: what the feed holds, how to subscribe, and on `/` the
/// other feeds.
struct FeedPage {
  model::FeedDefinition feed = {};
  std::vector<std::shared_ptr<const model::Entry>> entries =
      {};                                 ///< those to list, newest first; `/` lists 20 of them at most
  std::size_t total = 0;                  ///< posts in the feed, where `entries` are not all of them
  std::vector<FeedSummary> topics = {};   ///< on `/` only
  std::vector<FeedSummary> types = {};    ///< on `/` only; in use
  std::vector<FeedSummary> bundles = {};  ///< on `/` only
};
[[nodiscard]] std::string feed_page(const FeedPage& page, const model::Definitions& definitions);

/// `/topics/`: all topics with their number of posts.
[[nodiscard]] std::string topics_page(const std::vector<FeedSummary>& topics, const model::Definitions& definitions);

/// `/posts/{id}/`.
[[nodiscard]] std::string post_page(const model::Entry& entry, const model::Post& post,
                                    const model::Definitions& definitions);

/// What stands at the page of a post or a feed that is gone.
struct GonePage {
  std::string url = {};    ///< the page's, absolute
  std::string what = {};   ///< "This post"
  std::string title = {};  ///< that it had; empty where it is not known
  model::Withdrawal withdrawal = {};
  std::vector<FeedSummary> successors = {};  ///< name and address of what to read instead
};
[[nodiscard]] std::string gone_page(const GonePage& page, const model::SiteDefinition& site);

/// `/about/extensions/`: what our extension fields mean.
[[nodiscard]] std::string extensions_page(const model::Definitions& definitions);

/// `/style.css` for the pages, `/feed.css` for feeds opened in a browser.
[[nodiscard]] std::string page_stylesheet();
[[nodiscard]] std::string feed_stylesheet();

// The pages of everything a feed ever had, by year and month. Pure.

struct ArchivePage {
  struct Year {
    int year = 0;
    std::size_t posts = 0;
  };
  model::FeedDefinition feed = {};
  std::vector<Year> years = {};  ///< newest first
  int year = 0;                  ///< the one whose posts are listed; 0 on the page that lists the years
  std::vector<std::shared_ptr<const model::Entry>> entries = {};  ///< all of that year, newest first
};

/// `…/archive/` and `…/archive/{year}/`.
[[nodiscard]] std::string archive_page(const ArchivePage& page, const model::Definitions& definitions);

// A post as linked data for search engines and reference managers (schema.org, JSON-LD 1.1).

/// A BlogPosting that is a Review of the articles it summarises. Safe inside a script element: no "<" in it.
[[nodiscard]] std::string json_ld(const model::Entry& entry, const model::SiteDefinition& site);

}  // namespace citefeed::render
