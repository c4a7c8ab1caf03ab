#include "engine/keeper.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <utility>
#include <variant>

#include "base/parallel.hpp"
#include "content/definitions_parser.hpp"
#include "content/post_parser.hpp"
#include "publish/lost_feeds.hpp"

namespace citefeed::engine {
namespace {

using catalogue::PostPointer;
using PostsById = std::map<std::string_view, PostPointer>;

constexpr std::chrono::seconds try_again_after{10};
constexpr std::chrono::seconds told_within{1};  ///< of being served, or whoever was to tell has failed
constexpr std::size_t files_at_once = 500;      ///< in one transaction

struct PostBytes {
  std::optional<std::string> bytes = {};
  bool may_pass = false;  ///< they cannot be read, for a reason that may pass
};

/// What the file of `post` says, when that is still this post or another good version of it.
PostBytes read(const model::Post& post, const content::FileTree& tree, const model::Definitions& definitions) {
  auto found = tree.look(post.file, content::max_post_bytes);
  if (const auto* problem = std::get_if<content::ReadProblem>(&found))
    return {.may_pass = problem->busy || problem->may_pass};
  auto& [bytes, signature, may_be_half] = std::get<content::FileContent>(found);
  if (content::post_digest(post.file, bytes) != post.digest) {
    if (may_be_half) return {.may_pass = true};
    const auto parsed = content::parse_post(post.file, post.file, bytes, definitions);
    if (!parsed.value || parsed.value->id != post.id) return {};
  }
  return {.bytes = std::move(bytes)};
}

/// What changed from `before` to `after` for the store: withdrawn posts are kept like others, so that they stay
/// withdrawn whatever becomes of their files.
struct Difference {
  std::vector<PostPointer> to_keep = {};
  std::vector<std::string> lost = {};  ///< ids
};

Difference difference(const catalogue::Snapshot& before, const catalogue::Snapshot& after) {
  Difference found;
  for (const auto& [id, post] : after.withdrawn) {
    const auto known = before.withdrawn.find(id);
    if (known == before.withdrawn.end() || known->second->digest != post->digest) found.to_keep.push_back(post);
  }
  for (const auto& change : catalogue::changes(before, after)) {
    if (change.after) {
      found.to_keep.push_back(change.after);
    } else if (!after.withdrawn.contains(change.before->id)) {
      found.lost.push_back(change.before->id);
    }
  }
  return found;
}

/// The same for the first look, where `store` says what was before.
Difference first_difference(const VersionStore& store, const catalogue::Snapshot& now) {
  Difference found = difference({}, now);
  PostsById posts;
  for (const auto& post : found.to_keep) posts.emplace(post->id, post);
  for (const KeptPost& kept : store.published()) {
    const auto post = posts.find(kept.id);
    if (post == posts.end()) {
      found.lost.push_back(kept.id);
    } else if (post->second->digest == kept.digest && kept.lost == 0) {  // of its path too
      posts.erase(post);
    }
  }
  found.to_keep.clear();
  for (const auto& [id, post] : posts) found.to_keep.push_back(post);
  return found;
}

std::map<std::string, std::string> tags_of(const resource::ServedBefore& served) {
  std::map<std::string, std::string> tags;
  for (const auto& [path, known] : served) tags.emplace(path, known.identity.opaque);
  return tags;
}

/// Whether it is known since when its bytes are served, if there are any.
bool is_dated(const resource::Resource& resource) {
  const auto served = resource.served();
  return served && served->since->at() != Instant::max();
}

std::string text_of(const std::exception& error) {
  try {
    return error.what();
  } catch (const std::bad_alloc&) {
    return "no memory";  // so short that it takes none
  }
}

}  // namespace

Keeper::Keeper(const Parts& parts) : parts_(parts), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Keeper::run(const std::stop_token& stop) {
  lower_own_priority();
  PublicationPointer seen;
  const auto next = [&] {
    const bool is_done =
        problem_.empty() && busy_.empty() && knows_served_ && (!seen || kept_definitions_ == seen->definitions->digest);
    return is_done ? parts_.current.wait_for_other(seen, stop)
                   : parts_.current.wait_for_other(seen, stop, try_again_after);
  };
  while (auto publication = next()) {
    seen = publication;
    report(keep(*publication));
  }
  if (const auto last = parts_.current.get(); last != seen || !knows_served_) report(keep(*last));
}

/// A lost machine (no memory) costs this try.
std::string Keeper::keep(const publish::Publication& publication) {
  try {
    std::string problem = keep_served(publication);
    if (problem.empty()) problem = keep_feeds(*publication.definitions);
    if (problem.empty()) problem = keep_late(publication);
    if (problem.empty()) problem = keep_definitions(*publication.definitions);
    return problem.empty() ? keep_posts(publication) : problem;
  } catch (const std::exception& error) {
    kept_ = nullptr;  // the store tells what it has when this is tried again
    kept_served_.reset();
    return text_of(error);
  }
}

std::string Keeper::keep_feeds(const model::Definitions& definitions) {
  if (definitions.digest == kept_feeds_) return {};
  std::string problem = parts_.store.keep_feeds(publish::folders_of_feeds(definitions));
  if (problem.empty()) kept_feeds_ = definitions.digest;
  return problem;
}

/// Before the posts are kept: which of them are new, the store tells whoever looks for those that are late.
std::string Keeper::keep_late(const publish::Publication& publication) {
  const auto late = publication.late->wait(told_within);
  if (!late) return {};
  if (!kept_late_) kept_late_ = parts_.store.late();
  if (*late == *kept_late_) return {};
  std::string problem = parts_.store.keep_late(*late);
  if (problem.empty()) kept_late_ = late;
  return problem;
}

std::string Keeper::keep_definitions(const model::Definitions& definitions) {
  if (definitions.digest == kept_definitions_) return {};
  const auto kept = parts_.store.definitions();
  const auto files = content::read_definition_files(parts_.feeds);
  const auto now = content::mend_definitions(files, kept, parts_.feeds.name());  // as they are served
  if (!now) return {};                                                           // one is away, or broken now
  if (content::published_at(parts_.base_url, now->value).digest != definitions.digest) return {};  // or another one
  std::string problem = kept == now->bytes ? std::string{} : parts_.store.keep_definitions(now->bytes);
  if (problem.empty()) kept_definitions_ = definitions.digest;
  return problem;
}

/// Of a document that is not made yet nothing stands there, also not what was served before it: should the process end
/// now, nobody could tell whether clients have got it.
std::string Keeper::keep_served(const publish::Publication& publication) {
  if (!kept_served_) kept_served_ = tags_of(parts_.store.served());
  resource::ServedBefore to_keep;
  knows_served_ = true;
  auto unknown = *kept_served_;
  for (const std::string& path : publication.feed_documents) {
    const auto document = publication.site->at(path);
    const bool is_known = document->is_prepared() && is_dated(*document);
    knows_served_ = knows_served_ && is_known;
    if (!is_known) continue;
    const auto kept = unknown.find(path);
    auto served = *document->served();
    if (kept == unknown.end() || kept->second != served.identity.opaque) to_keep.emplace(path, std::move(served));
    if (kept != unknown.end()) unknown.erase(kept);
  }
  if (to_keep.empty() && unknown.empty()) return {};
  std::vector<std::string> to_forget;
  to_forget.reserve(unknown.size());
  for (const auto& [path, tag] : unknown) to_forget.push_back(path);
  std::string problem = parts_.store.keep_served(to_keep, to_forget);
  if (!problem.empty()) {
    kept_served_.reset();
    return problem;
  }
  for (const std::string& path : to_forget) kept_served_->erase(path);
  for (const auto& [path, served] : to_keep) kept_served_->insert_or_assign(path, served.identity.opaque);
  return {};
}

std::string Keeper::keep_posts(const publish::Publication& publication) {
  const auto& snapshot = publication.snapshot;
  const auto& definitions = *publication.definitions;
  if (snapshot == kept_ && busy_.empty()) return {};
  const Difference changed = kept_ ? difference(*kept_, *snapshot) : first_difference(parts_.store, *snapshot);
  auto to_keep = std::exchange(busy_, {});
  to_keep.insert(to_keep.end(), changed.to_keep.begin(), changed.to_keep.end());
  std::string problem = changed.lost.empty() ? std::string{} : parts_.store.note_lost(changed.lost);
  if (problem.empty()) problem = forget(mistakes_put_right(parts_.store, changed.to_keep, definitions));
  if (problem.empty()) problem = keep_files(to_keep, definitions);
  if (problem.empty()) problem = forget_gone(snapshot->gone);
  kept_ = problem.empty() ? snapshot : nullptr;  // the store tells what it has when this is tried again
  return problem;
}

std::string Keeper::forget_gone(const model::Gone& gone) {
  std::vector<std::string> ids;
  for (const auto& post : gone.posts) ids.push_back(post.id);
  return forget(ids);
}

std::string Keeper::forget(const std::vector<std::string>& ids) {
  return ids.empty() ? std::string{} : parts_.store.forget_lost(ids);
}

std::string Keeper::keep_files(const std::vector<PostPointer>& posts, const model::Definitions& definitions) {
  for (auto post = posts.begin(); post != posts.end();) {
    std::vector<VersionStore::Version> versions;
    for (; post != posts.end() && versions.size() < files_at_once; ++post) {
      auto file = read(**post, parts_.content, definitions);
      if (file.may_pass) busy_.push_back(*post);
      if (!file.bytes) continue;
      versions.push_back(
          {.post = {.id = (*post)->id, .entry_id = (*post)->entry_id, .path = (*post)->file, .digest = (*post)->digest},
           .bytes = std::move(*file.bytes)});
    }
    if (auto problem = parts_.store.keep(versions); !problem.empty()) return problem;
  }
  return {};
}

/// Tells of a problem when it begins and when it is over.
void Keeper::report(std::string problem) {
  if (problem == problem_) return;
  if (problem.empty()) {
    parts_.log.write("versions_kept_again", {});
  } else if (problem_.empty()) {
    parts_.log.write("versions_not_kept", {{.key = "error", .value = problem}});
  }
  problem_ = std::move(problem);
}

}  // namespace citefeed::engine
