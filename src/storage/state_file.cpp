#include "storage/state_file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <exception>

namespace citefeed::storage {
namespace {

/// How long to wait for another process that is writing.
constexpr int busy_milliseconds = 200;

// With a write-ahead log readers never wait, and a crash loses no whole transaction.
constexpr const char* habits_of_all = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL";

std::uint64_t version_of(sqlite3& database) {
  Statement statement{database, "PRAGMA user_version"};
  return statement.next_row() ? statement.number(0) : 0;
}

Database open_file(const std::string& path, int flags) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  Database database{opened};
  if (result != SQLITE_OK) throw DatabaseError{sqlite3_errstr(result), result};
  sqlite3_busy_timeout(database.get(), busy_milliseconds);
  return database;
}

std::uint64_t known_version(sqlite3& database, const Schema& schema) {
  const std::uint64_t found = version_of(database);
  if (found > schema.version) throw DatabaseError{"it is of a later version of citefeed", SQLITE_ERROR};
  return found;
}

/// A file that is no database goes out of the way, its journal with it.
void put_aside(const std::filesystem::path& file) {
  std::filesystem::rename(file, file.string() + ".damaged");
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
}

}  // namespace

Database open_state(const std::string& path, const Schema& schema) {
  Database database = open_file(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  execute(*database, habits_of_all);
  execute(*database, schema.habits);
  if (known_version(*database, schema) == 0) {
    Transaction transaction{*database};
    execute(*database, schema.tables);
    execute(*database, fmt::format("PRAGMA user_version = {}", schema.version).c_str());
    transaction.commit();
  }
  return database;
}

Database open_state_to_read(const std::string& path, const Schema& schema) {
  Database database = open_file(path, SQLITE_OPEN_READONLY);
  static_cast<void>(known_version(*database, schema));
  return database;
}

StateFile open_state_in(const std::filesystem::path& directory, const std::string& name, const Schema& schema) {
  const std::filesystem::path file = directory / name;
  StateFile state;
  try {
    std::filesystem::create_directories(directory);
    try {
      state.database = open_state(file.string(), schema);
    } catch (const DatabaseError& error) {
      if (!error.is_damage()) throw;
      put_aside(file);
      state.problem = fmt::format("{} was damaged and is kept as {}.damaged: {}", file.string(), name, error.what());
      state.database = open_state(file.string(), schema);
    }
  } catch (const std::exception& error) {
    state.database.reset();
    state.problem = fmt::format("{} cannot be used, so that a restart forgets: {}", file.string(), error.what());
  }
  return state;
}

}  // namespace citefeed::storage
