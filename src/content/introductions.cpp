#include "content/introductions.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "content/introduction_parser.hpp"

namespace citefeed::content {
namespace {

/// The files of `listing` that are introductions; it keeps the others.
std::vector<FileEntry> take_introductions(Listing& listing) {
  std::vector<FileEntry> taken;
  const auto is_taken = [](const FileEntry& entry) { return is_introduction_path(entry.path); };
  std::copy_if(listing.files.begin(), listing.files.end(), std::back_inserter(taken), is_taken);
  std::erase_if(listing.files, is_taken);
  return taken;
}

bool says_the_same(const model::IntroductionsPointer& a, const model::Introductions& b) {
  if (!a) return b.empty();
  return *a == b;  // of the same versions: the same objects
}

}  // namespace

std::vector<std::string> IntroductionShelf::paths() const {
  std::vector<std::string> paths;
  for (const auto& [path, file] : files_) paths.push_back(path);
  return paths;
}

void IntroductionShelf::take_from(Listing& listing, const FileTree& tree, const model::Definitions& definitions) {
  for (const auto& [path, signature] : take_introductions(listing)) {
    File& file = files_[path];
    if (file.settled && file.signature == signature && file.definitions == definitions.digest) continue;
    file.signature = signature;
    file.settled = false;                 // until it has been read, whatever happens before that
    (void)read(path, tree, definitions);  // what is unfit has just been listed as such
  }
}

bool IntroductionShelf::read(const std::vector<std::string>& paths, const FileTree& tree,
                             const model::Definitions& definitions) {
  bool is_unfit = false;
  for (const auto& path : paths) {
    files_[path].signature = {};  // unknown until the next listing
    if (read(path, tree, definitions)) is_unfit = true;
  }
  return is_unfit;
}

bool IntroductionShelf::read(const std::string& path, const FileTree& tree, const model::Definitions& definitions) {
  File& file = files_[path];
  const auto shown = shown_path(tree.name(), path);
  const auto content = tree.read(path, max_post_bytes);
  const auto* problem = std::get_if<ReadProblem>(&content);
  if (problem != nullptr && problem->gone) {
    file.settled = false;
    if (missing_.note(path) || !file.good) {
      missing_.forget(path);
      files_.erase(path);
    }
    return problem->unfit;
  }
  missing_.forget(path);
  if (file.good && file.definitions != definitions.digest) {
    auto again = parse_introduction(path, shown, file.bytes, definitions);
    file.good = again.value ? std::make_shared<const model::Introduction>(std::move(*again.value)) : nullptr;
  }
  file.definitions = definitions.digest;
  file.may_pass = problem != nullptr && problem->may_pass;
  file.settled = problem == nullptr || (!problem->busy && !problem->may_pass);
  if (problem != nullptr) {
    if (problem->busy && (file.good || !file.diagnostics.empty())) return false;  // an event will follow
    file.is_broken = true;
    file.diagnostics = {{.file = shown, .message = "cannot be read: " + problem->message}};
    return false;
  }
  const auto& bytes = std::get<std::string>(content);
  auto outcome = parse_introduction(path, shown, bytes, definitions);
  file.diagnostics = std::move(outcome.diagnostics);
  file.is_broken = !outcome.value;
  if (!outcome.value) return false;
  file.bytes = bytes;
  if (!file.good || file.good->digest != outcome.value->digest) {
    file.good = std::make_shared<const model::Introduction>(std::move(*outcome.value));
  }
  return false;
}

void IntroductionShelf::show(const std::string& tree_name, const PostShelf& posts, const TimeZone& zone,
                             Loaded& loaded) {
  model::Introductions now;
  for (const auto& [path, file] : files_) {
    loaded.diagnostics.insert(loaded.diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
    loaded.incomplete = loaded.incomplete || file.may_pass;
    if (!file.good) continue;
    if (file.is_broken) loaded.kept.push_back(path);
    const auto& month = file.good->month;
    now.emplace(month, file.good);
    if (file.good->draft || posts.has_post_within(start_of(month, zone), end_of(month, zone), path)) continue;
    loaded.diagnostics.push_back(
        {.file = shown_path(tree_name, path),
         .severity = Severity::warning,
         .message = fmt::format("expected a post published in {}, found none: nobody will see this introduction",
                                to_string(month))});
  }
  std::sort(loaded.kept.begin(), loaded.kept.end());
  if (!says_the_same(standing_, now)) {
    standing_ = now.empty() ? nullptr : std::make_shared<const model::Introductions>(std::move(now));
  }
  loaded.introductions = standing_;
}

}  // namespace citefeed::content
