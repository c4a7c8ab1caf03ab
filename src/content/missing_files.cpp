#include "content/missing_files.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace citefeed::content {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

/// Between two looks for `count` files, so that looking costs next to nothing.
microseconds pause_between_looks(std::size_t count) {
  return milliseconds{100} + microseconds{100} * static_cast<int>(std::min(count, std::size_t{100'000}));
}

bool is_there(const FileTree& tree, const std::string& path) {
  const auto found = tree.read(path, 0);
  const auto* problem = std::get_if<ReadProblem>(&found);
  return problem == nullptr || !problem->gone;
}

}  // namespace

void MissingFiles::compare(const Listing& listing, const std::vector<std::string>& known) {
  looked_at_ = patience_.now();
  const auto before = std::exchange(absences_, {});
  auto entry = listing.files.begin();
  for (const auto& path : known) {
    while (entry != listing.files.end() && entry->path < path) ++entry;
    const bool is_listed = entry != listing.files.end() && entry->path == path;
    if (is_listed || is_unseen(path, listing)) continue;
    const auto noted = before.find(path);
    const bool is_known = noted != before.end();
    const Absence absence = is_known ? Absence{noted->second.since, noted->second.looks + 1} : Absence{looked_at_, 0};
    absences_.emplace_hint(absences_.end(), path, absence);
  }
}

bool MissingFiles::note(const std::string& path) {
  if (absences_.empty()) looked_at_ = patience_.now();
  const auto [noted, is_new] = absences_.try_emplace(path, Absence{patience_.now(), 0});
  if (!is_new) ++noted->second.looks;
  return is_over(noted->second);
}

std::vector<std::string> MissingFiles::look_for(const FileTree& tree) {
  looked_at_ = patience_.now();
  std::vector<std::string> back;
  for (auto& [path, absence] : absences_) {
    ++absence.looks;
    if (is_there(tree, path)) back.push_back(path);
  }
  for (const auto& path : back) absences_.erase(path);
  return back;
}

bool MissingFiles::is_over(const Absence& absence) const {
  return patience_.now() - absence.since >= patience_.longest && absence.looks >= patience_.looks;
}

std::vector<std::string> MissingFiles::paths() const {
  std::vector<std::string> paths;
  for (const auto& [path, absence] : absences_) paths.push_back(path);
  return paths;
}

bool MissingFiles::is_waiting() const {
  return std::any_of(absences_.begin(), absences_.end(), [this](const auto& each) { return !is_over(each.second); });
}

bool MissingFiles::is_gone(const std::string& path) const {
  const auto found = absences_.find(path);
  return found != absences_.end() && is_over(found->second);
}

std::vector<std::string> MissingFiles::gone() const {
  std::vector<std::string> gone;
  for (const auto& [path, absence] : absences_) {
    if (is_over(absence)) gone.push_back(path);
  }
  return gone;
}

std::optional<milliseconds> MissingFiles::next() const {
  if (absences_.empty()) return std::nullopt;
  const auto at = looked_at_ + pause_between_looks(absences_.size());
  return std::max(milliseconds{0}, std::chrono::ceil<milliseconds>(at - patience_.now()));
}

}  // namespace citefeed::content
