#include "content/post_paths.hpp"

#include <algorithm>

#include "content/introductions.hpp"

namespace citefeed::content {
std::optional<const char*> why_no_post(std::string_view path) {
  if (is_introduction_path(path)) return std::nullopt;
  const std::string_view first = path.substr(0, path.find('/'));
  const bool is_in_numbers =
      first.size() < path.size() && first.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_in_numbers) return "the path of a post is YYYY/MM/slug.md";
  return path.ends_with("/README.md") ? std::optional{"it is called README.md"} : std::nullopt;
}

bool is_post_path(std::string_view path) {
  const bool meant = misnamed(path.substr(path.rfind('/') + 1), post_suffix).has_value();
  if (!meant && !path.ends_with(post_suffix)) return false;
  while (true) {
    const auto slash = path.find('/');
    if (!is_content_name(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

void pass_over_no_posts(Listing& listing) {
  for (const FileEntry& entry : listing.files) {
    if (const auto why = why_no_post(entry.path)) listing.passed_over.push_back({.path = entry.path, .message = *why});
  }
  std::erase_if(listing.files, [](const FileEntry& entry) { return why_no_post(entry.path).has_value(); });
  std::sort(listing.passed_over.begin(), listing.passed_over.end(),
            [](const PassedOver& a, const PassedOver& b) { return a.path < b.path; });
}

bool has_no_post(const Listing& listing) {
  return std::all_of(listing.files.begin(), listing.files.end(),
                     [](const FileEntry& entry) { return is_introduction_path(entry.path); });
}

}  // namespace citefeed::content
