#include "resource/site.hpp"

namespace citefeed::resource {

const Resource* Site::find(std::string_view path) const {
  if (const auto found = resources.find(path); found != resources.end()) return found->second.get();
  const auto end_of_folder = path.rfind('/') + 1;  // 0 when there is no '/'
  const auto folder = folders.find(path.substr(0, end_of_folder));
  if (folder == folders.end()) return nullptr;
  for (const auto& [name, resource] : folder->second->resources) {
    if (name == path.substr(end_of_folder)) return resource.get();
  }
  return nullptr;
}

void Site::for_each(const std::function<void(const std::string&, const Resource&)>& visit) const {
  for (const auto& [path, resource] : resources) visit(path, *resource);
  for (const auto& [path, folder] : folders) {
    for (const auto& [name, resource] : folder->resources) visit(path + name, *resource);
  }
}

}  // namespace citefeed::resource
