#include "resource/gone.hpp"

namespace citefeed::resource {

const std::string* find_gone(const GoneFolders& gone, std::string_view path) {
  if (gone.empty()) return nullptr;
  std::string folder{path};
  if (!folder.ends_with('/')) folder += '/';
  while (!folder.empty()) {
    if (const auto found = gone.find(folder); found != gone.end()) return &found->second;
    folder.pop_back();
    folder.resize(folder.rfind('/') + 1);  // 0 when there is no '/'
  }
  return nullptr;
}

}  // namespace citefeed::resource
