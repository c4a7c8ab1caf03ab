#include "publish/feed_codings.hpp"

#include "base/mutex.hpp"
#include "base/parallel.hpp"
#include "publish/prepare.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

const resource::Representation& identity_of(const resource::Prepared& prepared) {
  return *prepared.usual.at(static_cast<std::size_t>(Coding::identity));
}

bool has_coding(const resource::Prepared& prepared, Coding coding) {
  return prepared.usual.at(static_cast<std::size_t>(coding)).has_value();
}

resource::ResourcePointer join(const resource::Resource& resource, Coding coding, const resource::CodedBody& coded) {
  auto joined = resource::with_coding(resource.prepared(), coding, coded);
  return std::make_shared<const resource::Resource>(resource.inputs(), std::move(joined), resource.since());
}

Publication with_site(const Publication& publication, resource::Site site) {
  Publication other = publication;
  other.site = std::make_shared<const resource::Site>(std::move(site));
  return other;
}

}  // namespace

const std::string& identity_tag(const resource::Prepared& prepared) {
  return identity_of(prepared).tag.opaque;
}

resource::CodedBody code(const resource::Prepared& prepared, Coding coding) {
  const std::string& identity = *identity_of(prepared).body;
  auto coded = compress(identity, coding, coding == Coding::br ? Effort::best : Effort::quick);
  if (coded.size() >= identity.size()) return {};
  return resource::make_coded_body(std::move(coded));
}

std::vector<resource::ResourcePointer> without_coding(const Publication& publication, Coding coding) {
  std::vector<resource::ResourcePointer> waiting;
  for (const std::string& path : publication.feed_documents) {
    auto resource = publication.site->at(path);
    if (!has_coding(resource->prepared(), coding)) waiting.push_back(std::move(resource));
  }
  return waiting;
}

Publication with_coding(const Publication& publication, const CodedFeeds& coded, Coding coding) {
  resource::SiteEditor site{*publication.site};
  for (const std::string& path : publication.feed_documents) {
    const auto resource = publication.site->at(path);
    if (has_coding(resource->prepared(), coding)) continue;
    const auto found = coded.find(identity_tag(resource->prepared()));
    if (found != coded.end() && found->second.bytes) site.set(path, join(*resource, coding, found->second));
  }
  return with_site(publication, site.finish());
}

Publication with_coding(const Publication& publication, Coding coding, unsigned threads,
                        const std::function<void(std::size_t, std::size_t)>& progress) {
  const auto& paths = publication.feed_documents;
  std::vector<resource::ResourcePointer> coded(paths.size());
  struct {
    Mutex mutex = {};
    std::size_t count GUARDED_BY(mutex) = 0;  // as progress is called
  } done;
  for_each_index(paths.size(), threads, [&](std::size_t i) {
    const auto resource = publication.site->at(paths[i]);
    const resource::Prepared& prepared = resource->prepared();
    const auto body = has_coding(prepared, coding) ? resource::CodedBody{} : code(prepared, coding);
    if (body.bytes) coded[i] = join(*resource, coding, body);
    const MutexLock lock{done.mutex};
    ++done.count;
    if (progress) progress(done.count, paths.size());
  });
  resource::SiteEditor site{*publication.site};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (coded[i]) site.set(paths[i], std::move(coded[i]));
  }
  return with_site(publication, site.finish());
}

}  // namespace citefeed::publish
