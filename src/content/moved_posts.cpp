#include "content/moved_posts.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace citefeed::content {

void NewlyCome::add(const model::Post& post) {
  ids_.insert(fold_case(post.id));
  if (!post.entry_id.empty()) ids_.insert(post.entry_id);
  by_title_.emplace(post.title, &post);
}

bool NewlyCome::has(const model::Post& missing) const {
  if (ids_.contains(fold_case(missing.id)) || ids_.contains(missing.entry_id)) return true;
  const auto [first, last] = by_title_.equal_range(missing.title);
  return std::any_of(first, last,
                     [&missing](const auto& titled) { return model::is_same_review(missing, *titled.second); });
}

}  // namespace citefeed::content
