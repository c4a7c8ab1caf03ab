/// An issue: the digest of one month that is over, as it is rendered. (A Digest is something else: a hash.)
#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "base/instant.hpp"
#include "model/introduction.hpp"
#include "model/month_name.hpp"
#include "model/post.hpp"

namespace citefeed::model {

/// No issue holds more posts, so that it can be mailed whatever an editor does.
inline constexpr std::size_t max_issue_posts = 50;

struct Issue {
  MonthName month = {};
  Instant published = {};                                 ///< when the month was over
  Instant updated = {};                                   ///< that, or later where a post was updated since
  std::shared_ptr<const Introduction> introduction = {};  ///< null when there is none
  std::vector<std::shared_ptr<const Post>> posts = {};    ///< newest first, at most max_issue_posts
  std::size_t total = 0;                                  ///< posts of the month
};

}  // namespace citefeed::model
