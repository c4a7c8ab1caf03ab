/// Collects the folders of the next site, taking over those of the last one whose inputs are the same, and within the
/// others the resources whose inputs are.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "publish/inputs.hpp"
#include "publish/prepare.hpp"
#include "publish/publication.hpp"
#include "resource/site.hpp"

namespace citefeed::publish {

/// The resources of one folder. One thread at a time.
class FolderBuilder final {
 public:
  /// `entries` may be null where shown() is not called; else they must outlive this. `since` is when what is made here
  /// will have been served first.
  FolderBuilder(DefinitionsPointer definitions, const Entries* entries, resource::FirstServedPointer since)
      : definitions_(std::move(definitions)), entries_(entries), since_(std::move(since)) {}

  /// A resource that `inputs.render(definitions)` makes when it is first asked for, which gives its Document; it is not
  /// called when the folder of the previous site has the resource. Safe from any thread.
  template <class Inputs>
  void add(std::string name, Inputs inputs) {
    const Digest key = key_of(inputs, *definitions_);
    if (take_over(name, key)) return;
    auto make = [inputs = std::move(inputs), definitions = definitions_] {
      return prepare(inputs.render(*definitions), definitions->site.browser_view);
    };
    auto before = served_before(name);
    resources_.emplace_back(
        std::move(name), std::make_shared<const resource::Resource>(key, std::move(make), since_, std::move(before)));
    ++made_;
  }

  [[nodiscard]] const model::Definitions& definitions() const { return *definitions_; }
  /// The posts, all of them in polled documents, with the entries that were made of them.
  [[nodiscard]] std::vector<ShownPost> shown(catalogue::Posts posts) const;
  [[nodiscard]] resource::Resources take() { return std::move(resources_); }

 private:
  friend class SiteBuilder;
  bool take_over(std::string& name, const Digest& key);
  [[nodiscard]] std::optional<resource::Served> served_before(const std::string& name) const;

  DefinitionsPointer definitions_;
  const Entries* entries_;
  resource::FirstServedPointer since_;
  std::string path_ = {};                            ///< of the folder, where somebody asks for `earlier_`
  const resource::ServedBefore* earlier_ = nullptr;  ///< null: nothing was served by an earlier process
  resource::FolderPointer previous_ = {};            ///< null when there was none
  resource::Resources resources_ = {};
  std::size_t made_ = 0;
};

/// One thread at a time.
class SiteBuilder final {
 public:
  /// The site begins as `before`, which may be empty, or as an empty one that takes over from it.
  enum class Begin : std::uint8_t { as_before, empty };
  /// `entries` are of the posts in polled documents, and must outlive this. `since` is when what is made here will have
  /// been served first; `earlier`, by path, what an earlier process served, and must outlive this.
  SiteBuilder(const resource::Site& before, Begin begin, DefinitionsPointer definitions, const Entries& entries,
              resource::FirstServedPointer since, const resource::ServedBefore& earlier);

  /// The folder at `path`, which ends in '/'. `inputs.fill(FolderBuilder&)` adds its resources; it is not called when
  /// the previous site has a folder of the same inputs.
  template <class Inputs>
  void add_folder(const std::string& path, const Inputs& inputs) {
    paths_.push_back(path);
    const Digest key = key_of(inputs, *definitions_);
    if (!take_over(path, key)) inputs.fill(begin_folder(path, key));
  }
  /// A folder with nothing but the page that `inputs.render(definitions)` makes.
  template <class Inputs>
  void add_page(const std::string& path, const Inputs& inputs) {
    add_folder(path, OnlyPage<Inputs>{inputs});
  }
  /// A folder of `inputs.size()` resources, which `inputs.fill(FolderBuilder&)` adds when somebody first looks into it.
  template <class Inputs>
  void add_deferred_folder(const std::string& path, const Inputs& inputs) {
    const Digest key = key_of(inputs, *definitions_);
    if (take_over(path, key)) return;
    made_ += inputs.size();
    auto make = [inputs, definitions = definitions_, since = since_] {
      FolderBuilder folder{definitions, nullptr, since};
      inputs.fill(folder);
      return folder.take();
    };
    site_.set_folder(path, std::make_shared<const resource::Folder>(key, std::move(make)));
  }
  /// Takes the folder away that the site began with.
  void erase_folder(const std::string& path) { site_.erase_folder(path); }
  void add_moved(const std::string& old_path, const std::string& new_path) { site_.set_moved(old_path, new_path); }
  void erase_moved(const std::string& old_path) { site_.erase_moved(old_path); }
  void add_moved_file(const std::string& path, const std::string& new_path) { site_.set_moved_file(path, new_path); }
  void erase_moved_file(const std::string& path) { site_.erase_moved_file(path); }
  void set_moved_folders(std::vector<resource::MovedFolder> folders) { site_.set_moved_folders(std::move(folders)); }

  /// What is said where something was once, unless a resource is there.
  void set_gone(resource::GoneFolders gone) { site_.set_gone(std::move(gone)); }

  [[nodiscard]] const model::Definitions& definitions() const { return *definitions_; }

  /// The folders that were added, but for the deferred ones.
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

  /// How many resources the previous site did not have; good after finish().
  [[nodiscard]] std::size_t made() const { return made_; }

  /// Hands the site over. The builder is spent.
  [[nodiscard]] std::shared_ptr<const resource::Site> finish();

 private:
  template <class Inputs>
  struct OnlyPage {
    Inputs inputs;
    void fill(FolderBuilder& folder) const { folder.add("", inputs); }
  };
  struct NewFolder {
    std::string path = {};
    Digest key = {};
    FolderBuilder builder;
  };
  bool take_over(const std::string& path, const Digest& key);
  FolderBuilder& begin_folder(const std::string& path, const Digest& key);

  resource::Site before_;
  resource::SiteEditor site_;
  bool begins_empty_;
  DefinitionsPointer definitions_;
  const Entries& entries_;
  resource::FirstServedPointer since_;
  const resource::ServedBefore& earlier_;
  std::deque<NewFolder> folders_ = {};
  std::vector<std::string> paths_ = {};
  std::size_t made_ = 0;
};

}  // namespace citefeed::publish
