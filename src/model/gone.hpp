/// feeds/gone.yaml: what was published once and has no file any more.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/notice.hpp"

namespace citefeed::model {

struct GonePost {
  std::string id = {};        ///< its address below posts/
  std::string entry_id = {};  ///< the identity it had elsewhere, an absolute IRI; empty when it is made from `id`
  Withdrawal withdrawal = {};
  bool operator==(const GonePost&) const = default;
};

struct GoneTopic {
  std::string slug = {};
  Withdrawal withdrawal = {};
  bool operator==(const GoneTopic&) const = default;
};

/// In the order of the file; no id and no slug stands twice.
struct Gone {
  std::vector<GonePost> posts = {};
  std::vector<GoneTopic> topics = {};
  bool operator==(const Gone&) const = default;
};

/// True when `gone` names the post whose id is `id`.
[[nodiscard]] inline bool names_post(const Gone& gone, std::string_view id) {
  return std::any_of(gone.posts.begin(), gone.posts.end(), [id](const GonePost& post) { return post.id == id; });
}

}  // namespace citefeed::model
