#include "publish/site_builder.hpp"

#include "base/parallel.hpp"

namespace citefeed::publish {

SiteBuilder::SiteBuilder(const resource::Site* previous, std::string_view base_path) : previous_(previous) {
  site_->base_path = base_path.substr(0, base_path.rfind('/'));
  if (previous == nullptr) return;
  site_->resources.reserve(previous->resources.size());  // most of it will be the same
  site_->folders.reserve(previous->folders.size());
  site_->moved.reserve(previous->moved.size());
}

bool SiteBuilder::take_over(const std::string& path, const Digest& inputs) {
  if (previous_ == nullptr) return false;
  const auto found = previous_->resources.find(path);
  if (found == previous_->resources.end() || found->second->inputs() != inputs) return false;
  site_->resources.emplace(path, found->second);
  return true;
}

void SiteBuilder::add(const std::string& path, std::shared_ptr<const resource::Resource> resource) {
  ++made_;
  site_->resources.emplace(path, std::move(resource));
}

bool SiteBuilder::take_over_folder(const std::string& path, const Digest& inputs) {
  if (previous_ == nullptr) return false;
  const auto found = previous_->folders.find(path);
  if (found == previous_->folders.end() || found->second->inputs != inputs) return false;
  site_->folders.emplace(path, found->second);
  return true;
}

void SiteBuilder::add_new_folder(const std::string& path, const Digest& inputs,
                                 const std::vector<std::pair<std::string, MakePrepared>>& plan) {
  auto folder = std::make_shared<resource::Folder>(resource::Folder{.inputs = inputs});
  for (const auto& [name, make] : plan) {
    folder->resources.emplace_back(name, std::make_shared<const resource::Resource>(inputs, make));
  }
  made_ += folder->resources.size();
  site_->folders.emplace(path, std::move(folder));
}

void SiteBuilder::add_moved(const std::string& old_path, const std::string& target) {
  site_->moved.emplace(old_path, target);
}

std::shared_ptr<const resource::Site> SiteBuilder::finish(unsigned threads) {
  std::vector<std::shared_ptr<const resource::Resource>> made(ready_.size());
  for_each_index(ready_.size(), threads, [&](std::size_t i) {
    made[i] = std::make_shared<const resource::Resource>(ready_[i].inputs, ready_[i].make());
  });
  for (std::size_t i = 0; i < ready_.size(); ++i) add(ready_[i].path, std::move(made[i]));
  std::erase_if(site_->moved, [&](const auto& moved) { return site_->find(moved.first) != nullptr; });
  return std::move(site_);
}

}  // namespace citefeed::publish
