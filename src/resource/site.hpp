/// The site: every address and what answers there. One immutable whole per generation.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "resource/resource.hpp"

namespace citefeed::resource {

/// Hashes string and string_view alike, so that a lookup allocates nothing.
struct PathHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>{}(path); }
};

/// Resources that come and go together: a post's page and what stands below it. Immutable; shared between sites, so
/// that the next site costs one entry for a post and not one for each of its resources.
struct Folder {
  Digest inputs = {};  ///< of all that the resources follow from
  /// By name below the folder's path; "" is the folder's own page.
  std::vector<std::pair<std::string, std::shared_ptr<const Resource>>> resources = {};
};

struct Site {
  /// By path as requests write it, percent-encoded, from the root: "/topics/empathy/feed.atom". What stands in folders
  /// is not among them.
  std::unordered_map<std::string, std::shared_ptr<const Resource>, PathHash, std::equal_to<>> resources = {};
  /// By path with its last '/': "/posts/2023-12/some-slug/".
  std::unordered_map<std::string, std::shared_ptr<const Folder>, PathHash, std::equal_to<>> folders = {};
  /// The path of the base URL without its last '/', where a proxy serves the site below one: "" or "/blog". Stands
  /// before the path in every Location the server makes itself, e.g. for a forgotten trailing slash.
  std::string base_path = {};
  /// 301: old path -> target for Location (an absolute path, with the base URL's path before it).
  std::unordered_map<std::string, std::string, PathHash, std::equal_to<>> moved = {};

  /// What answers at `path`; null when nothing does. Good as long as the site is.
  [[nodiscard]] const Resource* find(std::string_view path) const;
  /// Calls `visit` with the path of every resource and the resource, in no set order.
  void for_each(const std::function<void(const std::string&, const Resource&)>& visit) const;
};

}  // namespace citefeed::resource
