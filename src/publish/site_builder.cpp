#include "publish/site_builder.hpp"

#include <utility>

namespace citefeed::publish {
namespace {

resource::Site beginning(const resource::Site& before, SiteBuilder::Begin begin, std::string base_path) {
  resource::Site site;
  if (begin == SiteBuilder::Begin::as_before) site = before;
  site.base_path = std::move(base_path);
  return site;
}

}  // namespace

bool FolderBuilder::take_over(std::string& name, const Digest& inputs) {
  const resource::ResourcePointer* known = previous_ ? previous_->find(name) : nullptr;
  if (known == nullptr || (*known)->inputs() != inputs) return false;
  resources_.emplace_back(std::move(name), *known);
  return true;
}

SiteBuilder::SiteBuilder(const resource::Site& before, Begin begin, std::string base_path)
    : before_(before), site_(beginning(before, begin, std::move(base_path))), begins_empty_(begin == Begin::empty) {}

bool SiteBuilder::take_over(const std::string& path, const Digest& inputs) {
  const resource::FolderPointer* known = before_.folders.find(path);
  if (known == nullptr || (*known)->inputs() != inputs) return false;
  if (begins_empty_) site_.set_folder(path, *known);
  return true;
}

FolderBuilder& SiteBuilder::begin_folder(const std::string& path, const Digest& inputs) {
  NewFolder& folder = folders_.emplace_back(NewFolder{.path = path, .inputs = inputs});
  if (const resource::FolderPointer* known = before_.folders.find(path)) folder.builder.previous_ = *known;
  return folder.builder;
}

std::shared_ptr<const resource::Site> SiteBuilder::finish() {
  for (NewFolder& folder : folders_) {
    made_ += folder.builder.made_;
    site_.set_folder(folder.path,
                     std::make_shared<const resource::Folder>(folder.inputs, std::move(folder.builder.resources_)));
  }
  return std::make_shared<const resource::Site>(site_.finish());
}

}  // namespace citefeed::publish
