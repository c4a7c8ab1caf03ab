/// Content codings of the documents that subscribers poll. They take longer than a change may, so they join the site
/// when they are done: first the quick ones, then the best.
#pragma once
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "publish/publication.hpp"

namespace citefeed::publish {

/// `quick` is gzip and zstd, about 1 ms each for 60 KB; `best` is brotli at its best, about 80 ms.
enum class CodingStage : std::uint8_t { quick, best };
inline constexpr std::array coding_stages{CodingStage::quick, CodingStage::best};

/// The codings of one stage for identity bytes, by their digest; null where one came out no smaller.
using FeedCodings = std::unordered_map<Digest, resource::CodedBodies>;

/// The digest that FeedCodings knows the resource's bytes by.
[[nodiscard]] Digest identity_digest(const resource::Prepared& prepared);

/// The codings of `stage` for `prepared`'s identity bytes. Pure.
[[nodiscard]] resource::CodedBodies code(const resource::Prepared& prepared, CodingStage stage);

/// True when a coding of `bodies` is smaller than identity.
[[nodiscard]] bool has_codings(const resource::CodedBodies& bodies);

/// The feed documents of `publication` that have none of the codings of `stage`, made where they were not yet.
[[nodiscard]] std::vector<resource::ResourcePointer> without_codings(const Publication& publication, CodingStage stage);

/// `publication` with `codings` joined to its feed documents. All other representations stay as they are, to the byte
/// and the entity tag. Pure.
[[nodiscard]] Publication with_codings(const Publication& publication, const FeedCodings& codings, CodingStage stage);

}  // namespace citefeed::publish
