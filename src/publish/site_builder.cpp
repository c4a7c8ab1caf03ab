#include "publish/site_builder.hpp"

#include <utility>

#include "base/parallel.hpp"

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
  parts_.push_back({.name = std::move(name), .inputs = inputs, .resource = *known});
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

std::shared_ptr<const resource::Site> SiteBuilder::finish(unsigned threads) {
  std::vector<FolderBuilder::Part*> to_make;
  for (NewFolder& folder : folders_) {
    for (auto& part : folder.builder.parts_) {
      if (part.ready) to_make.push_back(&part);
    }
    made_ += folder.builder.made_;
  }
  made_ += to_make.size();
  for_each_index(to_make.size(), threads, [&](std::size_t i) {
    to_make[i]->resource = std::make_shared<const resource::Resource>(to_make[i]->inputs, to_make[i]->ready());
  });
  for (NewFolder& folder : folders_) {
    resource::Resources resources;
    resources.reserve(folder.builder.parts_.size());
    for (auto& part : folder.builder.parts_) resources.emplace_back(std::move(part.name), std::move(part.resource));
    site_.set_folder(folder.path, std::make_shared<const resource::Folder>(folder.inputs, std::move(resources)));
  }
  return std::make_shared<const resource::Site>(site_.finish());
}

}  // namespace citefeed::publish
