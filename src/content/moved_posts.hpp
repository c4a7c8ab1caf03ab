/// Tells a post whose file was moved from one whose file is away for a moment.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "model/post.hpp"

namespace citefeed::content {

/// The posts of files that came in one look. They must outlive this.
class NewlyCome final {
 public:
  void add(const model::Post& post);
  /// True when `missing`, whose file is not there, came back in another one: under its id, in any letter case, or as
  /// the same review.
  [[nodiscard]] bool has(const model::Post& missing) const;

 private:
  std::set<std::string> ids_ = {};  ///< of posts and entries
  std::multimap<std::string_view, const model::Post*> by_title_ = {};
};

}  // namespace citefeed::content
