/// SQLite with errors as exceptions.
#pragma once
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace citefeed::storage {

class DatabaseError final : public std::runtime_error {
 public:
  DatabaseError(const std::string& what, int code) : std::runtime_error(what), code_(code) {}
  /// True when the file is no database, or one whose pages contradict each other.
  [[nodiscard]] bool is_damage() const;

 private:
  int code_;
};

struct CloseDatabase {
  void operator()(sqlite3* database) const;
};
/// One thread at a time.
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// Runs statements that give no rows. Throws DatabaseError.
void execute(sqlite3& database, const char* statements);

/// One prepared statement. All calls throw DatabaseError.
class Statement final {
 public:
  Statement(sqlite3& database, std::string_view text);

  /// Gives the next parameter its value, the first after construction and after run().
  Statement& bind(std::string_view bytes);
  Statement& bind(std::uint64_t number);
  /// Runs a statement that gives no rows, and makes it ready for other values.
  void run();
  /// True while there is another row.
  [[nodiscard]] bool next_row();
  /// Of the current row: bytes as they were bound.
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::uint64_t number(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void require(int result) const;

  sqlite3& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

/// Rolls back unless committed.
class Transaction final {
 public:
  explicit Transaction(sqlite3& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  sqlite3& database_;
  bool is_open_ = true;
};

}  // namespace citefeed::storage
