#include "catalogue/articles.hpp"

#include <algorithm>
#include <unordered_set>

#include "citation/identity.hpp"

namespace citefeed::catalogue {
namespace {

/// Calls `visit` with the identity of each article that `post` reviews and its place among them.
template <class Visit>
void for_each_article(const model::Post& post, const Visit& visit) {
  for (std::size_t position = 0; position < post.reviewed.size(); ++position) {
    const std::string identity = citation::identity(post.reviewed[position]);
    if (!identity.empty()) visit(identity, position);
  }
}

/// Adds `post`, which is not newer than those that are there.
void add_review(model::Article& article, const PostPointer& post, std::size_t position) {
  if (!article.reviews.empty() && article.reviews.back() == post) return;  // it names the article twice
  if (!article.first || post->published < article.first->published) {
    article.first = post;
    article.position = position;
  }
  article.reviews.push_back(post);
}

}  // namespace

Articles find_articles(const Snapshot& snapshot, const std::vector<PostPointer>& posts) {
  std::unordered_map<std::string, std::shared_ptr<model::Article>> found;
  for (const PostPointer& post : posts) {
    for_each_article(*post, [&](const std::string& identity, std::size_t) { found.try_emplace(identity); });
  }
  for (const PostPointer& post : snapshot.posts) {
    for_each_article(*post, [&](const std::string& identity, std::size_t position) {
      const auto place = found.find(identity);
      if (place == found.end()) return;
      if (!place->second) place->second = std::make_shared<model::Article>();
      add_review(*place->second, post, position);
    });
  }
  return {found.begin(), found.end()};
}

std::vector<ArticlePointer> articles_of(std::span<const PostPointer> posts, const Articles& articles) {
  std::vector<ArticlePointer> listed;
  std::unordered_set<const model::Article*> seen;
  for (const PostPointer& post : posts) {
    for_each_article(*post, [&](const std::string& identity, std::size_t) {
      const auto found = articles.find(identity);
      if (found != articles.end() && seen.insert(found->second.get()).second) listed.push_back(found->second);
    });
  }
  return listed;
}

std::vector<citation::Citation> citations_of(const std::vector<PostPointer>& posts) {
  std::vector<PostPointer> oldest_first = posts;
  std::stable_sort(oldest_first.begin(), oldest_first.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->published < b->published; });
  std::vector<citation::Citation> citations;
  std::unordered_set<std::string> seen;
  for (const PostPointer& post : oldest_first) {
    for_each_article(*post, [&](const std::string& identity, std::size_t position) {
      if (seen.insert(identity).second) citations.push_back(post->reviewed[position]);
    });
  }
  return citations;
}

}  // namespace citefeed::catalogue
