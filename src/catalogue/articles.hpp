/// The articles that posts review, each once however many posts review it.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalogue/snapshot.hpp"
#include "citation/citation.hpp"
#include "model/article.hpp"

namespace citefeed::catalogue {

using ArticlePointer = std::shared_ptr<const model::Article>;

/// By citation::identity(). Citations in which nothing was read are in none.
using Articles = std::unordered_map<std::string, ArticlePointer>;

/// The articles that `posts` review, each with every post of `snapshot` that reviews it. `posts` are posts of the
/// snapshot, perhaps more than once each. Looks at each post of the snapshot once. Pure.
[[nodiscard]] Articles find_articles(const Snapshot& snapshot, const std::vector<PostPointer>& posts);

/// Those of `articles` that `posts` review, in the order of the posts, then in that of the citations in the post; each
/// once, where it is mentioned first. Pure.
[[nodiscard]] std::vector<ArticlePointer> articles_of(std::span<const PostPointer> posts, const Articles& articles);

/// The citations of all articles that `posts` (newest first) ever reviewed, each as it was cited first; the article
/// reviewed first comes first, so that a new post adds to the end. Pure.
[[nodiscard]] std::vector<citation::Citation> citations_of(const std::vector<PostPointer>& posts);

}  // namespace citefeed::catalogue
