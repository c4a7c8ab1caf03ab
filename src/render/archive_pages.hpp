/// The pages of everything a feed ever had, by year and month. Pure.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/feed_definition.hpp"

namespace citefeed::render {

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

}  // namespace citefeed::render
