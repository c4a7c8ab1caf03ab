#include "publish/publish_months.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>
#include <utility>

#include "catalogue/mirror.hpp"

namespace citefeed::publish {
namespace {

namespace json = boost::json;
using catalogue::Month;
using catalogue::MonthName;

std::string version_of(const Month& month, const model::Definitions& definitions) {
  return to_short_text(DigestBuilder{}.add(month.digest).add(definitions.digest).finish());
}

void publish_month(const SelectedFeed& everything, const catalogue::YearPointer& year, const Month& month,
                   const DefinitionsPointer& definitions, FolderBuilder& folder) {
  const std::string name = to_string(MonthName{.year = year->number, .month = month.number});
  const Digest inputs = DigestBuilder{}.add("month").add(name).add(month.digest).add(definitions->digest).finish();
  folder.add(name + ".json", inputs, [&] {
    model::Feed described = describe(everything, definitions->site);
    described.month = name;
    described.month_version = version_of(month, *definitions);
    described.prev_archive.clear();
    return [of = std::move(described), year, month, definitions] {
      model::Feed document = of;
      const auto posts = catalogue::Posts{year->posts}.subspan(month.first, month.count);
      document.updated = newest_of(posts, definitions->site.since);
      document.entries = entries_of(posts, *definitions);
      return prepare({.kind = Kind::json_feed,
                      .body = render::json_feed(document),
                      .newest_update = document.updated,
                      .links = {fmt::format("<{}>; rel=\"collection\"", document.home_url + render::json_name)}});
    };
  });
}

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

void publish_months(const SelectedFeed& everything, const DefinitionsPointer& definitions, SiteBuilder& builder,
                    std::vector<std::string>& folders) {
  folders.emplace_back("/changes/");
  const Digest inputs = DigestBuilder{}.add("months").add(definitions->digest).add(everything.digest).finish();
  builder.add_folder(folders.back(), inputs, [&](FolderBuilder& folder) {
    for (const auto& year : everything.timeline.years) {
      for (const Month& month : year->months) publish_month(everything, year, month, definitions, folder);
    }
  });
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
      stale["url"] = site_url(site, fmt::format("changes/{}.json", to_string(name))) + "?version=" + version;
    }
    months.push_back(std::move(stale));
  }
  const json::object document{{"about", site_url(site, "about/extensions/") + "#changes"},
                              {"cursor", catalogue::to_cursor(now)},
                              {"months", std::move(months)}};
  return json::serialize(document) + "\n";
}

}  // namespace citefeed::publish
