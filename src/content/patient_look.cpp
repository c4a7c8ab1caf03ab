#include "content/patient_look.hpp"

#include <algorithm>

namespace citefeed::content {
namespace {

constexpr int further_looks = 4;

}  // namespace

void look_again(const Pause& pause, const std::function<bool()>& is_complete, const std::function<void()>& again) {
  for (int look = 0; pause && look < further_looks && !is_complete(); ++look) {
    pause();
    again();
  }
}

PatientListing list_patiently(const FileTree& tree, std::string_view suffix, const Pause& pause,
                              const std::function<std::vector<std::string>(const Listing&)>& missing_from) {
  PatientListing found{.listing = tree.list(suffix)};
  found.missing = missing_from(found.listing);
  look_again(
      pause, [&] { return found.missing.empty(); },
      [&] {
        found.listing = tree.list(suffix);
        const auto still = missing_from(found.listing);
        std::erase_if(found.missing, [&still](const std::string& path) {
          return !std::binary_search(still.begin(), still.end(), path);
        });
      });
  return found;
}

}  // namespace citefeed::content
