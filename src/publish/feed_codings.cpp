#include "publish/feed_codings.hpp"

#include <algorithm>
#include <span>

#include "publish/compress.hpp"

namespace citefeed::publish {
namespace {

using resource::Coding;

std::span<const Coding> codings_of(CodingStage stage) {
  static constexpr std::array quick{Coding::gzip, Coding::zstd};
  static constexpr std::array best{Coding::br};
  return stage == CodingStage::quick ? std::span<const Coding>{quick} : std::span<const Coding>{best};
}

bool lacks_codings(const resource::Prepared& prepared, CodingStage stage) {
  const auto codings = codings_of(stage);
  return std::none_of(codings.begin(), codings.end(),
                      [&](Coding coding) { return prepared.usual.at(static_cast<std::size_t>(coding)).has_value(); });
}

const resource::Bytes& identity_bytes(const resource::Prepared& prepared) {
  return prepared.usual.at(static_cast<std::size_t>(Coding::identity))->body;
}

resource::ResourcePointer join(const resource::Resource& resource, const resource::CodedBodies& coded) {
  const resource::Prepared& old = resource.prepared();
  resource::CodedBodies bodies = coded;
  for (std::size_t i = 0; i < old.usual.size(); ++i) {
    if (old.usual.at(i)) bodies.by_coding.at(i) = old.usual.at(i)->body;
  }
  return std::make_shared<const resource::Resource>(resource.inputs(), resource::prepare(old.metadata, bodies));
}

}  // namespace

Digest identity_digest(const resource::Prepared& prepared) {
  return sha256(*identity_bytes(prepared));
}

resource::CodedBodies code(const resource::Prepared& prepared, CodingStage stage) {
  const std::string& identity = *identity_bytes(prepared);
  resource::CodedBodies bodies;
  for (const Coding coding : codings_of(stage)) {
    auto coded = compress(identity, coding, stage == CodingStage::quick ? Effort::quick : Effort::best);
    if (coded.size() >= identity.size()) continue;
    bodies.by_coding.at(static_cast<std::size_t>(coding)) = std::make_shared<const std::string>(std::move(coded));
  }
  return bodies;
}

bool has_codings(const resource::CodedBodies& bodies) {
  return std::any_of(bodies.by_coding.begin(), bodies.by_coding.end(),
                     [](const auto& body) { return body != nullptr; });
}

std::vector<resource::ResourcePointer> without_codings(const Publication& publication, CodingStage stage) {
  std::vector<resource::ResourcePointer> waiting;
  for (const std::string& path : publication.feed_documents) {
    auto resource = publication.site->at(path);
    if (lacks_codings(resource->prepared(), stage)) waiting.push_back(std::move(resource));
  }
  return waiting;
}

Publication with_codings(const Publication& publication, const FeedCodings& codings, CodingStage stage) {
  resource::SiteEditor site{*publication.site};
  for (const std::string& path : publication.feed_documents) {
    const auto resource = publication.site->at(path);
    if (!lacks_codings(resource->prepared(), stage)) continue;
    const auto found = codings.find(identity_digest(resource->prepared()));
    if (found != codings.end() && has_codings(found->second)) site.set(path, join(*resource, found->second));
  }
  Publication joined = publication;
  joined.site = std::make_shared<const resource::Site>(site.finish());
  return joined;
}

}  // namespace citefeed::publish
