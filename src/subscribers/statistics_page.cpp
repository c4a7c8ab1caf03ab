#include <fmt/format.h>
#include <array>
#include <kainjow/mustache.hpp>

#include "subscribers/statistics.hpp"
#include "subscribers/statistics_template.hpp"

namespace citefeed::subscribers {
namespace {

using kainjow::mustache::list;
using kainjow::mustache::mustache;
using kainjow::mustache::object;

constexpr int days_shown = 30;
/// The columns of the table of feeds: today, and so many days before.
constexpr std::array columns{0, 1, 7, 30};

/// What several feeds or days have together.
struct Sum {
  std::uint64_t announced = 0;
  std::uint64_t estimated = 0;
  std::uint64_t full = 0;
  std::uint64_t not_modified = 0;
  std::uint64_t body_bytes = 0;

  void add(const FeedDay& day) {
    announced += day.announced;
    estimated += day.estimated;
    full += day.full;
    not_modified += day.not_modified;
    body_bytes += day.body_bytes;
  }
};

std::string share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "–" : fmt::format("{:.0f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string kibibytes(std::uint64_t bytes) {
  return fmt::format("{:.1f}", static_cast<double>(bytes) / 1024.0);
}

/// Subscribers of each feed on some days, and its requests of today and yesterday.
list feed_rows(const Statistics& statistics) {
  const std::string yesterday = to_iso_date(days_before(statistics.today, 1));
  std::map<std::string, std::map<std::string, const FeedDay*>> by_feed;
  for (const FeedDay& day : statistics.days) by_feed[day.feed][day.day] = &day;
  list rows;
  for (const auto& [feed, days] : by_feed) {
    list cells;
    Sum recent;
    for (const int before : columns) {
      const auto found = days.find(to_iso_date(days_before(statistics.today, before)));
      const bool is_there = found != days.end();
      cells.push_back(object{
          {"value", is_there ? fmt::format("{} + {}", found->second->announced, found->second->estimated) : "–"}});
    }
    for (const auto& [day, numbers] : days) {
      if (day >= yesterday) recent.add(*numbers);
    }
    rows.push_back(object{
        {"feed", feed}, {"cells", cells}, {"share", share(recent.not_modified, recent.full + recent.not_modified)}});
  }
  return rows;
}

/// All feeds together, day by day, the latest first.
list day_rows(const Statistics& statistics) {
  const std::string first = to_iso_date(days_before(statistics.today, days_shown - 1));
  std::map<std::string, Sum, std::greater<>> by_day;
  for (const FeedDay& day : statistics.days) {
    if (day.day >= first) by_day[day.day].add(day);
  }
  list rows;
  for (const auto& [day, sum] : by_day) {
    rows.push_back(object{{"day", day},
                          {"announced", std::to_string(sum.announced)},
                          {"estimated", std::to_string(sum.estimated)},
                          {"requests", std::to_string(sum.full + sum.not_modified)},
                          {"share", share(sum.not_modified, sum.full + sum.not_modified)},
                          {"sent", kibibytes(sum.body_bytes)}});
  }
  return rows;
}

list announcement_rows(const Statistics& statistics) {
  list rows;
  for (const Announcement& one : statistics.announcements) {
    rows.push_back(object{{"day", one.day},
                          {"feed", one.feed},
                          {"fetcher", one.fetcher},
                          {"subscribers", std::to_string(one.subscribers)}});
  }
  return rows;
}

list behaviour_rows(const Statistics& statistics) {
  list rows;
  for (const auto& [software, report] : statistics.behaviour) {
    rows.push_back(object{{"software", software},
                          {"requests", std::to_string(report.requests)},
                          {"share", share(report.not_modified, report.requests)},
                          {"unconditional", std::to_string(report.unconditional)},
                          {"wrong", std::to_string(report.wrong_validators)},
                          {"hasty", std::to_string(report.hasty)},
                          {"wasted", kibibytes(report.wasted_bytes)}});
  }
  return rows;
}

}  // namespace

std::string to_html(const Statistics& statistics) {
  mustache page{statistics_template};
  object data{{"today", to_iso_date(statistics.today)}, {"time_zone", statistics.time_zone},
              {"since", to_rfc3339(statistics.since)},  {"feeds", feed_rows(statistics)},
              {"days", day_rows(statistics)},           {"announcements", announcement_rows(statistics)},
              {"behaviour", behaviour_rows(statistics)}};
  if (!statistics.problem.empty()) data.emplace("problem", statistics.problem);
  return page.render(data);
}

}  // namespace citefeed::subscribers
