#include "publish/publish_articles.hpp"

#include "catalogue/articles.hpp"
#include "publish/citation_formats.hpp"
#include "publish/prepare.hpp"
#include "render/articles.hpp"

namespace citefeed::publish {
namespace {

using DefinitionsPointer = std::shared_ptr<const model::Definitions>;
using ArticlePointers = std::vector<catalogue::ArticlePointer>;

std::vector<catalogue::PostPointer> posts_in_documents(const std::vector<SelectedFeed>& feeds) {
  std::vector<catalogue::PostPointer> posts;
  for (const SelectedFeed& feed : feeds) {
    const auto& shown = feed.in_document();
    posts.insert(posts.end(), shown.begin(), shown.end());
  }
  return posts;
}

/// All that the article feed follows from. An article is what its first post says of it, and that is among its reviews.
Digest inputs_of(const SelectedFeed& feed, const model::Definitions& definitions, const ArticlePointers& articles) {
  DigestBuilder inputs;
  inputs.add(render::articles_name).add(feed.definition.path).add(definitions.digest);
  for (const auto& article : articles) {
    inputs.add(article->first->id).add(std::to_string(article->position)).add(std::to_string(article->reviews.size()));
    for (const auto& post : article->reviews) inputs.add(post->digest);
  }
  return inputs.finish();
}

Instant newest_review(const ArticlePointers& articles, Instant newest) {
  for (const auto& article : articles) newest = newest_of(article->reviews, newest);
  return newest;
}

void publish_article_feed(const SelectedFeed& feed, const DefinitionsPointer& definitions,
                          const catalogue::Articles& all_articles, SiteBuilder& builder,
                          std::vector<std::string>& documents) {
  const auto articles = catalogue::articles_of(feed.in_document(), all_articles);
  documents.push_back(site_path(feed.definition.path + render::articles_name));
  builder.add_deferred(documents.back(), inputs_of(feed, *definitions, articles), [&] {
    return [described = describe(feed, definitions->site), articles, definitions] {
      return prepare({.kind = Kind::rdf,
                      .body = render::articles(described, articles, *definitions),
                      .newest_update = newest_review(articles, described.updated),
                      .links = links_of(described, render::articles_name)});
    };
  });
}

Digest inputs_of(const SelectedFeed& feed, const model::Definitions& definitions) {
  DigestBuilder inputs;
  inputs.add("citations").add(feed.definition.path).add(definitions.digest).add(digest_of(feed.posts));
  return inputs.finish();
}

void publish_citations(const SelectedFeed& feed, const DefinitionsPointer& definitions, SiteBuilder& builder) {
  builder.add_folder(site_path(feed.definition.path), inputs_of(feed, *definitions), [&] {
    const auto posts = std::make_shared<const std::vector<catalogue::PostPointer>>(feed.posts);
    const Instant newest = newest_of(feed.posts, definitions->site.since);
    std::vector<std::pair<std::string, MakePrepared>> plan;
    plan.reserve(citation_formats.size());
    for (const CitationFormat& format : citation_formats) {
      plan.emplace_back(citations_file(format), [posts, newest, format] {
        return prepare(
            {.kind = format.kind, .body = format.write(catalogue::citations_of(*posts)), .newest_update = newest});
      });
    }
    return plan;
  });
}

}  // namespace

void publish_articles(const std::vector<SelectedFeed>& feeds, const DefinitionsPointer& definitions,
                      const catalogue::Snapshot& snapshot, SiteBuilder& builder, std::vector<std::string>& documents) {
  const auto articles = catalogue::find_articles(snapshot, posts_in_documents(feeds));
  for (const SelectedFeed& feed : feeds) {
    publish_article_feed(feed, definitions, articles, builder, documents);
    publish_citations(feed, definitions, builder);
  }
}

}  // namespace citefeed::publish
