/// A database in the directory of --state: opened, begun, or put aside when it is damaged.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "storage/database.hpp"

namespace citefeed::storage {

/// What a file holds. Tables of a later version than ours are left alone.
struct Schema {
  std::uint64_t version = 1;
  const char* tables = "";  ///< statements that make them where they are not there
  const char* habits = "";  ///< statements for each opening, beside those that every file gets
};

/// The database at `path` (":memory:" for none on disk), begun where there is none. Throws DatabaseError.
[[nodiscard]] Database open_state(const std::string& path, const Schema& schema);

/// The same, only to be read; throws also when there is none.
[[nodiscard]] Database open_state_to_read(const std::string& path, const Schema& schema);

struct StateFile {
  Database database = {};    ///< null when it cannot be used
  std::string problem = {};  ///< what was wrong, as half a sentence; empty when nothing was
};

/// `directory`/`name`; the directory is made where it is not there. A damaged file is put aside as "NAME.damaged" and
/// a new one begun.
[[nodiscard]] StateFile open_state_in(const std::filesystem::path& directory, const std::string& name,
                                      const Schema& schema);

}  // namespace citefeed::storage
