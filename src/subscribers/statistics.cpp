#include "subscribers/statistics.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace citefeed::subscribers {
namespace {

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

}  // namespace citefeed::subscribers
