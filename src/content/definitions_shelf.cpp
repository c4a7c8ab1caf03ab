#include "content/definitions_shelf.hpp"

#include <algorithm>

namespace citefeed::content {
namespace {

bool is_listed(const std::string& path, const Listing& listing) {
  return std::binary_search(listing.files.begin(), listing.files.end(), FileEntry{.path = path},
                            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
}

}  // namespace

bool DefinitionsShelf::refresh() {
  auto listing = tree_.list(definition_suffix);
  awaited_.note_look();
  unreadable_ = why_unreadable(tree_, listing.unreadable);
  const auto* earlier = std::exchange(earlier_, nullptr);
  const auto kept = earlier == nullptr ? std::map<std::string, std::string>{} : earlier->definitions();
  recall_missing(kept, listing);
  const bool is_other = compare(listing) || listing.passed_over != passed_over_;
  if (is_settled_ && !is_other && listing.unreadable.empty()) return false;
  is_settled_ = false;  // until all have been read, whatever happens before that
  passed_over_ = listing.passed_over;
  listing.files.clear();
  for (const auto& [path, file] : files_) listing.files.push_back({.path = path});
  const auto files = read_definition_files(
      tree_.name(), listing, [this](const std::string& path, std::size_t max_bytes) { return read(path, max_bytes); });
  is_incomplete_ = files.may_pass || !listing.unreadable.empty();
  auto outcome = parse_definitions(files, tree_.name());
  if (!outcome.value && current_ && is_waiting())
    return false;  // some are as they were, so that all may not go together
  is_settled_ = !is_incomplete_ && !is_waiting();
  diagnostics_ = std::move(outcome.diagnostics);
  if (!current_ && parse_definitions({.bytes = kept}, tree_.name()).value) good_ = kept;
  return take(files, std::move(outcome.value));
}

void DefinitionsShelf::recall_missing(const std::map<std::string, std::string>& kept, const Listing& listing) {
  for (const auto& [path, bytes] : kept) {
    if (is_listed(path, listing)) continue;
    auto& file = files_[path];
    file.hide();
    file.recall(std::make_shared<const std::string>(bytes), {});
  }
}

bool DefinitionsShelf::compare(const Listing& listing) {
  bool is_other = false;
  for (auto next = files_.begin(); next != files_.end();) {
    const auto place = next++;  // which may be erased
    auto& [path, file] = *place;
    if (is_listed(path, listing)) continue;
    is_unseen(path, listing) ? file.hide() : file.miss(awaited_.patience());
    awaited_.update(path, file);
    if (file.state() != FileState::gone) continue;
    files_.erase(place);
    is_other = true;
  }
  for (const auto& [path, signature] : listing.files) {
    auto& file = files_[path];
    if (file.is_out_of_sight() || file.signature() != signature) is_other = true;
    file.list(signature, awaited_.patience());
    awaited_.update(path, file);
  }
  return is_other;
}

std::variant<std::string, ReadProblem> DefinitionsShelf::read(const std::string& path, std::size_t max_bytes) {
  auto& file = files_.at(path);
  ReadProblem problem{.message = std::string{unknown_end}, .busy = true};
  if (!file.is_out_of_sight() && (file.is_to_be_read() || !file.said())) {
    auto found = tree_.look(path, max_bytes);
    if (auto* content = std::get_if<FileContent>(&found)) {
      note(path, std::move(*content), file);
    } else {
      problem = std::move(std::get<ReadProblem>(found));
      problem.gone ? file.miss(awaited_.patience()) : file.note(problem, path);
    }
    awaited_.update(path, file);
  }
  const auto state = file.state();
  if (state == FileState::gone) files_.erase(path);
  const bool is_bad = state == FileState::gone || state == FileState::broken || state == FileState::unreadable;
  if (is_bad || !file.standing()) return problem;
  return *file.standing();
}

void DefinitionsShelf::note(const std::string& path, FileContent content, File& file) {
  const bool is_known = file.last_good() && *file.last_good() == content.bytes;
  if (!is_known && content.may_be_half && !file.has_settled(content.signature, awaited_.patience(), path)) return;
  const auto version = std::make_shared<const std::string>(std::move(content.bytes));
  file.read(version, {}, content.signature);
  file.keep(version);
}

bool DefinitionsShelf::is_waiting() const {
  return std::any_of(files_.begin(), files_.end(), [](const auto& each) {
    const auto state = each.second.state();
    return state == FileState::missing || state == FileState::settling || state == FileState::being_written;
  });
}

bool DefinitionsShelf::take(const DefinitionFiles& files, std::optional<model::Definitions> definitions) {
  MendedDefinitions mended{.bytes = files.bytes};
  if (definitions) {
    mended.value = *std::move(definitions);
  } else if (auto found = good_.empty() ? std::nullopt : mend_definitions(files, good_, tree_.name())) {
    mended = *std::move(found);
  } else {
    understood_ = is_waiting() || !unreadable_.empty() ? nullptr
                                                       : std::make_shared<const model::Definitions>(published_at(
                                                             base_url_, understand_definitions(files, tree_.name())));
    return false;
  }
  good_ = std::move(mended.bytes);
  kept_ = std::move(mended.kept);
  auto value = published_at(base_url_, std::move(mended.value));
  const bool is_news = !current_ || current_->digest != value.digest;
  if (is_news) current_ = std::make_shared<const model::Definitions>(std::move(value));
  return is_news;
}

bool DefinitionsShelf::look_again() {
  bool has_news = !awaited_.settled().empty();
  for (const auto& path : awaited_.missing()) {
    auto& file = files_.at(path);
    const bool is_back = is_there(tree_, path);
    if (!is_back) file.miss(awaited_.patience());
    if (is_back || file.state() == FileState::gone) has_news = true;
  }
  awaited_.note_look();
  return has_news;
}

bool DefinitionsShelf::lacks_files() const {
  return std::any_of(files_.begin(), files_.end(), [](const auto& file) { return file.second.is_lacking(); });
}

}  // namespace citefeed::content
