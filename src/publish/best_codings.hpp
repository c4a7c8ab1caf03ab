/// The best coding of a feed's bytes takes longer than a change may: it joins the site when it is done.
#pragma once
#include <functional>
#include <memory>
#include <unordered_map>

#include "publish/publication.hpp"

namespace citefeed::publish {

/// Brotli's best for identity bytes, by their digest; null where it came out no smaller.
using BestCodings = std::unordered_map<Digest, resource::Bytes>;

/// The digest that BestCodings knows the resource's bytes by.
[[nodiscard]] Digest identity_digest(const resource::Prepared& prepared);

/// Brotli at its best for `prepared`'s identity bytes; null when no smaller. Takes about 80 ms for 60 KB. Pure.
[[nodiscard]] resource::Bytes best_coding(const resource::Prepared& prepared);

/// The feed documents of `publication` that have no brotli representation yet.
[[nodiscard]] std::vector<std::shared_ptr<const resource::Resource>> without_best_coding(
    const Publication& publication);

/// `publication` with the codings of `best` joined to its feed documents. All other representations stay as they are,
/// to the byte and the entity tag. Pure.
[[nodiscard]] Publication with_best_codings(const Publication& publication, const BestCodings& best);

}  // namespace citefeed::publish
