#include "content/post_address.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/iri.hpp"
#include "content/report.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t longest_address_bytes = 200;
constexpr std::size_t longest_foreign_id_bytes = 1000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_letter(c);
}
bool is_hexadecimal(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (true) {
    const auto end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    if (end == text.size()) return parts;
    begin = end + 1;
  }
}

std::optional<int> number(std::string_view digits, std::size_t length) {
  if (digits.size() != length || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool has_only_path_characters(std::string_view text) {
  static constexpr std::string_view others = "-._~!$&'()*+,;=:@/";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80 || is_alphanumeric(c) || others.find(c) != std::string_view::npos)
      continue;
    const bool escape =
        c == '%' && at + 2 < text.size() && is_hexadecimal(text[at + 1]) && is_hexadecimal(text[at + 2]);
    if (!escape) return false;
  }
  return true;
}

}  // namespace

std::optional<PostPath> parse_post_path(std::string_view path) {
  static constexpr std::string_view suffix = ".md";
  if (!path.ends_with(suffix)) return std::nullopt;
  const auto parts = split(path.substr(0, path.size() - suffix.size()), '/');
  if (parts.size() != 3 || parts[2].empty()) return std::nullopt;
  const auto year = number(parts[0], 4), month = number(parts[1], 2);
  if (!year || !month || *year < 1000 || *month < 1 || *month > 12) return std::nullopt;
  return PostPath{.year = *year, .month = static_cast<unsigned>(*month), .slug = std::string{parts[2]}};
}

std::string default_id(const PostPath& path) {
  return fmt::format("{:04}-{:02}/{}", path.year, path.month, path.slug);
}

bool is_post_id(std::string_view id) {
  if (id.size() > longest_address_bytes) return false;
  for (const auto segment : split(id, '/')) {
    const bool safe =
        std::all_of(segment.begin(), segment.end(), [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
    if (segment.empty() || !safe) return false;
  }
  return true;
}

bool is_foreign_id(std::string_view id) {
  static constexpr std::string_view never = " \"<>\\^`{|}\x7F";
  const bool fits = std::all_of(id.begin(), id.end(), [](char c) {
    return (static_cast<unsigned char>(c) >= 0x80 || c > ' ') && never.find(c) == std::string_view::npos;
  });
  return fits && id.size() <= longest_foreign_id_bytes && parse_iri(id).has_value();
}

std::optional<const char*> problem_with_alias(std::string_view alias) {
  if (alias.starts_with('/')) return "an old address without \"/\" in front";
  if (alias.find_first_of("?#") != std::string_view::npos) return "an old address without query and fragment";
  if (alias.size() > longest_address_bytes) return "an old address of at most 200 bytes";
  if (!has_only_path_characters(alias)) return "an old address that can stand in a path";
  const auto segments = split(alias, '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool closing_slash = i > 0 && i + 1 == segments.size() && segments[i].empty();
    if (segments[i] == "." || segments[i] == ".." || (segments[i].empty() && !closing_slash)) {
      return "an old address without empty segments, \".\" and \"..\"";
    }
  }
  return std::nullopt;
}

bool is_language_tag(std::string_view tag) {
  const auto subtags = split(tag, '-');
  const auto language = subtags.front();
  if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), is_letter))
    return false;
  return std::all_of(subtags.begin() + 1, subtags.end(), [](std::string_view subtag) {
    return !subtag.empty() && subtag.size() <= 8 && std::all_of(subtag.begin(), subtag.end(), is_alphanumeric);
  });
}

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
