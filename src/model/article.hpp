/// A reviewed article and the posts that review it: what an article feed lists.
#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "citation/citation.hpp"
#include "model/post.hpp"

namespace citefeed::model {

/// Later posts add to an article, but never change what it is known as: that is what the first post says.
struct Article {
  std::shared_ptr<const Post> first = {};  ///< the first post to review it, by `published`, then by id
  std::size_t position = 0;                ///< among the articles that `first` reviews, from 0
  /// Every post that reviews it, newest first, then by id; at least one.
  std::vector<std::shared_ptr<const Post>> reviews = {};

  [[nodiscard]] const citation::Citation& citation() const { return first->reviewed.at(position); }
};

}  // namespace citefeed::model
