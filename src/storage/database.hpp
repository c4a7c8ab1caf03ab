/// SQLite with errors as exceptions, and the files in the directory of --state.
#pragma once
#include <cstdint>
#include <filesystem>
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

// A database in the directory of --state: opened, begun, or put aside when it is damaged.

/// What a file holds. Tables of a later version than ours are left alone.
struct Schema {
  std::uint64_t version = 1;
  const char* tables = "";  ///< statements that make them where they are not there
  const char* habits = "";  ///< statements for each opening, beside those that every file gets
};

/// The database at `path` (":memory:" for none on disk), begun where there is none; no component of `path` may be a
/// link. Throws DatabaseError.
[[nodiscard]] Database open_state(const std::string& path, const Schema& schema);

/// The same, only to be read; throws also when there is none.
[[nodiscard]] Database open_state_to_read(const std::string& path, const Schema& schema);

struct StateFile {
  Database database = {};    ///< null when it cannot be used
  std::string problem = {};  ///< what was wrong, as half a sentence; empty when nothing was
};

/// `directory`/`name`, to be read by nobody but the owner (0600); the directory is made where it is not there (0700). A
/// file that is a link cannot be used. A damaged file is put aside as "NAME.damaged" and
/// a new one begun.
[[nodiscard]] StateFile open_state_in(const std::filesystem::path& directory, const std::string& name,
                                      const Schema& schema);

}  // namespace citefeed::storage
