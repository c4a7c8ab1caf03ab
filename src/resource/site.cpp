#include "resource/site.hpp"

#include <algorithm>

namespace citefeed::resource {

Gone find_gone(const GoneFolders& gone, std::string_view path) {
  if (gone.empty()) return {};
  std::string folder{path};
  if (!folder.ends_with('/')) folder += '/';
  bool was_page = true;
  while (!folder.empty()) {
    if (const auto found = gone.find(folder); found != gone.end())
      return {.folder = &found->second, .was_page = was_page};
    folder.pop_back();
    folder.resize(folder.rfind('/') + 1);  // 0 when there is no '/'
    was_page = path.ends_with('/');
  }
  return {};
}

namespace {

/// `path` up to and with its last '/'; empty when there is none.
std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.rfind('/') + 1);
}

/// The resource at `path`; null when there is none.
const ResourcePointer* locate(const Site& site, std::string_view path) {
  const std::string_view folder_path = folder_of(path);
  const FolderPointer* folder = site.folders.find(folder_path);
  return folder == nullptr ? nullptr : (*folder)->find(path.substr(folder_path.size()));
}

std::string with_slash_toggled(std::string_view path) {
  if (path.ends_with('/')) return std::string{path.substr(0, path.size() - 1)};
  return std::string{path} + "/";
}

std::unique_ptr<const Resources> in_order(Resources resources) {
  std::sort(resources.begin(), resources.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return std::make_unique<const Resources>(std::move(resources));
}

constexpr auto is_before = [](const auto& entry, std::string_view name) { return entry.first < name; };

}  // namespace

Folder::Folder(const Digest& inputs, Resources resources)
    : inputs_(inputs), resources_(in_order(std::move(resources)).release()) {}

const Resources& Folder::resources() const {
  const Resources* known = resources_.load(std::memory_order_acquire);
  if (known != nullptr) return *known;
  auto made = in_order(make_());
  if (!resources_.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel)) return *known;
  return *made.release();
}

const ResourcePointer* Folder::find(std::string_view name) const {
  const Resources& all = resources();
  const auto found = std::lower_bound(all.begin(), all.end(), name, is_before);
  return found == all.end() || found->first != name ? nullptr : &found->second;
}

ResourcePointer Site::at(std::string_view path) const {
  const ResourcePointer* resource = locate(*this, path);
  return resource == nullptr ? nullptr : *resource;
}

const Resource* Site::find(std::string_view path) const {
  const ResourcePointer* resource = locate(*this, path);
  return resource == nullptr ? nullptr : resource->get();
}

std::optional<std::string> Site::find_moved(std::string_view path) const {
  if (find(path) != nullptr || find(with_slash_toggled(path)) != nullptr) return std::nullopt;
  if (const std::string* target = moved.find(path)) return base_path + *target;
  if (const std::string* target = moved_files.find(path)) return base_path + *target;
  for (const MovedFolder& folder : moved_folders) {
    const std::string_view old_path = folder.old_path;
    const bool is_folder_itself = path == old_path.substr(0, old_path.size() - 1);  // its '/' was forgotten
    if (!is_folder_itself && !path.starts_with(old_path)) continue;
    std::string target = folder.new_path;
    if (!is_folder_itself) target += path.substr(old_path.size());
    if (find(target) != nullptr) return base_path + target;
  }
  return std::nullopt;
}

void Site::for_each(const std::function<void(const std::string&, const Resource&)>& visit) const {
  folders.for_each([&](const std::string& path, const FolderPointer& folder) {
    for (const auto& [name, resource] : folder->resources()) visit(path + name, *resource);
  });
}

void Site::for_each_moved(const std::function<void(const std::string&, const std::string&)>& visit) const {
  const auto tell = [&](const std::string& old_path) {
    if (const auto target = find_moved(old_path)) visit(old_path, *target);
  };
  moved.for_each([&](const std::string& old_path, const std::string&) { tell(old_path); });
  moved_files.for_each([&](const std::string& path, const std::string&) {
    if (moved.find(path) == nullptr) tell(path);
  });
  for (const MovedFolder& folder : moved_folders) {
    tell(folder.old_path.substr(0, folder.old_path.size() - 1));
    for_each([&](const std::string& path, const Resource&) {
      if (path.starts_with(folder.new_path)) tell(folder.old_path + path.substr(folder.new_path.size()));
    });
  }
}

void SiteEditor::set(std::string_view path, ResourcePointer resource) {
  const std::string_view folder_path = folder_of(path);
  const std::string_view name = path.substr(folder_path.size());
  const FolderPointer* old = folders_.find(folder_path);
  Resources resources = old == nullptr ? Resources{} : (*old)->resources();
  const auto place = std::lower_bound(resources.begin(), resources.end(), name, is_before);
  if (place != resources.end() && place->first == name) {
    place->second = std::move(resource);
  } else {
    resources.emplace(place, std::string{name}, std::move(resource));
  }
  folders_.set(folder_path,
               std::make_shared<const Folder>(old == nullptr ? Digest{} : (*old)->inputs(), std::move(resources)));
}

Site SiteEditor::finish() {
  site_.folders = folders_.finish();
  site_.moved = moved_.finish();
  site_.moved_files = moved_files_.finish();
  return std::move(site_);
}

}  // namespace citefeed::resource
