#include "storage/database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <array>
#include <cerrno>
#include <exception>
#include <system_error>

#include "base/file_descriptor.hpp"

namespace citefeed::storage {
namespace {

constexpr int primary_code_mask = 0xFF;

[[noreturn]] void fail(sqlite3& database) {
  throw DatabaseError{sqlite3_errmsg(&database), sqlite3_errcode(&database)};
}

}  // namespace

bool DatabaseError::is_damage() const {
  const int code = code_ & primary_code_mask;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

void CloseDatabase::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

void execute(sqlite3& database, const char* statements) {
  if (sqlite3_exec(&database, statements, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database);
}

Statement::Statement(sqlite3& database, std::string_view text) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  require(sqlite3_prepare_v2(&database, text.data(), static_cast<int>(text.size()), &statement, nullptr));
  statement_.reset(statement);
}

Statement& Statement::bind(std::string_view bytes) {
  // nullptr is SQLITE_STATIC: every caller's text outlives run() or the rows.
  require(sqlite3_bind_text(statement_.get(), ++bound_, bytes.data(), static_cast<int>(bytes.size()), nullptr));
  return *this;
}

Statement& Statement::bind(std::uint64_t number) {
  require(sqlite3_bind_int64(statement_.get(), ++bound_, static_cast<sqlite3_int64>(number)));
  return *this;
}

void Statement::run() {
  const int result = sqlite3_step(statement_.get());
  if (result != SQLITE_DONE && result != SQLITE_ROW) fail(database_);
  require(sqlite3_reset(statement_.get()));
  bound_ = 0;
}

bool Statement::next_row() {
  const int result = sqlite3_step(statement_.get());
  if (result != SQLITE_DONE && result != SQLITE_ROW) fail(database_);
  return result == SQLITE_ROW;
}

std::string Statement::text(int column) const {
  const void* text = sqlite3_column_blob(statement_.get(), column);
  const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return text == nullptr ? std::string{} : std::string{static_cast<const char*>(text), bytes};
}

std::uint64_t Statement::number(int column) const {
  return static_cast<std::uint64_t>(sqlite3_column_int64(statement_.get(), column));
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Statement::require(int result) const {
  if (result != SQLITE_OK) fail(database_);
}

Transaction::Transaction(sqlite3& database) : database_(database) {
  execute(database_, "BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // A failure that matters has been thrown already; SQLite may have rolled back by itself.
  if (is_open_) sqlite3_exec(&database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  execute(database_, "COMMIT");
  is_open_ = false;
}

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

constexpr std::array journal_suffixes{"-wal", "-shm"};

/// Makes `file`, empty, where it is not there, and lets nobody but its owner read it: posts that are not public yet are
/// in it. What SQLite makes beside it takes its mode from there; what an earlier version made does not.
///
/// What is there is not opened: closing it would end the locks of whoever has it open in this process (fcntl(2)).
void keep_private(const std::filesystem::path& file) {
  constexpr mode_t owner_alone = 0600;
  const FileDescriptor made{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owner_alone)};
  if (made.is_open()) return;
  if (errno != EEXIST) throw std::system_error{errno, std::generic_category()};
  const auto narrow = [](const std::string& name) {  // fails where it is another owner's, who decides
    static_cast<void>(::fchmodat(AT_FDCWD, name.c_str(), owner_alone, AT_SYMLINK_NOFOLLOW));
  };
  narrow(file.string());
  for (const char* suffix : journal_suffixes) narrow(file.string() + suffix);
}

/// Makes `directory`, for its owner alone, where it is not there. One that is there stays as somebody made it.
void make_private(const std::filesystem::path& directory) {
  const auto bare = (directory / "").parent_path();  // without a slash at its end
  if (std::filesystem::is_directory(bare)) return;
  if (bare.has_parent_path()) std::filesystem::create_directories(bare.parent_path());
  constexpr mode_t owner_alone = 0700;
  if (::mkdir(bare.c_str(), owner_alone) != 0 && errno != EEXIST)
    throw std::system_error{errno, std::generic_category()};
}

/// A file that is no database goes out of the way, its journal with it.
void put_aside(const std::filesystem::path& file) {
  std::filesystem::rename(file, file.string() + ".damaged");
  for (const char* suffix : journal_suffixes) std::filesystem::remove(file.string() + suffix);
}

}  // namespace

Database open_state(const std::string& path, const Schema& schema) {
  Database database = open_file(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW);
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
    make_private(directory);
    // The directory may be a link, as systemd's is with DynamicUser=; the file in it may not, whoever put it there.
    const std::string real_file = (std::filesystem::canonical(directory) / name).string();
    keep_private(real_file);
    try {
      state.database = open_state(real_file, schema);
    } catch (const DatabaseError& error) {
      if (!error.is_damage()) throw;
      put_aside(file);
      state.problem = fmt::format("{} was damaged and is kept as {}.damaged: {}", file.string(), name, error.what());
      keep_private(real_file);
      state.database = open_state(real_file, schema);
    }
  } catch (const std::exception& error) {
    state.database.reset();
    state.problem = fmt::format("{} cannot be used, so that a restart forgets: {}", file.string(), error.what());
  }
  return state;
}

}  // namespace citefeed::storage
