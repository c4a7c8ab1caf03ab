/// Content codings of the documents that subscribers poll, but for gzip, which comes with the document. They take
/// longer than anybody should wait, so they join the site when they are done.
#pragma once
#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "publish/publication.hpp"

namespace citefeed::publish {

/// In the order in which they join. Of 60 KB zstd takes 1 to 2 ms, brotli at its best 80.
inline constexpr std::array feed_codings{resource::Coding::zstd, resource::Coding::br};

/// Feed documents in one coding, by the opaque part of their identity's entity tag, which is a digest of its bytes;
/// without bytes where they came out no smaller.
using CodedFeeds = std::unordered_map<std::string, resource::CodedBody>;

/// What CodedFeeds knows the resource by.
[[nodiscard]] const std::string& identity_tag(const resource::Prepared& prepared);

/// `prepared`'s identity bytes in `coding`; no bytes when no smaller. Pure.
[[nodiscard]] resource::CodedBody code(const resource::Prepared& prepared, resource::Coding coding);

/// The feed documents of `publication` that are not there in `coding`, made where they were not yet.
[[nodiscard]] std::vector<resource::ResourcePointer> without_coding(const Publication& publication,
                                                                    resource::Coding coding);

/// `publication` with the bytes of `coded`, which are in `coding`, joined to its feed documents. All other
/// representations stay as they are, to the byte and the entity tag. Pure.
[[nodiscard]] Publication with_coding(const Publication& publication, const CodedFeeds& coded, resource::Coding coding);

/// `publication` with its feed documents in `coding`, which are made here on `threads` threads. Tells `progress` how
/// many of how many are done, from one thread at a time.
[[nodiscard]] Publication with_coding(const Publication& publication, resource::Coding coding, unsigned threads,
                                      const std::function<void(std::size_t, std::size_t)>& progress = {});

}  // namespace citefeed::publish
