#include "golden_case.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "catalogue/snapshot.hpp"
#include "content/definitions_parser.hpp"
#include "content/disk_tree.hpp"
#include "content/introductions.hpp"
#include "content/post_parser.hpp"
#include "model/feed.hpp"
#include "render/entry_content.hpp"
#include "render/feeds.hpp"
#include "render/layout.hpp"
#include "render/monthly_digest.hpp"
#include "render/pages.hpp"

namespace citefeed::render::golden {
namespace {

namespace fs = std::filesystem;

using EntryPointer = std::shared_ptr<const model::Entry>;

model::Definitions read_definitions() {
  const auto outcome = content::load_definitions(content::DiskTree{root() / "feeds", "feeds"});
  for (const Diagnostic& diagnostic : outcome.diagnostics) ADD_FAILURE() << to_string(diagnostic);
  return outcome.value.value_or(model::Definitions{});
}

/// Newest first by `published`, then by id.
struct Posts {
  std::vector<model::Post> shown = {};
  std::vector<model::Post> withdrawn = {};
  std::shared_ptr<const model::Introduction> introduction = {};  ///< null when the case has none
};

Posts read_posts(const std::string& name, const model::Definitions& definitions) {
  const content::DiskTree tree{root() / "cases" / name, name};
  Posts posts;
  for (const content::FileEntry& file : tree.list(".md").files) {
    const std::string bytes = read_file(root() / "cases" / name / file.path);
    if (content::is_introduction_path(file.path)) {
      auto read = content::parse_introduction(file.path, name + "/" + file.path, bytes, definitions);
      for (const Diagnostic& diagnostic : read.diagnostics) ADD_FAILURE() << to_string(diagnostic);
      if (read.value) posts.introduction = std::make_shared<const model::Introduction>(std::move(*read.value));
      continue;
    }
    auto outcome = content::parse_post(file.path, name + "/" + file.path, bytes, definitions);
    for (const Diagnostic& diagnostic : outcome.diagnostics) {
      if (diagnostic.severity == Severity::error) ADD_FAILURE() << to_string(diagnostic);
    }
    if (!outcome.value) continue;
    auto& pile = outcome.value->withdrawn ? posts.withdrawn : posts.shown;
    pile.push_back(std::move(*outcome.value));
  }
  std::sort(posts.shown.begin(), posts.shown.end(), [](const model::Post& a, const model::Post& b) {
    return a.published != b.published ? a.published > b.published : a.id < b.id;
  });
  return posts;
}

model::Feed make_feed(const std::vector<EntryPointer>& entries, const model::SiteDefinition& site) {
  model::Feed feed{.id = "tag:" + site.id_authority + ":feeds/all",
                   .title = site.title,
                   .subtitle = site.subtitle,
                   .home_url = site.base_url.text,
                   .updated = site.since,
                   .authors = {site.authors.at(site.default_author)},
                   .language = site.language,
                   .rights = site.rights,
                   .icon = site.icon,
                   .stylesheet = "/feed.css",
                   .complete = true,
                   .entries = entries};
  for (const EntryPointer& entry : entries) feed.updated = std::max(feed.updated, entry->updated);
  return feed;
}

std::string make_articles(const model::Feed& feed, const std::vector<model::Post>& posts,
                          const model::Definitions& definitions) {
  std::vector<catalogue::PostPointer> shared;
  shared.reserve(posts.size());
  for (const model::Post& post : posts) shared.push_back(std::make_shared<const model::Post>(post));
  const auto snapshot = catalogue::take_snapshot(shared, definitions, Instant::max());
  const auto posts_in_order = snapshot->everything.all();
  return render::articles(feed, catalogue::articles_of(posts_in_order, snapshot->articles), definitions);
}

FeedPage make_page(const std::vector<EntryPointer>& entries, const std::vector<model::Post>& posts,
                   const model::Definitions& all) {
  FeedPage page{.feed = {.name = all.site.title, .title = all.site.title, .subtitle = all.site.subtitle},
                .entries = entries};
  for (const model::Category& topic : all.topics) {
    const auto count = std::count_if(posts.begin(), posts.end(), [&](const model::Post& post) {
      return std::find(post.topics.begin(), post.topics.end(), topic.slug) != post.topics.end();
    });
    page.topics.push_back({.name = topic.label,
                           .url = all.site.base_url.text + "topics/" + topic.slug + "/",
                           .description = topic.description,
                           .posts = static_cast<std::size_t>(count)});
  }
  return page;
}

std::string make_opml(const FeedPage& page, const model::SiteDefinition& site) {
  OpmlFolder topics{.text = "Topics"};
  topics.feeds.reserve(page.topics.size());
  for (const FeedSummary& topic : page.topics) {
    topics.feeds.push_back({.title = topic.name,
                            .feed_url = topic.url + "feed.atom",
                            .home_url = topic.url,
                            .description = topic.description});
  }
  const std::string& home = site.base_url.text;
  return opml(site.title,
              {{.feeds = {{.title = site.title, .feed_url = home + "feed.atom", .home_url = home}}}, topics});
}

/// The documents of the monthly digest, whose one issue has all posts.
std::map<std::string, std::string> digest_documents(const std::string& name, const Posts& posts,
                                                    const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  model::Issue issue{
      .month = posts.introduction->month, .introduction = posts.introduction, .total = posts.shown.size()};
  issue.published = issue.updated = end_of(issue.month, site.time_zone);
  for (const model::Post& post : posts.shown) {
    issue.updated = std::max(issue.updated, post.updated);
    issue.posts.push_back(std::make_shared<const model::Post>(post));
  }
  const auto entry = std::make_shared<const model::Entry>(make_issue(issue, definitions));
  model::Feed feed = make_feed({entry}, site);
  feed.id = "tag:" + site.id_authority + ":feeds/digest";
  feed.title = digest_title(site);
  feed.home_url = site.base_url.text + "digest/";
  feed.root_url = site.base_url.text;
  const IssueNeighbours neighbours{.older = "2023-12"};
  return {
      {"atom/" + name + ".digest.xml", atom(feed)},
      {"rss/" + name + ".digest.xml", rss(feed)},
      {"json/" + name + ".digest.json", json_feed(feed)},
      {"html/" + name + ".issue.html", issue_page(*entry, neighbours, definitions)},
      {"html/" + name + ".mail.html", mail_html(*entry, site)},
      {"html/" + name + ".issues.html",
       issues_page({{.month = issue.month, .title = posts.introduction->title, .posts = issue.total}}, definitions)},
      {"text/" + name + ".txt", mail_text(issue, definitions)}};
}

/// `line` around the byte `column`, so that it fits on a screen.
std::string excerpt(const std::string& line, std::size_t column) {
  constexpr std::size_t before = 40;
  constexpr std::size_t shown = 120;
  const std::size_t begin = column > before ? column - before : 0;
  return (begin > 0 ? "…" : "") + line.substr(std::min(begin, line.size()), shown) +
         (begin + shown < line.size() ? "…" : "");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

}  // namespace

fs::path root() {
  return fs::path{CITEFEED_SOURCE_DIR} / "tests" / "golden";
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator{root() / "cases"}) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::map<std::string, std::string> documents(const std::string& name) {
  const model::Definitions definitions = read_definitions();
  const Posts read = read_posts(name, definitions);
  const auto& [posts, withdrawn, introduction] = read;
  std::vector<EntryPointer> entries;
  entries.reserve(posts.size());
  for (const model::Post& post : posts)
    entries.push_back(std::make_shared<const model::Entry>(make_entry(post, definitions)));
  model::Feed feed = make_feed(entries, definitions.site);
  for (const model::Post& post : withdrawn) {
    feed.deleted.push_back(make_deleted(post.id, post.entry_id, *post.withdrawn, definitions.site));
  }
  const FeedPage page = make_page(entries, posts, definitions);
  std::map<std::string, std::string> made{{"atom/" + name + ".xml", atom(feed)},
                                          {"rss/" + name + ".xml", rss(feed)},
                                          {"json/" + name + ".json", json_feed(feed)},
                                          {"rdf/" + name + ".xml", make_articles(feed, posts, definitions)},
                                          {"html/" + name + ".html", feed_page(page, definitions)},
                                          {"opml/" + name + ".xml", make_opml(page, definitions.site)}};
  if (introduction) made.merge(digest_documents(name, read, definitions));
  if (!posts.empty()) made["html/" + name + ".post.html"] = post_page(*entries.front(), posts.front(), definitions);
  return made;
}

std::string read_file(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string first_difference(const std::string& expected, const std::string& found) {
  const auto expected_lines = lines_of(expected);
  const auto found_lines = lines_of(found);
  for (std::size_t i = 0; i < std::max(expected_lines.size(), found_lines.size()); ++i) {
    const std::string left = i < expected_lines.size() ? expected_lines[i] : "";
    const std::string right = i < found_lines.size() ? found_lines[i] : "";
    if (left == right) continue;
    const auto column = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first - left.begin();
    const auto at = static_cast<std::size_t>(column);
    return fmt::format("line {}:\n  expected: {}\n     found: {}", i + 1, excerpt(left, at), excerpt(right, at));
  }
  return {};
}

}  // namespace citefeed::render::golden
