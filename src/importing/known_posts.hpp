/// The posts that are there, before or through an import, and how to find one again.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "importing/imported_post.hpp"

namespace citefeed::importing {

struct KnownPost {
  std::string path = {};
  std::string bytes = {};                 ///< of its file; empty for a new post
  std::string month = {};                 ///< "2023-12"
  std::string foreign_id = {};            ///< the identity it brought from elsewhere; empty when it has none such
  std::vector<std::string> topics = {};   ///< slugs; a new post has its own list
  std::optional<std::size_t> fresh = {};  ///< which new post it is
};

/// One thread at a time.
class KnownPosts final {
 public:
  /// `title` and `citations` are what the post is known by beside its identity. The post stays where it is until the
  /// next one is added.
  KnownPost& add(KnownPost post, std::string_view title, const std::vector<std::string>& citations);

  /// The post is also known by that identity.
  void add_id(const KnownPost& post, const std::string& id);

  /// The post that `post` is; null when it is new.
  [[nodiscard]] KnownPost* find(const ImportedPost& post);

 private:
  using Index = std::map<std::string, std::size_t>;  ///< of the first post with that key

  std::vector<KnownPost> posts_ = {};
  Index by_id_ = {};
  Index by_looks_ = {};             ///< by title and month, and by citation
  Index by_looks_without_id_ = {};  ///< those that brought no identity: only they can be a post that brings one
};

}  // namespace citefeed::importing
