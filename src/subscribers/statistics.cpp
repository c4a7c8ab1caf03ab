#include "subscribers/statistics.hpp"

#include <fmt/format.h>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <kainjow/mustache.hpp>

namespace citefeed::subscribers {
namespace {

// The page of statistics with its gaps, as mustache fills them.

inline constexpr const char* statistics_template = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Subscribers – citefeed</title>
<style>
:root { color-scheme: light dark; }
body { font: 100%/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; }
caption { text-align: start; font-weight: bold; padding-block: .5rem; }
th, td { border-bottom: 1px solid; padding: .2rem .8rem .2rem 0; text-align: end; }
th:first-child, td.text { text-align: start; }
.wide { overflow-x: auto; }
[role=alert] { border-inline-start: .3rem solid; padding-inline-start: .7rem; }
</style>
</head>
<body>
<main>
<h1>Subscribers</h1>
{{#problem}}
<p role="alert">{{problem}}</p>
{{/problem}}
<p>Today is {{today}} ({{time_zone}}), and not over. “16 + 3” is sixteen subscribers that services announce and three readers who
fetch for themselves, as far as a day’s networks and programs tell them apart. Who reads two feeds is counted in both.
Also as <a href="/stats.json">JSON</a> and, day by day, as <a href="/stats.csv">CSV</a>.</p>

<section aria-labelledby="feeds">
<h2 id="feeds">Feeds</h2>
<div class="wide" role="region" aria-labelledby="feeds" tabindex="0">
<table>
<caption>Subscribers of each feed: announced + estimated</caption>
<thead><tr><th scope="col">Feed</th><th scope="col">Today</th><th scope="col">Yesterday</th><th scope="col">7 days ago</th><th scope="col">30 days ago</th><th scope="col">Share of 304</th></tr></thead>
<tbody>
{{#feeds}}
<tr><th scope="row">{{feed}}</th>{{#cells}}<td>{{value}}</td>{{/cells}}<td>{{share}}</td></tr>
{{/feeds}}
{{^feeds}}
<tr><td class="text" colspan="6">No feed was fetched yet.</td></tr>
{{/feeds}}
</tbody>
</table>
</div>
</section>

<section aria-labelledby="days">
<h2 id="days">The last 30 days</h2>
<div class="wide" role="region" aria-labelledby="days" tabindex="0">
<table>
<caption>All feeds together, day by day</caption>
<thead><tr><th scope="col">Day</th><th scope="col">Announced</th><th scope="col">Estimated</th><th scope="col">Requests</th><th scope="col">Share of 304</th><th scope="col">KiB sent</th></tr></thead>
<tbody>
{{#days}}
<tr><th scope="row">{{day}}</th><td>{{announced}}</td><td>{{estimated}}</td><td>{{requests}}</td><td>{{share}}</td><td>{{sent}}</td></tr>
{{/days}}
</tbody>
</table>
</div>
</section>

<section aria-labelledby="announcements">
<h2 id="announcements">Services</h2>
<div class="wide" role="region" aria-labelledby="announcements" tabindex="0">
<table>
<caption>What services announced today and yesterday, at the most</caption>
<thead><tr><th scope="col">Service</th><th scope="col">Feed</th><th scope="col">Day</th><th scope="col">Subscribers</th></tr></thead>
<tbody>
{{#announcements}}
<tr><th scope="row">{{fetcher}}</th><td class="text">{{feed}}</td><td>{{day}}</td><td>{{subscribers}}</td></tr>
{{/announcements}}
</tbody>
</table>
</div>
</section>

<section aria-labelledby="software">
<h2 id="software">Client software</h2>
<div class="wide" role="region" aria-labelledby="software" tabindex="0">
<table>
<caption>How client software fetched feeds since {{since}}</caption>
<thead><tr><th scope="col">Software</th><th scope="col">Requests</th><th scope="col">Share of 304</th><th scope="col">Unconditional refetches</th><th scope="col">Wrong validators</th><th scope="col">Polls within a minute</th><th scope="col">KiB wasted</th></tr></thead>
<tbody>
{{#behaviour}}
<tr><th scope="row">{{software}}</th><td>{{requests}}</td><td>{{share}}</td><td>{{unconditional}}</td><td>{{wrong}}</td><td>{{hasty}}</td><td>{{wasted}}</td></tr>
{{/behaviour}}
</tbody>
</table>
</div>
<p>Wasted is what a client was sent although it had it: because it sent no validator, or one that was wrong.</p>
</section>
</main>
</body>
</html>
)";

using boost::json::array;
using boost::json::object;

array day_values(const Statistics& statistics) {
  array values;
  for (const FeedDay& day : statistics.days) {
    values.push_back(object{{"day", day.day},
                            {"feed", day.feed},
                            {"announced", day.announced},
                            {"estimated", day.estimated},
                            {"full", day.full},
                            {"not_modified", day.not_modified},
                            {"body_bytes", day.body_bytes}});
  }
  return values;
}

array announcement_values(const Statistics& statistics) {
  array values;
  for (const Announcement& one : statistics.announcements) {
    values.push_back(
        object{{"day", one.day}, {"feed", one.feed}, {"fetcher", one.fetcher}, {"subscribers", one.subscribers}});
  }
  return values;
}

array behaviour_values(const Statistics& statistics) {
  array values;
  for (const auto& [software, report] : statistics.behaviour) {
    values.push_back(object{{"software", software},
                            {"requests", report.requests},
                            {"not_modified", report.not_modified},
                            {"unconditional_refetches", report.unconditional},
                            {"wrong_validators", report.wrong_validators},
                            {"polls_within_a_minute", report.hasty},
                            {"wasted_bytes", report.wasted_bytes}});
  }
  return values;
}

/// A field between quotation marks, where it has to be (RFC 4180, 2).
std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace

std::chrono::year_month_day days_before(std::chrono::year_month_day day, int count) {
  return std::chrono::sys_days{day} - std::chrono::days{count};
}

std::string to_json(const Statistics& statistics) {
  const object whole{{"today", to_iso_date(statistics.today)},
                     {"time_zone", statistics.time_zone},
                     {"problem", statistics.problem},
                     {"days", day_values(statistics)},
                     {"announcements", announcement_values(statistics)},
                     {"behaviour_since", to_rfc3339(statistics.since)},
                     {"behaviour", behaviour_values(statistics)}};
  return boost::json::serialize(whole) + "\n";
}

std::string to_csv(const Statistics& statistics) {
  std::string csv = "day,feed,announced,estimated,full,not_modified,body_bytes\r\n";
  for (const FeedDay& day : statistics.days) {
    csv += fmt::format("{},{},{},{},{},{},{}\r\n", day.day, csv_field(day.feed), day.announced, day.estimated, day.full,
                       day.not_modified, day.body_bytes);
  }
  return csv;
}

namespace {

using kainjow::mustache::list;
using kainjow::mustache::mustache;
using Values = kainjow::mustache::object;

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
      cells.push_back(Values{
          {"value", is_there ? fmt::format("{} + {}", found->second->announced, found->second->estimated) : "–"}});
    }
    for (const auto& [day, numbers] : days) {
      if (day >= yesterday) recent.add(*numbers);
    }
    rows.push_back(Values{
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
    rows.push_back(Values{{"day", day},
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
    rows.push_back(Values{{"day", one.day},
                          {"feed", one.feed},
                          {"fetcher", one.fetcher},
                          {"subscribers", std::to_string(one.subscribers)}});
  }
  return rows;
}

list behaviour_rows(const Statistics& statistics) {
  list rows;
  for (const auto& [software, report] : statistics.behaviour) {
    rows.push_back(Values{{"software", software},
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
  Values data{{"today", to_iso_date(statistics.today)}, {"time_zone", statistics.time_zone},
              {"since", to_rfc3339(statistics.since)},  {"feeds", feed_rows(statistics)},
              {"days", day_rows(statistics)},           {"announcements", announcement_rows(statistics)},
              {"behaviour", behaviour_rows(statistics)}};
  if (!statistics.problem.empty()) data.emplace("problem", statistics.problem);
  return page.render(data);
}

}  // namespace citefeed::subscribers
