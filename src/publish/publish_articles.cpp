#include "publish/publish_articles.hpp"

#include "publish/citation_formats.hpp"
#include "publish/prepare.hpp"
#include "render/articles.hpp"

namespace citefeed::publish {
namespace {

Instant newest_review(const std::vector<catalogue::ArticlePointer>& articles, Instant newest) {
  for (const auto& article : articles) newest = newest_of(article->reviews, newest);
  return newest;
}

void publish_article_feed(const SelectedFeed& feed, const SelectedArticles& selected,
                          const DefinitionsPointer& definitions, FolderBuilder& folder) {
  DigestBuilder inputs;
  inputs.add("articles").add(feed.definition.path).add(definitions->digest).add(selected.digest);
  inputs.add(to_rfc3339(newest_of(feed.document.posts, definitions->site.since)));
  folder.add(render::articles_name, inputs.finish(), [&] {
    model::Feed described = describe(feed, definitions->site);
    described.prev_archive.clear();  // article feeds have no archives
    return [described = std::move(described), articles = selected.articles, definitions] {
      return prepare({.kind = Kind::rdf,
                      .body = render::articles(described, articles, *definitions),
                      .newest_update = newest_review(articles, described.updated),
                      .links = links_of(described, render::articles_name)});
    };
  });
}

void publish_citations(const SelectedFeed& feed, const DefinitionsPointer& definitions, FolderBuilder& folder) {
  DigestBuilder builder;
  const Digest inputs =
      builder.add("citations").add(feed.definition.path).add(definitions->digest).add(feed.digest).finish();
  for (const CitationFormat& format : citation_formats) {
    folder.add(citations_file(format), inputs, [&] {
      return [timeline = feed.timeline, since = definitions->site.since, format] {
        return prepare({.kind = format.kind,
                        .body = format.write(catalogue::citations_of(timeline.all())),
                        .newest_update = timeline.newest_update(since)});
      };
    });
  }
}

}  // namespace

/// An article is what its first post says of it, and that is among its reviews.
SelectedArticles select_articles(const SelectedFeed& feed, const catalogue::Articles& articles) {
  SelectedArticles selected{.articles = catalogue::articles_of(feed.document.posts, articles)};
  DigestBuilder digest;
  for (const auto& article : selected.articles) {
    digest.add(article->first->id).add(std::to_string(article->position)).add(std::to_string(article->reviews.size()));
    for (const auto& post : article->reviews) digest.add(post->digest);
  }
  selected.digest = digest.finish();
  return selected;
}

void publish_articles(const SelectedFeed& feed, const SelectedArticles& articles, const DefinitionsPointer& definitions,
                      FolderBuilder& folder) {
  publish_article_feed(feed, articles, definitions, folder);
  publish_citations(feed, definitions, folder);
}

}  // namespace citefeed::publish
