#include "content/post_shelf.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/utf8.hpp"
#include "content/post_parser.hpp"
#include "content/source_text.hpp"

namespace citefeed::content {
namespace {

using Post = std::shared_ptr<const model::Post>;

/// What no other post may have too: its id in any letter case, since many hosts of files see no difference there; its
/// identity elsewhere; and its aliases, each after a '/'. An id never looks like an IRI, and neither begins with '/'.
std::vector<std::string> ids_of(const model::Post& post) {
  std::vector<std::string> ids{fold_case(post.id)};
  if (!post.entry_id.empty()) ids.push_back(post.entry_id);
  for (const std::string& alias : post.aliases) {
    std::string address = "/" + alias;
    if (address.ends_with('/')) address.pop_back();  // with or without it, the same page answers
    ids.push_back(std::move(address));
  }
  return ids;
}

/// "an id of its own, found "2023-12/a"", for an element of ids_of(post).
std::string expected_own(const std::string& id, const model::Post& post) {
  if (id.starts_with('/')) return fmt::format("an alias of its own, found \"{}\"", id.substr(1));
  return fmt::format("an id of its own, found \"{}\"", id == post.entry_id ? id : post.id);
}

/// What `file` says, or said last when it is broken.
const Post& said_by(const ShelfFile& file) {
  return file.current ? file.current : file.good;
}

}  // namespace

void PostShelf::settle(const Entry& entry) {
  const auto& [path, file] = entry;
  if (file.gone) return erase(std::string{path});  // a copy: the entry goes
  touched_.insert(touched_.end(), path);
  if (file.unread && (!unread_from_ || path < *unread_from_)) unread_from_ = path;
  const auto& candidate = said_by(file);
  cited_.settle(path, candidate);
  candidate && candidate->withdrawn ? static_cast<void>(withdrawn_.insert(path))
                                    : static_cast<void>(withdrawn_.erase(path));
  const auto claim = claims_of_.find(path);
  if (candidate && claim != claims_of_.end() && claim->second == ids_of(*candidate)) return;
  forget_claim(path);
  if (!candidate) return;
  const auto& ids = claims_of_.insert_or_assign(claims_of_.end(), path, ids_of(*candidate))->second;
  for (const auto& id : ids) {
    const auto place = claims_.emplace_hint(claims_.end(), id, path);  // ids mostly have the order of the paths
    const auto next = std::next(place);
    const bool shared =
        (place != claims_.begin() && std::prev(place)->first == id) || (next != claims_.end() && next->first == id);
    if (shared) contested_.insert(id);
  }
}

void PostShelf::erase(const std::string& path) {
  touched_.insert(path);
  forget_claim(path);
  cited_.settle(path, nullptr);
  withdrawn_.erase(path);
  files_.erase(path);
}

bool PostShelf::read_texts(const std::string& tree_name, std::size_t at_most) {
  if (!unread_from_) return false;
  auto next = files_.lower_bound(*unread_from_);
  for (; next != files_.end() && at_most > 0; ++next) {
    auto& [path, file] = *next;
    if (!file.unread) continue;
    const auto known = file.diagnostics.size();
    file.diagnostics = with_text_warnings(*file.unread, shown_path(tree_name, path), std::move(file.diagnostics));
    file.unread.reset();
    if (file.diagnostics.size() != known) touched_.insert(path);
    --at_most;
  }
  unread_from_ = next == files_.end() ? std::nullopt : std::optional{next->first};
  return unread_from_.has_value();
}

void PostShelf::forget_claim(const std::string& path) {
  const auto claim = claims_of_.find(path);
  if (claim == claims_of_.end()) return;
  const auto ids = std::move(claim->second);
  claims_of_.erase(claim);
  for (const auto& id : ids) {
    claims_.erase({id, path});
    const auto first = claims_.lower_bound({id, ""});
    const bool shared = first != claims_.end() && std::next(first) != claims_.end() && first->first == id &&
                        std::next(first)->first == id;
    if (!shared) contested_.erase(id);
  }
}

bool PostShelf::is_anothers(const std::string& id, const std::string& path) const {
  auto claim = claims_.lower_bound({id, ""});
  if (claim != claims_.end() && *claim == std::pair{id, path}) ++claim;
  return claim != claims_.end() && claim->first == id;
}

std::map<std::string, PostShelf::Loss> PostShelf::losers() const {
  std::map<std::string, Loss> losers;
  for (const auto& id : contested_) {
    const auto winner = claims_.lower_bound({id, ""});
    for (auto claim = std::next(winner); claim != claims_.end() && claim->first == id; ++claim) {
      losers.emplace(claim->second, Loss{.id = id, .winner = winner->second});
    }
  }
  return losers;
}

const PostShelf::Post* PostShelf::stand_in(const std::string& path, ShelfFile& file) const {
  if (!file.good) return nullptr;
  const auto ids = ids_of(*file.good);
  if (std::none_of(ids.begin(), ids.end(), [&](const std::string& id) { return is_anothers(id, path); }))
    return &file.good;
  if (file.current) file.good.reset();  // another file stands under that id now: the old version must not come back
  return nullptr;
}

const PostShelf::Post& PostShelf::post_at(const std::string& path) const {
  return said_by(files_.at(path));
}

void PostShelf::warn_at_reference(const std::string& tree_name, const std::string& path, std::size_t index,
                                  std::string message, Loaded& loaded) const {
  const auto& references = files_.at(path).references;
  const auto position = index < references.size() ? references[index] : Position{};
  loaded.diagnostics.push_back({.file = shown_path(tree_name, path),
                                .line = position.line,
                                .column = position.column,
                                .severity = Severity::warning,
                                .message = std::move(message)});
}

void PostShelf::show_contradictions(const std::string& tree_name, Loaded& loaded) const {
  for (const auto& found : cited_.contradictions()) {
    const auto& [field, expected, read] = found.difference;
    warn_at_reference(tree_name, found.file, found.index,
                      fmt::format("expected {} {} for {} as in {}, found {}", field, in_quotes(expected), found.doi,
                                  shown_path(tree_name, found.first_file), in_quotes(read)),
                      loaded);
  }
  for (const auto& found : cited_.unnoticed()) {
    warn_at_reference(tree_name, found.file, found.index,
                      fmt::format("expected \"retraction\" for {} as in {}, found none", found.doi,
                                  shown_path(tree_name, found.noticed_file)),
                      loaded);
  }
}

PostShelf::Post PostShelf::find(const std::string& id) const {
  const auto folded = fold_case(id);
  const auto claim = claims_.lower_bound({folded, ""});
  return claim == claims_.end() || claim->first != folded ? nullptr : post_at(claim->second);
}

std::vector<std::string> PostShelf::ids() const {
  std::vector<std::string> ids;
  for (const auto& [path, claim] : claims_of_) ids.push_back(post_at(path)->id);
  return ids;
}

std::vector<PostShelf::Post> PostShelf::withdrawn() const {
  std::vector<Post> posts;
  for (const auto& path : withdrawn_) posts.push_back(post_at(path));
  return posts;
}

bool PostShelf::has_post_within(Instant begin, Instant end, const std::string& path) const {
  const auto is_within = [&](const Post& post) {
    return post && post->published >= begin && post->published < end && !post->draft && !post->withdrawn;
  };
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  for (auto file = files_.lower_bound(folder); file != files_.end() && file->first.starts_with(folder); ++file) {
    if (is_within(said_by(file->second))) return true;
  }
  return std::any_of(standing_.begin(), standing_.end(), [&](const auto& each) { return is_within(each.second); });
}

PostShelf::Post PostShelf::decide(const std::string& path, const Losers& lost) {
  const auto found = files_.find(path);
  if (found == files_.end()) return nullptr;
  ShelfFile& file = found->second;
  const Post* post = file.current ? &file.current : &file.good;
  if (lost.contains(path)) post = stand_in(path, file);
  if (post != nullptr && *post && file.good != *post) file.good = *post;
  return post == nullptr ? nullptr : *post;
}

void PostShelf::stand(const std::string& path, const Losers& lost, Loaded& loaded) {
  Post post = decide(path, lost);
  const auto file = files_.find(path);
  const bool is_troubled = file != files_.end() &&
                           (!file->second.diagnostics.empty() || file->second.may_pass || post != file->second.current);
  is_troubled ? static_cast<void>(troubled_.insert(path)) : static_cast<void>(troubled_.erase(path));
  const auto before = standing_.find(path);
  if (post == (before == standing_.end() ? nullptr : before->second)) return;
  post ? static_cast<void>(standing_.insert_or_assign(path, post)) : static_cast<void>(standing_.erase(path));
  loaded.changes.push_back({.file = path, .post = std::move(post)});
}

void PostShelf::show_problems(const std::string& tree_name, const Losers& lost, Loaded& loaded) const {
  for (const auto& path : troubled_) {
    const ShelfFile& file = files_.at(path);
    loaded.diagnostics.insert(loaded.diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
    loaded.incomplete = loaded.incomplete || file.may_pass;
    const auto standing = standing_.find(path);
    if (standing != standing_.end() && standing->second != file.current) loaded.kept.push_back(path);
  }
  for (const auto& [path, loss] : lost) {
    const auto& [id, winner] = loss;
    const auto& post = post_at(path);
    const bool other_case = id == fold_case(post->id) && post->id != post_at(winner)->id;
    loaded.diagnostics.push_back(
        {.file = shown_path(tree_name, path),
         .message = fmt::format("expected {}, which {} has already{}", expected_own(id, *post),
                                shown_path(tree_name, winner), other_case ? " in another letter case" : "")});
  }
}

void PostShelf::show(const std::string& tree_name, Loaded& loaded) {
  show_contradictions(tree_name, loaded);
  const auto lost = losers();
  if (is_all_touched_) {
    for (const auto& [path, file] : files_) touched_.insert(path);
  }
  touched_.insert(lost_.begin(), lost_.end());
  lost_.clear();
  for (const auto& [path, loss] : lost) {
    lost_.insert(path);
    touched_.insert(path);
  }
  for (const auto& path : touched_) stand(path, lost, loaded);
  touched_.clear();
  is_all_touched_ = false;
  show_problems(tree_name, lost, loaded);
  loaded.posts = standing_.size();
}

void PostShelf::forget_standing() noexcept {
  standing_.clear();
  is_all_touched_ = true;
}

}  // namespace citefeed::content
