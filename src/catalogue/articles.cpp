#include "catalogue/articles.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
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

/// Which of the articles that `post` reviews has `identity`.
std::size_t position_of(const model::Post& post, const std::string& identity) {
  std::size_t position = post.reviewed.size();
  for_each_article(post, [&](const std::string& each, std::size_t at) {
    if (each == identity) position = std::min(position, at);
  });
  return position;
}

/// `reviews` newest first, at least one. Of two that were published at the same time, the first by id is the first.
ArticlePointer make_article(const std::string& identity, std::vector<PostPointer> reviews) {
  const auto first = std::min_element(reviews.begin(), reviews.end(), [](const PostPointer& a, const PostPointer& b) {
    return a->published < b->published;
  });
  return std::make_shared<const model::Article>(
      model::Article{.first = *first, .position = position_of(**first, identity), .reviews = std::move(reviews)});
}

/// What another post says happened to the same article.
void add_notes(const citation::Citation& other, citation::Citation& citation) {
  citation.retracted = citation.retracted || other.retracted;
  if (citation.note.empty()) citation.note = other.note;
}

}  // namespace

Articles revise(const Articles& articles, const std::vector<PostChange>& changes) {
  std::unordered_map<std::string, ListChange> touched;  // by identity: the posts that review it
  for (const PostChange& change : changes) {
    const auto note = [&touched](const PostPointer& post, auto list) {
      if (!post) return;
      for_each_article(*post, [&](const std::string& identity, std::size_t) {
        auto& posts = touched[identity].*list;
        if (posts.empty() || posts.back() != post) posts.push_back(post);  // unless it names the article twice
      });
    };
    note(change.before, &ListChange::gone);
    note(change.after, &ListChange::come);
  }
  Articles::Editor editor{articles};
  for (auto& [identity, change] : touched) {
    std::vector<PostPointer> reviews = std::move(change.come);
    if (const ArticlePointer* known = editor.find(identity)) {
      std::copy_if((*known)->reviews.begin(), (*known)->reviews.end(), std::back_inserter(reviews),
                   [&gone = change.gone](const PostPointer& post) {
                     return std::find(gone.begin(), gone.end(), post) == gone.end();
                   });
    }
    std::sort(reviews.begin(), reviews.end(), stands_before);
    reviews.empty() ? editor.erase(identity) : editor.set(identity, make_article(identity, std::move(reviews)));
  }
  return editor.finish();
}

std::vector<ArticlePointer> articles_of(Posts posts, const Articles& articles) {
  std::vector<ArticlePointer> listed;
  std::unordered_set<const model::Article*> seen;
  for (const PostPointer& post : posts) {
    for_each_article(*post, [&](const std::string& identity, std::size_t) {
      const ArticlePointer* found = articles.find(identity);
      if (found != nullptr && seen.insert(found->get()).second) listed.push_back(*found);
    });
  }
  return listed;
}

std::vector<citation::Citation> citations_of(const std::vector<PostPointer>& posts) {
  std::vector<PostPointer> oldest_first = posts;
  std::stable_sort(oldest_first.begin(), oldest_first.end(),
                   [](const PostPointer& a, const PostPointer& b) { return a->published < b->published; });
  std::vector<citation::Citation> citations;
  std::unordered_map<std::string, std::size_t> places;
  for (const PostPointer& post : oldest_first) {
    const auto noted = model::noted_citations(*post);
    for_each_article(*post, [&](const std::string& identity, std::size_t position) {
      const auto [place, is_new] = places.try_emplace(identity, citations.size());
      if (is_new) return citations.push_back(noted[position]);
      add_notes(noted[position], citations[place->second]);
    });
  }
  return citations;
}

}  // namespace citefeed::catalogue
