/// Collects the folders of the next site, taking over those of the last one whose inputs are the same, and within the
/// others the resources whose inputs are.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "resource/site.hpp"

namespace citefeed::publish {

/// The resources of one folder. One thread at a time.
class FolderBuilder final {
 public:
  /// A resource that is made when it is first asked for. `plan` returns the function that makes it; neither is called
  /// when the folder of the previous site has the resource.
  template <class Plan>
  void add(std::string name, const Digest& inputs, const Plan& plan) {
    if (take_over(name, inputs)) return;
    resources_.emplace_back(std::move(name), std::make_shared<const resource::Resource>(inputs, plan()));
    ++made_;
  }

 private:
  friend class SiteBuilder;
  bool take_over(std::string& name, const Digest& inputs);

  resource::FolderPointer previous_ = {};  ///< null when there was none
  resource::Resources resources_ = {};
  std::size_t made_ = 0;
};

/// One thread at a time.
class SiteBuilder final {
 public:
  /// The site begins as `before`, which may be empty, or as an empty one that takes over from it.
  enum class Begin : std::uint8_t { as_before, empty };
  SiteBuilder(const resource::Site& before, Begin begin, std::string base_path);

  /// The folder at `path`, which ends in '/'. `fill` puts its resources into a FolderBuilder; it is not called when the
  /// previous site has a folder of the same inputs. True when that is so.
  template <class Fill>
  bool add_folder(const std::string& path, const Digest& inputs, const Fill& fill) {
    if (take_over(path, inputs)) return true;
    fill(begin_folder(path, inputs));
    return false;
  }
  /// A folder of `count` resources that `plan` returns the function for (see resource::Folder); `plan` is not called
  /// when the previous site has a folder of the same inputs.
  template <class Plan>
  void add_deferred_folder(const std::string& path, const Digest& inputs, std::size_t count, const Plan& plan) {
    if (take_over(path, inputs)) return;
    made_ += count;
    site_.set_folder(path, std::make_shared<const resource::Folder>(inputs, plan()));
  }
  /// Takes the folder away that the site began with.
  void erase_folder(const std::string& path) { site_.erase_folder(path); }
  void add_moved(const std::string& old_path, const std::string& new_path) { site_.set_moved(old_path, new_path); }
  void erase_moved(const std::string& old_path) { site_.erase_moved(old_path); }
  void set_moved_folders(std::vector<resource::MovedFolder> folders) { site_.set_moved_folders(std::move(folders)); }

  /// What is said where something was once, unless a resource is there.
  void set_gone(resource::GoneFolders gone) { site_.set_gone(std::move(gone)); }

  /// How many resources the previous site did not have; good after finish().
  [[nodiscard]] std::size_t made() const { return made_; }

  /// Hands the site over. The builder is spent.
  [[nodiscard]] std::shared_ptr<const resource::Site> finish();

 private:
  struct NewFolder {
    std::string path = {};
    Digest inputs = {};
    FolderBuilder builder = {};
  };
  bool take_over(const std::string& path, const Digest& inputs);
  FolderBuilder& begin_folder(const std::string& path, const Digest& inputs);

  resource::Site before_;
  resource::SiteEditor site_;
  bool begins_empty_;
  std::deque<NewFolder> folders_;
  std::size_t made_ = 0;
};

}  // namespace citefeed::publish
