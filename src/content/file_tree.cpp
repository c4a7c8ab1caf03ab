#include "content/file_tree.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.hpp"
#include "content/source_text.hpp"

namespace citefeed::content {

bool is_content_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.front() != '#' && name.front() != '~' && name.back() != '~' &&
         name.back() != '#';
}

bool is_unseen(std::string_view path, const Listing& listing) {
  return std::any_of(listing.unreadable.begin(), listing.unreadable.end(), [&path](const UnreadableFolder& folder) {
    return folder.path.empty() || (path.starts_with(folder.path) && path.substr(folder.path.size()).starts_with('/'));
  });
}

std::optional<std::string> misnamed(std::string_view name, std::string_view suffix) {
  using namespace std::string_view_literals;
  static constexpr std::array others{std::pair{".md"sv, ".markdown"sv}, std::pair{".md"sv, ".mdown"sv},
                                     std::pair{".md"sv, ".mkd"sv}, std::pair{".yaml"sv, ".yml"sv}};
  static constexpr std::size_t longest_ending_bytes = 9;
  if (suffix.empty() || name.ends_with(suffix) || !is_content_name(name)) return std::nullopt;
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || name.size() - dot > longest_ending_bytes) return std::nullopt;
  const std::string ending = fold_case(name.substr(dot));
  const bool meant = ending == suffix || std::any_of(others.begin(), others.end(), [&](const auto& other) {
                       return other.first == suffix && other.second == ending;
                     });
  if (!meant) return std::nullopt;
  return fmt::format("its name does not end in \"{}\"", suffix);
}

std::variant<std::string, ReadProblem> FileTree::read(const std::string& path, std::size_t max_bytes) const {
  auto found = look(path, max_bytes);
  if (auto* problem = std::get_if<ReadProblem>(&found)) return std::move(*problem);
  return std::move(std::get<FileContent>(found).bytes);
}

std::string shown_path(const std::string& tree_name, const std::string& path) {
  std::string shown = tree_name + "/" + path;
  while (const auto bad = first_invalid_utf8(shown)) shown[*bad] = '?';
  blank_forbidden_characters(shown);
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  return shown;
}

bool is_there(const FileTree& tree, const std::string& path) {
  const auto found = tree.look(path, 0);
  const auto* problem = std::get_if<ReadProblem>(&found);
  return problem == nullptr || !problem->gone;
}

ReadProblem too_large(std::size_t max_bytes) {
  static constexpr std::size_t mebibyte = std::size_t{1} << 20U;
  const bool whole = max_bytes >= mebibyte && max_bytes % mebibyte == 0;
  return {.message = whole ? fmt::format("it is larger than {} MiB", max_bytes / mebibyte)
                           : fmt::format("it is larger than {} bytes", max_bytes)};
}

std::string why_unreadable(const FileTree& tree, const std::vector<UnreadableFolder>& folders) {
  for (const auto& folder : folders) {
    if (folder.path.empty()) return tree.name() + " cannot be read: " + folder.message;
  }
  return {};
}

}  // namespace citefeed::content
