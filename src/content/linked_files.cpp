#include "content/linked_files.hpp"

#include <algorithm>
#include <iterator>

namespace citefeed::content {

void LinkedFiles::settle(const std::string& path, std::vector<FileLink> links) {
  if (const auto before = links_.find(path); before != links_.end()) {
    for (const FileLink& link : before->second) sources_.erase({link.target, path});
    links_.erase(before);
    dead_.erase(path);
  }
  if (links.empty()) return;
  for (const FileLink& link : links) sources_.emplace(link.target, path);
  links_.emplace(path, std::move(links));
}

void LinkedFiles::look(const std::set<std::string>& changed, const IsThere& is_there) {
  for (const std::string& path : changed) {
    look_at(path, is_there);
    for (auto source = sources_.lower_bound({path, ""}); source != sources_.end() && source->first == path; ++source) {
      look_at(source->second, is_there);
    }
  }
}

void LinkedFiles::look_at(const std::string& path, const IsThere& is_there) {
  const auto linking = links_.find(path);
  if (linking == links_.end()) return;
  std::vector<FileLink> dead;
  std::copy_if(linking->second.begin(), linking->second.end(), std::back_inserter(dead),
               [&is_there](const FileLink& link) { return !is_there(link.target); });
  dead.empty() ? static_cast<void>(dead_.erase(path)) : static_cast<void>(dead_[path] = std::move(dead));
}

}  // namespace citefeed::content
