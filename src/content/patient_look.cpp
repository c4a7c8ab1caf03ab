#include "content/patient_look.hpp"

#include <algorithm>
#include <iterator>

namespace citefeed::content {
namespace {

constexpr int further_looks = 4;

std::vector<std::string> missing_from(const Listing& listing, const std::vector<std::string>& known) {
  std::vector<std::string> missing;
  auto entry = listing.files.begin();
  for (const auto& path : known) {
    while (entry != listing.files.end() && entry->path < path) ++entry;
    const bool is_listed = entry != listing.files.end() && entry->path == path;
    if (!is_listed && !is_unseen(path, listing)) missing.push_back(path);
  }
  return missing;
}

}  // namespace

void look_again(const Pause& pause, const std::function<bool()>& is_complete, const std::function<void()>& again) {
  for (int look = 0; pause && look < further_looks && !is_complete(); ++look) {
    pause();
    again();
  }
}

PatientListing list_patiently(const FileTree& tree, std::string_view suffix, const Pause& pause,
                              const std::vector<std::string>& known) {
  PatientListing found{.listing = tree.list(suffix)};
  std::vector<std::string> missing = missing_from(found.listing, known);
  found.gone = missing;
  const auto list_again = [&] {
    found.listing = tree.list(suffix);
    missing = missing_from(found.listing, known);
    std::erase_if(found.gone, [&missing](const std::string& path) {
      return !std::binary_search(missing.begin(), missing.end(), path);
    });
  };
  look_again(
      pause, [&] { return missing.empty(); }, list_again);
  std::set_difference(missing.begin(), missing.end(), found.gone.begin(), found.gone.end(),
                      std::back_inserter(found.in_between));
  return found;
}

}  // namespace citefeed::content
