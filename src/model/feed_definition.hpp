/// Which feeds there are, and which posts each selects.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "model/definitions.hpp"

namespace citefeed::model {

enum class FeedKind : std::uint8_t { everything, topic, research_type, bundle, corrections };

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

}  // namespace citefeed::model
