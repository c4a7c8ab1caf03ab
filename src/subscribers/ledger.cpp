#include "subscribers/ledger.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <system_error>

#include "subscribers/database.hpp"

namespace citefeed::subscribers {
namespace {

constexpr const char* file_name = "subscribers.db";
constexpr std::uint64_t version = 1;
/// How long to wait for another process that is writing.
constexpr int busy_milliseconds = 200;

// secure_delete: what is forgotten is overwritten, and not only out of sight.
constexpr const char* habits = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON";

constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS feed_day (
  day TEXT NOT NULL, feed TEXT NOT NULL, estimated INTEGER NOT NULL, full INTEGER NOT NULL, not_modified INTEGER NOT NULL,
  body_bytes INTEGER NOT NULL, PRIMARY KEY (day, feed)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS announcement (
  day TEXT NOT NULL, feed TEXT NOT NULL, fetcher TEXT NOT NULL, subscribers INTEGER NOT NULL,
  PRIMARY KEY (day, feed, fetcher)) WITHOUT ROWID;
PRAGMA user_version = 1)";

constexpr std::string_view add_feed_day = R"(
INSERT INTO feed_day VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET estimated = max(estimated, excluded.estimated),
  full = full + excluded.full, not_modified = not_modified + excluded.not_modified, body_bytes = body_bytes + excluded.body_bytes)";

constexpr std::string_view add_announcement = R"(
INSERT INTO announcement VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET subscribers = max(subscribers, excluded.subscribers))";

constexpr std::string_view all_days = R"(
SELECT day, feed, (SELECT ifnull(sum(subscribers), 0) FROM announcement a WHERE a.day = d.day AND a.feed = d.feed), estimated,
  full, not_modified, body_bytes FROM feed_day d ORDER BY day, feed)";

std::uint64_t version_of(sqlite3& database) {
  Statement statement{database, "PRAGMA user_version"};
  return statement.next_row() ? statement.number(0) : 0;
}

/// A file that is no database goes out of the way, its journal with it.
void put_aside(const std::filesystem::path& file) {
  std::filesystem::rename(file, file.string() + ".damaged");
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
}

}  // namespace

void Ledger::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Ledger::Ledger(const std::filesystem::path& directory) : database_(open_or_begin(directory)) {}

Ledger::Database Ledger::open(const std::string& path) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database database{opened};
  if (result != SQLITE_OK) throw DatabaseError{sqlite3_errstr(result), result};
  sqlite3_busy_timeout(database.get(), busy_milliseconds);
  execute(*database, habits);
  const std::uint64_t found = version_of(*database);
  if (found > version) throw DatabaseError{"it is of a later version of citefeed", SQLITE_ERROR};
  if (found == 0) {
    Transaction transaction{*database};
    execute(*database, schema);
    transaction.commit();
  }
  return database;
}

Ledger::Database Ledger::open_or_begin(const std::filesystem::path& directory) {
  if (directory.empty()) return open(":memory:");
  const std::filesystem::path file = directory / file_name;
  try {
    std::filesystem::create_directories(directory);
    try {
      return open(file.string());
    } catch (const DatabaseError& error) {
      if (!error.is_damage()) throw;
      put_aside(file);
      problem_ = fmt::format("{} was damaged and is kept as {}.damaged: {}", file.string(), file_name, error.what());
      return open(file.string());
    }
  } catch (const std::exception& error) {
    problem_ = fmt::format("{} cannot be used, so that a restart forgets: {}", file.string(), error.what());
  }
  return open(":memory:");
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
