#include "publish/best_codings.hpp"

#include "publish/compress.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

constexpr auto identity_index = static_cast<std::size_t>(Coding::identity);
constexpr auto brotli_index = static_cast<std::size_t>(Coding::br);

const std::string& identity_bytes(const resource::Prepared& prepared) {
  return *prepared.usual.at(identity_index)->body;
}

std::shared_ptr<const resource::Resource> join(const resource::Resource& resource, const resource::Bytes& brotli) {
  const resource::Prepared& old = resource.prepared();
  resource::CodedBodies bodies;
  for (std::size_t i = 0; i < old.usual.size(); ++i) {
    if (old.usual.at(i)) bodies.by_coding.at(i) = old.usual.at(i)->body;
  }
  bodies.by_coding.at(brotli_index) = brotli;
  return std::make_shared<const resource::Resource>(resource.inputs(), resource::prepare(old.metadata, bodies));
}

}  // namespace

Digest identity_digest(const resource::Prepared& prepared) {
  return sha256(identity_bytes(prepared));
}

resource::Bytes best_coding(const resource::Prepared& prepared) {
  const std::string& identity = identity_bytes(prepared);
  auto coded = compress(identity, Coding::br, Effort::best);
  if (coded.size() >= identity.size()) return nullptr;
  return std::make_shared<const std::string>(std::move(coded));
}

std::vector<std::shared_ptr<const resource::Resource>> without_best_coding(const Publication& publication) {
  std::vector<std::shared_ptr<const resource::Resource>> waiting;
  for (const std::string& path : publication.feed_documents) {
    const auto& resource = publication.site->resources.at(path);
    if (!resource->prepared().usual.at(brotli_index)) waiting.push_back(resource);
  }
  return waiting;
}

Publication with_best_codings(const Publication& publication, const BestCodings& best) {
  auto site = std::make_shared<resource::Site>(*publication.site);
  for (const std::string& path : publication.feed_documents) {
    auto& resource = site->resources.at(path);
    if (resource->prepared().usual.at(brotli_index)) continue;
    const auto found = best.find(identity_digest(resource->prepared()));
    if (found != best.end() && found->second) resource = join(*resource, found->second);
  }
  Publication joined = publication;
  joined.site = std::move(site);
  return joined;
}

}  // namespace citefeed::publish
