#include "storage/database.hpp"

#include <sqlite3.h>

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

}  // namespace citefeed::storage
