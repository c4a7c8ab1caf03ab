#include "content/post_shelf.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <variant>

#include "base/utf8.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"

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

/// Whether a post at `path` that says no id has `id`, an element of ids_of() it.
bool is_said_by_path(const std::string& id, const std::string& path) {
  const auto parts = parse_post_path(path);
  return parts && fold_case(default_id(*parts)) == id;
}

/// `post` without topics and types that `definitions` do not have; itself when it has none such.
Post as_defined(const Post& post, const model::Definitions& definitions) {
  if (!post) return post;
  const auto undefined = [](const std::vector<model::Category>& categories) {
    return [&categories](const std::string& slug) { return model::find_category(categories, slug) == nullptr; };
  };
  model::Post copy = *post;
  const auto dropped = std::erase_if(copy.topics, undefined(definitions.topics)) +
                       std::erase_if(copy.research_types, undefined(definitions.research_types));
  if (dropped == 0) return post;
  copy.digest = DigestBuilder{}.add(post->digest).add(definitions.digest).finish();
  return std::make_shared<const model::Post>(std::move(copy));
}

void note_outcome(Outcome<PlacedPost> outcome, const Digest& digest, const model::Definitions& definitions,
                  const FileSignature& signature, ShelfFile& file) {
  file.digest = digest;
  file.definitions = definitions.digest;
  Post post = outcome.value ? std::make_shared<const model::Post>(std::move(outcome.value->post)) : nullptr;
  file.references = outcome.value ? std::move(outcome.value->references) : std::vector<Position>{};
  file.links = outcome.value ? std::move(outcome.value->links) : std::vector<FileLink>{};
  file.unread = outcome.value ? std::move(outcome.value->unread) : nullptr;
  file.post.read(std::move(post), std::move(outcome.diagnostics), signature);
}

void note_problem(const ReadProblem& problem, const std::string& shown, const model::Definitions& definitions,
                  ShelfFile& file) {
  file.post.note(problem, shown);
  if (!problem.busy) {
    file.digest = {};
    file.unread.reset();
  }
  leave_undefined(definitions, file);
}

/// The version of `path` with `bytes`, which was good once; without what the definitions of today do not have, where
/// that is all that is wrong with it.
Outcome<PlacedPost> parse_kept(PostFile post, const model::Definitions& definitions) {
  auto outcome = parse_placed_post(post, definitions, Depth::whole);
  if (outcome.value) return outcome;
  post.may_name_undefined = true;
  post.digest = DigestBuilder{}.add(post.digest).add(definitions.digest).finish();  // it is another post then
  return parse_placed_post(post, definitions, Depth::whole);
}

/// A warning in `file` unless `id` is that of a post that readers can have.
void check_successor(const PostShelf& shelf, const std::string& id, const std::string& file,
                     std::vector<Diagnostic>& diagnostics) {
  const auto successor = shelf.find(id);
  if (successor && !successor->withdrawn) return;
  std::string message = "expected \"moved_to\" to be a post's id, found " + in_quotes(id);
  if (successor) {
    message += ", which is withdrawn too";
  } else {
    const auto ids = shelf.ids();
    message += suggestion(id, {ids.begin(), ids.end()});
  }
  diagnostics.push_back({.file = file, .severity = Severity::warning, .message = std::move(message)});
}

void check_successors(const PostShelf& shelf, const model::Withdrawal& withdrawal, const std::string& file,
                      std::vector<Diagnostic>& diagnostics) {
  for (const std::string& id : withdrawal.successors) check_successor(shelf, id, file, diagnostics);
}

}  // namespace

Sight read_file(const FileTree& tree, const std::string& path, const model::Definitions& definitions, Depth depth,
                const Patience& patience, ShelfFile& file) {
  const auto shown = shown_path(tree.name(), path);
  auto found = tree.look(path, max_post_bytes);
  if (const auto* problem = std::get_if<ReadProblem>(&found)) {
    if (problem->gone) return problem->unfit ? Sight::something_else : Sight::nothing;
    note_problem(*problem, shown, definitions, file);
    return Sight::file;
  }
  const auto& [bytes, signature, may_be_half] = std::get<FileContent>(found);
  const auto digest = post_digest(path, bytes);
  if (digest == file.digest && definitions.digest == file.definitions) {
    file.post.read_the_same(signature);
  } else if (digest != file.digest && may_be_half && !file.post.has_settled(signature, patience, shown)) {
    leave_undefined(definitions, file);
  } else {
    note_outcome(
        parse_placed_post({.path = path, .shown_path = shown, .bytes = bytes, .digest = digest}, definitions, depth),
        digest, definitions, signature, file);
    if (!file.post.said()) leave_undefined(definitions, file);
  }
  return Sight::file;
}

void recall_file(const KeptVersions& kept, const std::string& path, const std::string& tree_name,
                 const model::Definitions& definitions, ShelfFile& file) {
  const auto bytes = kept.read(path);
  if (!bytes) return;
  const auto digest = post_digest(path, *bytes);
  auto outcome = parse_kept(
      {.path = path, .shown_path = shown_path(tree_name, path), .bytes = *bytes, .digest = digest}, definitions);
  if (!outcome.value) return;
  const bool is_there = !file.post.is_out_of_sight();
  file.post.recall(std::make_shared<const model::Post>(std::move(outcome.value->post)), std::move(outcome.diagnostics));
  if (is_there) return;
  file.digest = digest;
  file.definitions = definitions.digest;
  file.references = std::move(outcome.value->references);
  file.links = std::move(outcome.value->links);
}

void leave_undefined(const model::Definitions& definitions, ShelfFile& file) {
  file.post.adapt([&definitions](const Post& post) { return as_defined(post, definitions); });
}

void PostShelf::settle(const Entry& entry) {
  const auto& [path, file] = entry;
  touched_.insert(touched_.end(), path);
  if (file.unread && (!unread_from_ || path < *unread_from_)) unread_from_ = path;
  const auto& candidate = file.post.standing();
  cited_.settle(path, candidate);
  linked_.settle(path, candidate ? file.links : std::vector<FileLink>{});
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
  linked_.settle(path, {});
  withdrawn_.erase(path);
  files_.erase(path);
}

bool PostShelf::read_texts(const std::string& tree_name, std::size_t at_most) {
  if (!unread_from_) return false;
  auto next = files_.lower_bound(*unread_from_);
  for (; next != files_.end() && at_most > 0; ++next) {
    auto& [path, file] = *next;
    if (!file.unread) continue;
    auto [diagnostics, links] = with_text_warnings(*file.unread, shown_path(tree_name, path), file.post.diagnostics());
    file.unread.reset();
    if (diagnostics.size() != file.post.diagnostics().size() || !links.empty()) touched_.insert(path);
    file.links = std::move(links);
    linked_.settle(path, file.links);
    file.post.tell(std::move(diagnostics));
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

std::string PostShelf::owner_of(const std::string& id) const {
  const auto first = claims_.lower_bound({id, ""});
  for (auto claim = first; claim != claims_.end() && claim->first == id; ++claim) {
    if (is_said_by_path(id, claim->second)) return claim->second;
  }
  return first == claims_.end() || first->first != id ? std::string{} : first->second;
}

PostShelf::Duplicates PostShelf::duplicates() const {
  Duplicates duplicates;
  const auto belongs_to = [&](const std::string& id, const std::string& owner) {
    for (auto claim = claims_.lower_bound({id, ""}); claim != claims_.end() && claim->first == id; ++claim) {
      if (claim->second != owner) duplicates.emplace(claim->second, Duplicate{.id = id, .owner = owner});
    }
  };
  for (const auto& id : contested_) {
    if (is_post_id(id)) belongs_to(id, owner_of(id));
  }
  // A copy claims all that is in it: what it has not as its id, it has not as an alias.
  for (const auto& id : contested_) {
    auto claim = claims_.lower_bound({id, ""});
    while (claim != claims_.end() && claim->first == id && duplicates.contains(claim->second)) ++claim;
    if (!is_post_id(id) && claim != claims_.end() && claim->first == id) belongs_to(id, claim->second);
  }
  return duplicates;
}

const PostShelf::Post* PostShelf::stand_in(const std::string& path, ShelfFile& file) const {
  if (!file.post.last_good()) return nullptr;
  const auto ids = ids_of(*file.post.last_good());
  if (std::none_of(ids.begin(), ids.end(), [&](const std::string& id) { return is_anothers(id, path); }))
    return &file.post.last_good();
  if (file.post.said())
    file.post.keep(nullptr);  // another file stands under that id now: the old version must not come back
  return nullptr;
}

const PostShelf::Post& PostShelf::post_at(const std::string& path) const {
  return files_.at(path).post.standing();
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

bool PostShelf::is_shown(const std::string& path) const {
  const auto found = standing_.find(path);
  return found != standing_.end() && !found->second->draft && !found->second->withdrawn;
}

Diagnostic PostShelf::dead_link(const std::string& tree_name, const std::string& path, const FileLink& link) const {
  const auto found = standing_.find(link.target);
  const char* what = "where there is none";
  if (found != standing_.end()) what = found->second->draft ? "which is a draft" : "which is withdrawn";
  return {.file = shown_path(tree_name, path),
          .line = link.position.line,
          .column = link.position.column,
          .severity = Severity::warning,
          .message = fmt::format("expected a link to a post, found {}, {}", in_quotes(link.written), what)};
}

void PostShelf::show_unsaid(const std::string& tree_name, const Present& present, Loaded& loaded) const {
  for (const auto& [file, together] : cited_.unsaid(present)) {
    warn_at_reference(tree_name, file, together.front().article, to_message(together, *post_at(file)), loaded);
    loaded.unsaid += together.size();
  }
}

PostShelf::Post PostShelf::find(const std::string& id) const {
  const auto owner = owner_of(fold_case(id));
  return owner.empty() ? nullptr : post_at(owner);
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
    if (is_within(file->second.post.standing())) return true;
  }
  return std::any_of(standing_.begin(), standing_.end(), [&](const auto& each) { return is_within(each.second); });
}

PostShelf::Post PostShelf::decide(const std::string& path, const Duplicates& duplicates) {
  const auto found = files_.find(path);
  if (found == files_.end()) return nullptr;
  ShelfFile& file = found->second;
  const Post* standing = duplicates.contains(path) ? stand_in(path, file) : &file.post.standing();
  Post post = standing == nullptr ? nullptr : *standing;
  if (post) file.post.keep(post);
  return post;
}

void PostShelf::stand(const std::string& path, const Duplicates& duplicates, Loaded& loaded) {
  Post post = decide(path, duplicates);
  const auto found = files_.find(path);
  const auto* file = found == files_.end() ? nullptr : &found->second.post;
  const bool is_troubled = file != nullptr && (!file->diagnostics().empty() || post != file->said());
  is_troubled ? static_cast<void>(troubled_.insert(path)) : static_cast<void>(troubled_.erase(path));
  const auto before = standing_.find(path);
  if (post == (before == standing_.end() ? nullptr : before->second)) return;
  post ? static_cast<void>(standing_.insert_or_assign(path, post)) : static_cast<void>(standing_.erase(path));
  loaded.changes.push_back({.file = path, .post = std::move(post)});
}

void PostShelf::show_problems(const std::string& tree_name, const Duplicates& duplicates, Loaded& loaded) const {
  for (const auto& path : troubled_) {
    const auto& file = files_.at(path).post;
    loaded.diagnostics.insert(loaded.diagnostics.end(), file.diagnostics().begin(), file.diagnostics().end());
    loaded.incomplete = loaded.incomplete || file.state() == FileState::unreadable;
    const auto standing = standing_.find(path);
    if (standing != standing_.end() && standing->second != file.said()) loaded.kept.push_back(path);
  }
  for (const auto& [path, duplicate] : duplicates) {
    const auto& [id, owner] = duplicate;
    const auto& post = post_at(path);
    const bool other_case = id == fold_case(post->id) && post->id != post_at(owner)->id;
    loaded.diagnostics.push_back(
        {.file = shown_path(tree_name, path),
         .message = fmt::format("expected {}, which {} has already{}", expected_own(id, *post),
                                shown_path(tree_name, owner), other_case ? " in another letter case" : "")});
  }
}

void PostShelf::show(const std::string& tree_name, const Present& present, Loaded& loaded) {
  show_contradictions(tree_name, loaded);
  show_unsaid(tree_name, present, loaded);
  const auto now = duplicates();
  if (is_all_touched_) {
    for (const auto& [path, file] : files_) touched_.insert(path);
  }
  touched_.insert(duplicates_.begin(), duplicates_.end());
  duplicates_.clear();
  for (const auto& [path, duplicate] : now) {
    duplicates_.insert(path);
    touched_.insert(path);
  }
  for (const auto& path : touched_) stand(path, now, loaded);
  linked_.look(touched_, [this](const std::string& path) { return is_shown(path); });
  touched_.clear();
  is_all_touched_ = false;
  show_problems(tree_name, now, loaded);
  for (const auto& [path, links] : linked_.dead()) {
    for (const FileLink& link : links) loaded.diagnostics.push_back(dead_link(tree_name, path, link));
  }
  loaded.posts = standing_.size();
}

void PostShelf::forget_standing() noexcept {
  standing_.clear();
  is_all_touched_ = true;
}

void Arrivals::add(const model::Post& post) {
  ids_.insert(fold_case(post.id));
  if (!post.entry_id.empty()) ids_.insert(post.entry_id);
  by_title_.emplace(post.title, &post);
}

bool Arrivals::include(const model::Post& missing) const {
  if (ids_.contains(fold_case(missing.id)) || ids_.contains(missing.entry_id)) return true;
  const auto [first, last] = by_title_.equal_range(missing.title);
  return std::any_of(first, last,
                     [&missing](const auto& titled) { return model::is_same_review(missing, *titled.second); });
}

std::vector<Diagnostic> check_gone(const PostShelf& shelf, const model::Gone& gone, const std::string& content_name,
                                   const std::string& feeds_name) {
  std::vector<Diagnostic> diagnostics;
  const std::string gone_file = feeds_name + "/gone.yaml";
  for (const model::GonePost& each : gone.posts) {
    const auto post = shelf.find(each.id);
    if (post && !post->withdrawn) {
      diagnostics.push_back({.file = gone_file,
                             .severity = Severity::warning,
                             .message = "expected the id of a post that is gone, found " + in_quotes(each.id) +
                                        ", which " + shown_path(content_name, post->file) + " has; the post stands"});
    }
    check_successors(shelf, each.withdrawal, gone_file, diagnostics);
  }
  for (const auto& post : shelf.withdrawn()) {
    check_successors(shelf, *post->withdrawn, shown_path(content_name, post->file), diagnostics);
  }
  return diagnostics;
}

}  // namespace citefeed::content
