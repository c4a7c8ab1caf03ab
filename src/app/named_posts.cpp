#include "app/named_posts.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>

#include "content/nearest.hpp"
#include "content/report.hpp"

namespace citefeed::app {
namespace {

constexpr std::string_view posts_path = "/posts/";

/// What follows "/posts/" in an address, without query, fragment and the slashes at the end.
std::string_view without_address(std::string_view name) {
  const auto begin = name.find(posts_path);
  if (begin == std::string_view::npos) return name;
  name.remove_prefix(begin + posts_path.size());
  return name.substr(0, name.find_first_of("?#"));
}

std::string_view without_slashes(std::string_view name) {
  while (name.starts_with('/')) name.remove_prefix(1);
  while (name.ends_with('/')) name.remove_suffix(1);
  return name;
}

bool is_file(const model::Post& post, std::string_view path) {
  return path == post.file || path.ends_with("/" + post.file);
}

bool has_alias(const model::Post& post, std::string_view address) {
  return std::any_of(post.aliases.begin(), post.aliases.end(),
                     [address](const std::string& alias) { return without_slashes(alias) == address; });
}

}  // namespace

PostPointer find_post(const std::vector<PostPointer>& posts, std::string_view name) {
  const auto first = [&posts](const auto& matches) {
    const auto found = std::find_if(posts.begin(), posts.end(), matches);
    return found == posts.end() ? PostPointer{} : *found;
  };
  const auto id = without_slashes(without_address(name));
  if (auto post = first([id](const PostPointer& known) { return known->id == id; })) return post;
  const auto path = std::filesystem::path{name}.lexically_normal().generic_string();
  if (auto post = first([&path](const PostPointer& known) { return is_file(*known, path); })) return post;
  const auto address = without_slashes(name);
  return first([address](const PostPointer& known) { return has_alias(*known, address); });
}

Outcome<std::vector<PostPointer>> find_posts(const std::vector<PostPointer>& posts,
                                             const std::vector<std::string>& names) {
  std::vector<PostPointer> found;
  std::vector<Diagnostic> diagnostics;
  for (const auto& name : names) {
    if (auto post = find_post(posts, name)) {
      found.push_back(std::move(post));
      continue;
    }
    std::vector<std::string_view> ids;
    ids.reserve(posts.size());
    for (const auto& post : posts) ids.emplace_back(post->id);
    const auto id = without_slashes(without_address(name));
    diagnostics.push_back({.file = name,
                           .message = fmt::format("expected the id, file or address of a post, found {}{}",
                                                  content::in_quotes(name), content::suggestion(id, ids))});
  }
  if (!diagnostics.empty()) return {.diagnostics = std::move(diagnostics)};
  return {.value = std::move(found)};
}

}  // namespace citefeed::app
