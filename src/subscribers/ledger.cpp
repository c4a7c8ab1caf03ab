#include "subscribers/ledger.hpp"

#include <utility>

#include "storage/database.hpp"

namespace citefeed::subscribers {
namespace {

using storage::DatabaseError;
using storage::Statement;
using storage::Transaction;

constexpr const char* file_name = "subscribers.db";

// secure_delete: what is forgotten is overwritten, and not only out of sight.
constexpr storage::Schema schema{.version = 1,
                                 .tables = R"(
CREATE TABLE IF NOT EXISTS feed_day (
  day TEXT NOT NULL, feed TEXT NOT NULL, estimated INTEGER NOT NULL, full INTEGER NOT NULL, not_modified INTEGER NOT NULL,
  body_bytes INTEGER NOT NULL, PRIMARY KEY (day, feed)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS announcement (
  day TEXT NOT NULL, feed TEXT NOT NULL, fetcher TEXT NOT NULL, subscribers INTEGER NOT NULL,
  PRIMARY KEY (day, feed, fetcher)) WITHOUT ROWID)",
                                 .habits = "PRAGMA secure_delete = ON"};

constexpr std::string_view add_feed_day = R"(
INSERT INTO feed_day VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET estimated = max(estimated, excluded.estimated),
  full = full + excluded.full, not_modified = not_modified + excluded.not_modified, body_bytes = body_bytes + excluded.body_bytes)";

constexpr std::string_view add_announcement = R"(
INSERT INTO announcement VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET subscribers = max(subscribers, excluded.subscribers))";

constexpr std::string_view all_days = R"(
SELECT day, feed, (SELECT ifnull(sum(subscribers), 0) FROM announcement a WHERE a.day = d.day AND a.feed = d.feed), estimated,
  full, not_modified, body_bytes FROM feed_day d ORDER BY day, feed)";

}  // namespace

Ledger::Ledger(const std::filesystem::path& directory) : database_(open_or_begin(directory)) {}

storage::Database Ledger::open_or_begin(const std::filesystem::path& directory) {
  if (!directory.empty()) {
    auto state = storage::open_state_in(directory, file_name, schema);
    problem_ = std::move(state.problem);
    if (state.database) return std::move(state.database);
  }
  return storage::open_state(":memory:", schema);
}

std::string Ledger::add(const std::vector<FeedDay>& feeds, const std::vector<Announcement>& announcements) {
  try {
    Transaction transaction{*database_};
    Statement feed_day{*database_, add_feed_day};
    for (const FeedDay& one : feeds) {
      feed_day.bind(one.day)
          .bind(one.feed)
          .bind(one.estimated)
          .bind(one.full)
          .bind(one.not_modified)
          .bind(one.body_bytes);
      feed_day.run();
    }
    Statement announcement{*database_, add_announcement};
    for (const Announcement& one : announcements) {
      announcement.bind(one.day).bind(one.feed).bind(one.fetcher).bind(one.subscribers).run();
    }
    transaction.commit();
  } catch (const DatabaseError& error) {
    return error.what();
  }
  return {};
}

std::string Ledger::forget_before(std::string_view day) {
  try {
    Transaction transaction{*database_};
    Statement{*database_, "DELETE FROM feed_day WHERE day < ?"}.bind(day).run();
    Statement{*database_, "DELETE FROM announcement WHERE day < ?"}.bind(day).run();
    transaction.commit();
  } catch (const DatabaseError& error) {
    return error.what();
  }
  return {};
}

std::vector<FeedDay> Ledger::days() const {
  std::vector<FeedDay> days;
  Statement statement{*database_, all_days};
  while (statement.next_row()) {
    days.push_back({.day = statement.text(0),
                    .feed = statement.text(1),
                    .announced = statement.number(2),
                    .estimated = statement.number(3),
                    .full = statement.number(4),
                    .not_modified = statement.number(5),
                    .body_bytes = statement.number(6)});
  }
  return days;
}

std::vector<Announcement> Ledger::announcements_since(std::string_view day) const {
  std::vector<Announcement> announcements;
  Statement statement{*database_,
                      "SELECT day, feed, fetcher, subscribers FROM announcement WHERE day >= ? ORDER BY 1, 2, 3"};
  statement.bind(day);
  while (statement.next_row()) {
    announcements.push_back({.day = statement.text(0),
                             .feed = statement.text(1),
                             .fetcher = statement.text(2),
                             .subscribers = statement.number(3)});
  }
  return announcements;
}

}  // namespace citefeed::subscribers
