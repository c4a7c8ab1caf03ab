/// The site: every address and what answers there, or that it is gone. One immutable whole per generation.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/persistent_map.hpp"
#include "resource/resource.hpp"

namespace citefeed::resource {

using ResourcePointer = std::shared_ptr<const Resource>;

// Addresses at which there was something once, and what is said there now.

struct GoneFolder {
  std::string text = {};      ///< plain text that ends in a line feed
  ResourcePointer page = {};  ///< the same for people, as a page; null where there was none
};

/// By path with its last '/', percent-encoded: what is said at this address and at every one below it.
using GoneFolders = std::map<std::string, GoneFolder, std::less<>>;

/// What is said at an address. Good as long as the folders are.
struct Gone {
  const GoneFolder* folder = nullptr;  ///< null when nothing was there
  bool was_page = false;               ///< and not a file, which programs ask for
};

/// What is said at `path`: that of the longest folder of `gone` that it is, with or without its last '/', or is below
/// of.
[[nodiscard]] Gone find_gone(const GoneFolders& gone, std::string_view path);

/// By name below their folder's path; "" is the folder's own page.
using Resources = std::vector<std::pair<std::string, ResourcePointer>>;

/// The resources whose paths are alike up to their last '/'. Immutable; shared by all sites in which they are the same.
/// Safe from any thread.
class Folder final {
 public:
  /// `inputs` is the digest of all that the resources follow from; empty where nobody keeps account.
  Folder(const Digest& inputs, Resources resources);
  /// A folder whose resources are made when somebody first looks for one: most folders of a large site never see a
  /// request. `make` is pure; two threads that come at the same time may both call it, and what one of them made stays.
  Folder(const Digest& inputs, std::function<Resources()> make) : inputs_(inputs), make_(std::move(make)) {}
  ~Folder() { delete resources_.load(); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const Digest& inputs() const { return inputs_; }
  /// All of them, by name, ascending.
  [[nodiscard]] const Resources& resources() const;
  /// The resource called `name`; null when there is none.
  [[nodiscard]] const ResourcePointer* find(std::string_view name) const;

 private:
  Digest inputs_;
  std::function<Resources()> make_ = {};
  mutable std::atomic<const Resources*> resources_ = nullptr;  ///< null until made; then it stays
};

using FolderPointer = std::shared_ptr<const Folder>;

/// Every address below `old_path` has moved to the same name below `new_path`. Both begin and end with '/'.
struct MovedFolder {
  std::string old_path = {};
  std::string new_path = {};
};

/// A value; copies share almost everything, and so do the sites of one generation and the next.
struct Site {
  /// By path with its last '/', percent-encoded as requests write it: "/topics/empathy/", "/posts/2023-12/some-slug/".
  PersistentMap<FolderPointer> folders = {};
  /// The path of the base URL without its last '/', where a proxy serves the site below one: "" or "/blog". Stands
  /// before the path in every Location.
  std::string base_path = {};
  PersistentMap<std::string> moved = {};        ///< old path -> new path, where no resource is at the old one
  PersistentMap<std::string> moved_files = {};  ///< likewise, where nothing has moved from
  std::vector<MovedFolder> moved_folders = {};
  GoneFolders gone = {};  ///< 410, where no resource is and nothing has moved from

  /// What answers at `path`; null when nothing does. Good as long as the site is.
  [[nodiscard]] const Resource* find(std::string_view path) const;
  /// The same, to keep.
  [[nodiscard]] ResourcePointer at(std::string_view path) const;
  /// Where `path` has moved to, for Location: an absolute path with base_path before it; nothing where it has not, or
  /// where a resource is, be it with a '/' more or less. Of a folder that moved only what is there now has.
  [[nodiscard]] std::optional<std::string> find_moved(std::string_view path) const;

  /// Calls `visit` with the path of every resource and the resource, in no set order.
  void for_each(const std::function<void(const std::string&, const Resource&)>& visit) const;
  /// Calls `visit` with every path that find_moved() knows and its target, in no set order.
  void for_each_moved(const std::function<void(const std::string&, const std::string&)>& visit) const;
};

/// Changes a copy of a site. One thread at a time.
class SiteEditor final {
 public:
  explicit SiteEditor(const Site& site)
      : site_(site), folders_(site.folders), moved_(site.moved), moved_files_(site.moved_files) {}

  void set_folder(std::string_view path, FolderPointer folder) { folders_.set(path, std::move(folder)); }
  void erase_folder(std::string_view path) { folders_.erase(path); }
  /// Puts one resource in its folder, beside or in place of what is there. Costs a copy of the folder.
  void set(std::string_view path, ResourcePointer resource);
  void set_moved(std::string_view old_path, std::string new_path) { moved_.set(old_path, std::move(new_path)); }
  void erase_moved(std::string_view old_path) { moved_.erase(old_path); }
  void set_moved_file(std::string_view path, std::string new_path) { moved_files_.set(path, std::move(new_path)); }
  void erase_moved_file(std::string_view path) { moved_files_.erase(path); }
  void set_moved_folders(std::vector<MovedFolder> folders) { site_.moved_folders = std::move(folders); }

  void set_gone(GoneFolders gone) { site_.gone = std::move(gone); }

  /// The changed site. The editor is spent.
  [[nodiscard]] Site finish();

 private:
  Site site_;
  PersistentMap<FolderPointer>::Editor folders_;
  PersistentMap<std::string>::Editor moved_;
  PersistentMap<std::string>::Editor moved_files_;
};

}  // namespace citefeed::resource
