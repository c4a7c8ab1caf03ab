#include "telemetry/route.hpp"

#include <algorithm>

namespace citefeed::telemetry {
namespace {

struct Ending {
  std::string_view text = {};
  Route route = Route::none;
};

constexpr std::array endings{Ending{"/feed.atom", Route::atom},        Ending{"/feed.rss", Route::rss},
                             Ending{"/feed.json", Route::json_feed},   Ending{"/digest.atom", Route::atom},
                             Ending{"/digest.rss", Route::rss},        Ending{"/digest.json", Route::json_feed},
                             Ending{"/articles.rdf", Route::articles}, Ending{"/feeds.opml", Route::opml},
                             Ending{".bib", Route::citations},         Ending{".ris", Route::citations},
                             Ending{".json", Route::citations},        Ending{"/healthz", Route::health},
                             Ending{"/readyz", Route::health}};

}  // namespace

Route route_of(std::string_view target, bool found) {
  const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
  const auto ending =
      std::find_if(endings.begin(), endings.end(), [path](const Ending& known) { return path.ends_with(known.text); });
  // Whether health is good says its status, so it is of its route always.
  if (ending != endings.end() && ending->route == Route::health) return Route::health;
  if (!found) return Route::none;
  // "/archive/2024.atom", but not the page "/archive/2024/".
  const auto folder = path.substr(0, std::min(path.rfind('/'), path.size()));
  if (folder.ends_with("/archive") && !path.ends_with('/')) return Route::archive;
  if (ending != endings.end()) return ending->route;
  return path.find("/posts/") != std::string_view::npos ? Route::post : Route::page;
}

std::string_view to_string(Route route) {
  static constexpr std::array<std::string_view, route_count> names{
      "atom", "rss", "json_feed", "articles", "archive", "citations", "opml", "post", "page", "health", "none"};
  return names.at(static_cast<std::size_t>(route));
}

}  // namespace citefeed::telemetry
