/// The articles that posts review, each once however many posts review it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/persistent_map.hpp"
#include "catalogue/timeline.hpp"
#include "citation/citation.hpp"
#include "model/article.hpp"

namespace citefeed::catalogue {

using ArticlePointer = std::shared_ptr<const model::Article>;

/// By citation::identity(), each with every post that reviews it. Citations in which nothing was read are in none.
using Articles = PersistentMap<ArticlePointer>;

/// `articles` after `changes` of the posts that review them. Pure; costs what the changed posts review.
[[nodiscard]] Articles revise(const Articles& articles, const std::vector<PostChange>& changes);

/// Those of `articles` that `posts` review, in the order of the posts, then in that of the citations in the post; each
/// once, where it is mentioned first. Pure.
[[nodiscard]] std::vector<ArticlePointer> articles_of(Posts posts, const Articles& articles);

/// The citations of all articles that `posts` (newest first) ever reviewed, each as it was cited first, with what any
/// of them says happened to it; the article reviewed first comes first, so that a new post adds to the end. Pure.
[[nodiscard]] std::vector<citation::Citation> citations_of(const std::vector<PostPointer>& posts);

}  // namespace citefeed::catalogue
