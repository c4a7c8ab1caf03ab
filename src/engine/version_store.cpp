#include "engine/version_store.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "content/post_parser.hpp"
#include "storage/database.hpp"

namespace citefeed::engine {
namespace {

using storage::Statement;
using storage::Transaction;

constexpr const char* file_name = "posts.db";

// Bytes stand apart, so that the list of posts can be read without them. A post that is lost is one that subscribers
// have and that is published no more; another post may be at its path.
constexpr storage::Schema schema{.version = 1,
                                 .tables = R"(
CREATE TABLE IF NOT EXISTS post (
  id TEXT PRIMARY KEY, entry_id TEXT NOT NULL, path TEXT NOT NULL, digest BLOB NOT NULL, lost INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS post_by_path ON post (path);
CREATE TABLE IF NOT EXISTS post_file (id TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS definition_file (path TEXT PRIMARY KEY, bytes BLOB NOT NULL))",
                                 // later than the others, so that files of earlier programs have it as well
                                 .habits = R"(
CREATE TABLE IF NOT EXISTS served (path TEXT PRIMARY KEY, tag TEXT NOT NULL, since INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feed (folder TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS late (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID)"};

// What two processes serve of the same bytes, while one takes over from the other, is served since the later moment.
constexpr std::string_view keep_later =
    "INSERT INTO served VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET "
    "since = CASE WHEN tag = excluded.tag THEN max(since, excluded.since) ELSE excluded.since END, tag = excluded.tag";

constexpr std::uint64_t end_of_years = 253'402'300'800;  // the year 10000: what is no date of ours

// The lost post at path ?1 that stood there in place of the post ?2, which was lost so far: the mistake that is put
// right when that comes back.
constexpr std::string_view put_right =
    " FROM post WHERE path = ?1 AND id <> ?2 AND lost AND EXISTS (SELECT 1 FROM post WHERE id = ?2 AND lost)";

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

Digest to_digest(const std::string& bytes) {
  Digest digest;
  std::copy_n(bytes.begin(), std::min(bytes.size(), digest.bytes.size()), digest.bytes.begin());
  return digest;
}

std::optional<std::string> first_text(Statement& statement) {
  return statement.next_row() ? std::optional{statement.text(0)} : std::nullopt;
}

}  // namespace

VersionStore::VersionStore(const std::filesystem::path& directory)
    : VersionStore(storage::open_state_in(directory, file_name, schema)) {}

VersionStore VersionStore::to_read(const std::filesystem::path& directory) {
  return {storage::open_state_to_read((directory / file_name).string(), schema), {}};
}

/// What `read` gives; `fallback` when the database is not there or cannot be read.
template <typename Value, typename Read>
Value VersionStore::read_or(Value fallback, const Read& read) const {
  const MutexLock lock{mutex_};
  if (!database_) return fallback;
  try {
    return read(*database_);
  } catch (const storage::DatabaseError&) {
    return fallback;
  }
}

/// Why `write` wrote nothing; empty when it wrote all.
template <typename Write>
std::string VersionStore::why_not_written(const Write& write) {
  const MutexLock lock{mutex_};
  if (!database_) return "it cannot be used";
  try {
    Transaction transaction{*database_};
    write(*database_);
    transaction.commit();
  } catch (const storage::DatabaseError& error) {
    return error.what();
  }
  return {};
}

std::vector<std::string> VersionStore::posts() const {
  return read_or(std::vector<std::string>{}, [](sqlite3& database) {
    std::vector<std::string> paths;
    Statement statement{database, "SELECT DISTINCT path FROM post WHERE NOT lost ORDER BY path"};
    while (statement.next_row()) paths.push_back(statement.text(0));
    return paths;
  });
}

std::optional<std::string> VersionStore::read(const std::string& path) const {
  return read_or(std::optional<std::string>{}, [&path](sqlite3& database) {
    Statement statement{database, "SELECT bytes FROM post JOIN post_file USING (id) WHERE path = ? AND NOT lost"};
    return first_text(statement.bind(path));
  });
}

std::map<std::string, std::string> VersionStore::definitions() const {
  return read_or(std::map<std::string, std::string>{}, [](sqlite3& database) {
    std::map<std::string, std::string> files;
    Statement statement{database, "SELECT path, bytes FROM definition_file"};
    while (statement.next_row()) files.emplace(statement.text(0), statement.text(1));
    return files;
  });
}

namespace {

std::vector<KeptPost> kept_posts(sqlite3& database, std::string_view condition) {
  std::vector<KeptPost> posts;
  Statement statement{database,
                      fmt::format("SELECT id, entry_id, path, digest, lost FROM post {} ORDER BY id", condition)};
  while (statement.next_row()) {
    posts.push_back({.id = statement.text(0),
                     .entry_id = statement.text(1),
                     .path = statement.text(2),
                     .digest = to_digest(statement.text(3)),
                     .lost = statement.number(4)});
  }
  return posts;
}

}  // namespace

std::vector<KeptPost> VersionStore::published() const {
  return read_or(std::vector<KeptPost>{}, [](sqlite3& database) { return kept_posts(database, ""); });
}

std::vector<KeptPost> VersionStore::lost() const {
  return read_or(std::vector<KeptPost>{}, [](sqlite3& database) { return kept_posts(database, "WHERE lost"); });
}

std::optional<std::string> VersionStore::read_post(const std::string& id) const {
  return read_or(std::optional<std::string>{}, [&id](sqlite3& database) {
    Statement statement{database, "SELECT bytes FROM post_file WHERE id = ?"};
    return first_text(statement.bind(id));
  });
}

std::string VersionStore::keep(const std::vector<Version>& versions) {
  return why_not_written([&versions](sqlite3& database) {
    Statement wrong_file{database, "DELETE FROM post_file WHERE id IN (SELECT id" + std::string{put_right} + ")"};
    Statement wrong_post{database, "DELETE" + std::string{put_right}};
    Statement post{database, "INSERT OR REPLACE INTO post VALUES (?, ?, ?, ?, 0)"};
    Statement file{database, "INSERT OR REPLACE INTO post_file VALUES (?, ?)"};
    for (const auto& [kept, bytes] : versions) {
      wrong_file.bind(kept.path).bind(kept.id).run();
      wrong_post.bind(kept.path).bind(kept.id).run();
      post.bind(kept.id).bind(kept.entry_id).bind(kept.path).bind(bytes_of(kept.digest)).run();
      file.bind(kept.id).bind(bytes).run();
    }
  });
}

std::string VersionStore::note_lost(const std::vector<std::string>& ids) {
  return why_not_written([&ids](sqlite3& database) {
    Statement lost{database, "UPDATE post SET lost = 1 + (SELECT max(lost) FROM post) WHERE id = ? AND NOT lost"};
    for (const auto& id : ids) lost.bind(id).run();
  });
}

std::string VersionStore::forget_lost(const std::vector<std::string>& ids) {
  return why_not_written([&ids](sqlite3& database) {
    Statement file{database, "DELETE FROM post_file WHERE id IN (SELECT id FROM post WHERE id = ? AND lost)"};
    Statement post{database, "DELETE FROM post WHERE id = ? AND lost"};
    for (const auto& id : ids) {
      file.bind(id).run();
      post.bind(id).run();
    }
  });
}

resource::ServedBefore VersionStore::served() const {
  return read_or(resource::ServedBefore{}, [](sqlite3& database) {
    resource::ServedBefore served;
    Statement statement{database, "SELECT path, tag, since FROM served WHERE since BETWEEN 0 AND ?"};
    statement.bind(end_of_years - 1);
    while (statement.next_row()) {
      const Instant since{std::chrono::seconds{statement.number(2)}};
      served.emplace(statement.text(0), resource::Served{.identity = {.opaque = statement.text(1)},
                                                         .since = std::make_shared<resource::FirstServed>(since)});
    }
    return served;
  });
}

std::string VersionStore::keep_served(const resource::ServedBefore& served, const std::vector<std::string>& unknown) {
  return why_not_written([&](sqlite3& database) {
    Statement forget{database, "DELETE FROM served WHERE path = ?"};
    for (const std::string& path : unknown) forget.bind(path).run();
    Statement keep{database, keep_later};
    for (const auto& [path, known] : served) {
      const auto since = static_cast<std::uint64_t>(known.since->at().time_since_epoch().count());
      keep.bind(path).bind(known.identity.opaque).bind(since).run();
    }
  });
}

std::vector<std::string> VersionStore::feeds() const {
  return read_or(std::vector<std::string>{}, [](sqlite3& database) {
    std::vector<std::string> folders;
    Statement statement{database, "SELECT folder FROM feed ORDER BY folder"};
    while (statement.next_row()) folders.push_back(statement.text(0));
    return folders;
  });
}

std::string VersionStore::keep_feeds(const std::vector<std::string>& folders) {
  return why_not_written([&folders](sqlite3& database) {
    Statement feed{database, "INSERT OR IGNORE INTO feed VALUES (?)"};
    for (const auto& folder : folders) feed.bind(folder).run();
  });
}

publish::Arrivals VersionStore::late() const {
  return read_or(publish::Arrivals{}, [](sqlite3& database) {
    publish::Arrivals late;
    Statement statement{database, "SELECT id, at FROM late WHERE at BETWEEN 0 AND ?"};
    statement.bind(end_of_years - 1);
    while (statement.next_row()) {
      late.emplace(statement.text(0), Instant{std::chrono::seconds{statement.number(1)}});
    }
    return late;
  });
}

std::string VersionStore::keep_late(const publish::Arrivals& late) {
  return why_not_written([&late](sqlite3& database) {
    storage::execute(database, "DELETE FROM late");
    Statement post{database, "INSERT INTO late VALUES (?, ?)"};
    for (const auto& [id, at] : late)
      post.bind(id).bind(static_cast<std::uint64_t>(at.time_since_epoch().count())).run();
  });
}

std::string VersionStore::keep_definitions(const std::map<std::string, std::string>& files) {
  return why_not_written([&files](sqlite3& database) {
    storage::execute(database, "DELETE FROM definition_file");
    Statement file{database, "INSERT INTO definition_file VALUES (?, ?)"};
    for (const auto& [path, bytes] : files) file.bind(path).bind(bytes).run();
  });
}

namespace {

/// What was kept of `post`.
catalogue::PostPointer read_back(const VersionStore& store, const KeptPost& post,
                                 const model::Definitions& definitions) {
  model::Post known;
  if (const auto bytes = store.read_post(post.id)) {
    auto parsed = content::parse_post(post.path, post.path, *bytes, definitions);
    if (parsed.value) known = *std::move(parsed.value);
  }
  known.id = post.id;
  known.entry_id = post.entry_id;
  known.file = post.path;
  return std::make_shared<const model::Post>(std::move(known));
}

/// A post that was lost and is there again.
struct Returned {
  const model::Post* post = nullptr;
  std::uint64_t lost = 0;  ///< as KeptPost::lost
};

/// Whether `post`, of which `known` is kept, is what one of `returned` was called meanwhile.
bool is_mistake(const KeptPost& post, const model::Post& known, const std::vector<Returned>& returned) {
  return std::any_of(returned.begin(), returned.end(), [&](const Returned& other) {
    return post.id != other.post->id && (post.lost == 0 || post.lost > other.lost) &&
           model::is_same_review(known, *other.post);
  });
}

}  // namespace

std::vector<std::string> mistakes_put_right(const VersionStore& store, const std::vector<catalogue::PostPointer>& back,
                                            const model::Definitions& definitions) {
  const auto lost = store.lost();
  std::vector<Returned> returned;
  for (const KeptPost& post : lost) {
    const auto found =
        std::find_if(back.begin(), back.end(), [&post](const auto& each) { return each->id == post.id; });
    if (found != back.end()) returned.push_back({.post = found->get(), .lost = post.lost});
  }
  std::vector<std::string> ids;
  for (const KeptPost& post : lost) {
    if (!returned.empty() && is_mistake(post, *read_back(store, post, definitions), returned)) ids.push_back(post.id);
  }
  return ids;
}

std::vector<catalogue::PostChange> removed_since(const VersionStore& store, const catalogue::Snapshot& snapshot,
                                                 const model::Definitions& definitions) {
  std::unordered_map<std::string_view, const model::Post*> now;
  for (const auto& year : snapshot.everything.years) {
    for (const auto& post : year->posts) now.emplace(post->id, post.get());
  }
  for (const auto& [id, post] : snapshot.withdrawn) now.emplace(id, post.get());
  auto published = store.published();
  std::set<std::string_view> paths_put_right;  // paths where a lost post is back: what stood there was the mistake
  std::vector<Returned> returned;
  for (const KeptPost& post : published) {
    const auto found = now.find(post.id);
    if (post.lost == 0 || found == now.end()) continue;
    paths_put_right.insert(found->second->file);
    returned.push_back({.post = found->second, .lost = post.lost});
  }
  std::stable_sort(published.begin(), published.end(), [](const KeptPost& a, const KeptPost& b) {
    const auto order = [](const KeptPost& post) { return post.lost - 1; };  // those lost just now last
    return order(a) < order(b);
  });
  std::vector<catalogue::PostChange> removed;
  for (const KeptPost& post : published) {
    const auto found = now.find(post.id);
    const bool is_there = found != now.end() && found->second->entry_id == post.entry_id;
    if (is_there || (found == now.end() && paths_put_right.contains(post.path))) continue;
    auto before = read_back(store, post, definitions);
    if (found == now.end() && is_mistake(post, *before, returned)) continue;
    removed.push_back({.before = std::move(before)});
  }
  return removed;
}

}  // namespace citefeed::engine
