#include "publish/site_builder.hpp"

#include "base/iri.hpp"

namespace citefeed::publish {
namespace {

resource::Site beginning(const resource::Site& before, SiteBuilder::Begin begin,
                         const model::Definitions& definitions) {
  resource::Site site;
  if (begin == SiteBuilder::Begin::as_before) site = before;
  const std::string root = path_of(definitions.site.base_url);
  site.base_path = root.substr(0, root.rfind('/'));
  return site;
}

}  // namespace

bool FolderBuilder::take_over(std::string& name, const Digest& key) {
  const resource::ResourcePointer* known = previous_ ? previous_->find(name) : nullptr;
  if (known == nullptr || (*known)->inputs() != key) return false;
  resources_.emplace_back(std::move(name), *known);
  return true;
}

/// What clients may have from this address, where it is known.
std::optional<resource::Served> FolderBuilder::served_before(const std::string& name) const {
  if (const resource::ResourcePointer* known = previous_ ? previous_->find(name) : nullptr) return (*known)->served();
  if (earlier_ == nullptr) return std::nullopt;
  const auto found = earlier_->find(path_ + name);
  return found == earlier_->end() ? std::nullopt : std::optional{found->second};
}

std::vector<ShownPost> FolderBuilder::shown(catalogue::Posts posts) const {
  std::vector<ShownPost> shown;
  shown.reserve(posts.size());
  for (const auto& post : posts) shown.push_back({.post = post, .entry = entries_->at(post->digest)});
  return shown;
}

SiteBuilder::SiteBuilder(const resource::Site& before, Begin begin, DefinitionsPointer definitions,
                         const Entries& entries, resource::FirstServedPointer since,
                         const resource::ServedBefore& earlier)
    : before_(before),
      site_(beginning(before, begin, *definitions)),
      begins_empty_(begin == Begin::empty),
      definitions_(std::move(definitions)),
      entries_(entries),
      since_(std::move(since)),
      earlier_(earlier) {}

bool SiteBuilder::take_over(const std::string& path, const Digest& key) {
  const resource::FolderPointer* known = before_.folders.find(path);
  if (known == nullptr || (*known)->inputs() != key) return false;
  if (begins_empty_) site_.set_folder(path, *known);
  return true;
}

FolderBuilder& SiteBuilder::begin_folder(const std::string& path, const Digest& key) {
  NewFolder& folder = folders_.emplace_back(
      NewFolder{.path = path, .key = key, .builder = FolderBuilder{definitions_, &entries_, since_}});
  folder.builder.path_ = path;
  folder.builder.earlier_ = &earlier_;
  if (const resource::FolderPointer* known = before_.folders.find(path)) folder.builder.previous_ = *known;
  return folder.builder;
}

std::shared_ptr<const resource::Site> SiteBuilder::finish() {
  for (NewFolder& folder : folders_) {
    made_ += folder.builder.made_;
    site_.set_folder(folder.path, std::make_shared<const resource::Folder>(folder.key, folder.builder.take()));
  }
  return std::make_shared<const resource::Site>(site_.finish());
}

}  // namespace citefeed::publish
