#include "publish/publish_months.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <utility>

#include "base/published_addresses.hpp"
#include "catalogue/months.hpp"

namespace citefeed::publish {
namespace {

namespace json = boost::json;
using catalogue::Month;
using catalogue::MonthName;

std::string version_of(const Month& month, const model::Definitions& definitions) {
  return to_short_text(DigestBuilder{}.add(month.digest).add(definitions.digest).finish());
}

/// The posts of one month. Where they stand in their year is no input: posts of later months move them.
struct MonthPosts {
  catalogue::YearPointer year = {};
  Month month = {};

  [[nodiscard]] MonthName name() const { return {.year = year->number, .month = month.number}; }
  [[nodiscard]] catalogue::Posts posts() const {
    return catalogue::Posts{year->posts}.subspan(month.first, month.count);
  }
  [[nodiscard]] Digest digest() const { return DigestBuilder{}.add(to_string(name())).add(month.digest).finish(); }
};

struct MonthDocument {
  Shared<model::FeedDefinition> everything;
  MonthPosts of = {};

  [[nodiscard]] Document render(const model::Definitions& definitions) const {
    model::Feed feed = describe(*everything, definitions.site);
    feed.month = to_string(of.name());
    feed.month_version = version_of(of.month, definitions);
    feed.updated = newest_of(of.posts(), feed.updated);
    feed.entries = entries_of(of.posts(), definitions);
    const std::string whole = render::document_url(feed, DocumentKind::json_feed, "");
    return {.kind = DocumentKind::json_feed,
            .body = render::json_feed(feed),
            .newest_update = feed.updated,
            .links = {fmt::format("<{}>; rel=\"collection\"", whole)}};
  }
};

struct MonthsFolder {
  Shared<SelectedFeed> everything;

  void fill(FolderBuilder& folder) const {
    for (const auto& year : everything->timeline.years) {
      for (const Month& month : year->months) {
        const MonthDocument document{.everything = everything->definition, .of = {.year = year, .month = month}};
        folder.add(name_of(Folder::months, DocumentKind::json_feed, to_string(document.of.name())), document);
      }
    }
  }
};

/// The month called `name`; null when no post is of it.
const Month* find_month(const catalogue::Timeline& timeline, const MonthName& name) {
  for (const auto& year : timeline.years) {
    if (year->number != name.year) continue;
    for (const Month& month : year->months) {
      if (month.number == name.month) return &month;
    }
  }
  return nullptr;
}

}  // namespace

void publish_months(const Shared<SelectedFeed>& everything, SiteBuilder& builder) {
  builder.add_folder(site_path(folder_path(Folder::months)), MonthsFolder{.everything = everything});
}

std::optional<std::string> changes_since(const Publication& publication, std::string_view cursor) {
  const auto mirrored = catalogue::parse_cursor(cursor);
  if (!mirrored) return std::nullopt;
  const catalogue::Timeline& everything = publication.snapshot->everything;
  const model::SiteDefinition& site = publication.definitions->site;
  const auto now = catalogue::months_of(everything, publication.definitions->digest);
  json::array months;
  for (const MonthName& name : catalogue::stale_months(*mirrored, now)) {
    const Month* month = find_month(everything, name);
    json::object stale{{"month", to_string(name)}, {"posts", month == nullptr ? 0 : month->count}};
    if (month != nullptr) {
      const std::string version = version_of(*month, *publication.definitions);
      stale["version"] = version;
      // Of a version of its own, so that no cache answers with an older one.
      stale["url"] = site_url(site, folder_path(Folder::months) +
                                        name_of(Folder::months, DocumentKind::json_feed, to_string(name))) +
                     "?version=" + version;
    }
    months.push_back(std::move(stale));
  }
  const json::object document{{"about", site_url(site, folder_path(Folder::about)) + "#changes"},
                              {"cursor", catalogue::to_cursor(now)},
                              {"months", std::move(months)}};
  return json::serialize(document) + "\n";
}

}  // namespace citefeed::publish
