/// The site: every address and what answers there. One immutable whole per generation.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "resource/resource.hpp"

namespace citefeed::resource {

/// Hashes string and string_view alike, so that a lookup allocates nothing.
struct PathHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view path) const { return std::hash<std::string_view>{}(path); }
};

struct Site {
  /// By path as requests write it, percent-encoded, from the root: "/topics/empathy/feed.atom".
  std::unordered_map<std::string, std::shared_ptr<const Resource>, PathHash, std::equal_to<>> resources = {};
  /// The path of the base URL without its last '/', where a proxy serves the site below one: "" or "/blog". Stands
  /// before the path in every Location the server makes itself, e.g. for a forgotten trailing slash.
  std::string base_path = {};
  /// 301: old path -> target for Location (an absolute path, with the base URL's path before it).
  std::unordered_map<std::string, std::string, PathHash, std::equal_to<>> moved = {};
};

}  // namespace citefeed::resource
