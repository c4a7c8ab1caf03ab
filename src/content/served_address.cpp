#include "content/served_address.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "content/report.hpp"

namespace citefeed::content {
namespace {

/// What publish/ puts below a feed's folder and below the root, besides. A test there holds these against what a site
/// has.
constexpr std::array<std::string_view, 9> in_feed_folders{
    "",          "archive",   "articles.rdf", "citations.bib", "citations.json", "citations.ris",
    "feed.atom", "feed.json", "feed.rss"};
constexpr std::array<std::string_view, 13> in_the_root{
    "about/extensions", "changes.json", "digest",  "digest.atom", "digest.json", "digest.rss", "digest/archive",
    "feed.css",         "feeds.opml",   "healthz", "readyz",      "style.css",   "topics"};
constexpr std::array<std::string_view, 4> in_post_folders{"", "citation.bib", "citation.json", "citation.ris"};
constexpr std::array<std::string_view, 3> in_issue_folders{"", "digest.html", "digest.txt"};

template <class Names>
bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// "empathy" and "feed.atom" for "empathy/feed.atom".
std::pair<std::string_view, std::string_view> divide(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return {path, {}};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

/// "2023-12", or a file of that issue of the digest.
bool is_issue(std::string_view path) {
  const auto [name, file] = divide(path);
  const bool is_number_or_dash = name.find_first_not_of("0123456789-") == std::string_view::npos;
  return !name.empty() && is_number_or_dash && has(in_issue_folders, file);
}

bool has_bundle(const model::Definitions& definitions, std::string_view name) {
  return std::any_of(definitions.bundles.begin(), definitions.bundles.end(),
                     [name](const model::Bundle& bundle) { return bundle.name == name; });
}

/// What is in a folder of the feeds of one kind.
std::optional<std::string> find_feed(std::string_view kind, std::string_view path,
                                     const model::Definitions& definitions) {
  const auto [name, file] = divide(path);
  if (name.empty() || !has(in_feed_folders, file)) return std::nullopt;
  const std::string quoted = in_quotes(name);
  if (kind == "topics" && model::find_category(definitions.topics, name) != nullptr) return "the topic " + quoted;
  if (kind == "types" && model::find_category(definitions.research_types, name) != nullptr) {
    return "the type of research " + quoted;
  }
  if (kind == "bundles" && has_bundle(definitions, name)) return "the bundle " + quoted;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> what_is_at(std::string_view address, const std::string& id,
                                      const model::Definitions& definitions) {
  if (address.ends_with('/')) address.remove_suffix(1);
  if (has(in_the_root, address) || has(in_feed_folders, address)) return "a page of this site";
  const auto [first, rest] = divide(address);
  if (first == "corrections" && has(in_feed_folders, rest)) return "a page of this site";
  if (first == "digest" && is_issue(rest)) return "a page of this site";
  if (first == "posts" && rest.starts_with(id)) {
    std::string_view file = rest.substr(id.size());
    const bool is_below = file.empty() || file.starts_with('/');
    if (!file.empty()) file.remove_prefix(1);
    return is_below && has(in_post_folders, file) ? std::optional{std::string{"this post"}} : std::nullopt;
  }
  return find_feed(first, rest, definitions);
}

}  // namespace citefeed::content
