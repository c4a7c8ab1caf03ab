/// Publishes the reviewed articles of a feed: the article feed, and the citations of all articles as files.
#pragma once
#include "catalogue/articles.hpp"
#include "publish/publish_feed.hpp"

namespace citefeed::publish {

/// The articles that the posts in the polled document of a feed review, and a digest of all that is said of them.
struct SelectedArticles {
  std::vector<catalogue::ArticlePointer> articles = {};
  Digest digest = {};
};
[[nodiscard]] SelectedArticles select_articles(const SelectedFeed& feed, const catalogue::Articles& articles);

/// Adds to the feed's folder "articles.rdf", the articles that the posts in its polled document review; and
/// "citations.bib", ".ris" and ".json", all articles that its posts ever reviewed. All are made when first asked for.
void publish_articles(const SelectedFeed& feed, const SelectedArticles& articles, const DefinitionsPointer& definitions,
                      FolderBuilder& folder);

}  // namespace citefeed::publish
