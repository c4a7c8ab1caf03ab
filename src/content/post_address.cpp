#include "content/post_address.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <vector>

#include "base/iri.hpp"
#include "base/published_addresses.hpp"
#include "base/utf8.hpp"
#include "content/introductions.hpp"
#include "content/report.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t longest_address_bytes = 200;
constexpr std::size_t longest_foreign_id_bytes = 1000;

bool is_alphanumeric(char c) {
  return is_digit(c) || is_ascii_letter(c);
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
    const bool escape = c == '%' && at + 2 < text.size() && is_hex_digit(text[at + 1]) && is_hex_digit(text[at + 2]);
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

std::optional<const char*> why_no_post(std::string_view path) {
  if (is_introduction_path(path)) return std::nullopt;
  const std::string_view first = path.substr(0, path.find('/'));
  const bool is_in_numbers =
      first.size() < path.size() && first.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_in_numbers) return "the path of a post is YYYY/MM/slug.md";
  return path.ends_with("/README.md") ? std::optional{"it is called README.md"} : std::nullopt;
}

bool is_post_path(std::string_view path) {
  const bool meant = misnamed(path.substr(path.rfind('/') + 1), post_suffix).has_value();
  if (!meant && !path.ends_with(post_suffix)) return false;
  while (true) {
    const auto slash = path.find('/');
    if (!is_content_name(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

void pass_over_no_posts(Listing& listing) {
  for (const FileEntry& entry : listing.files) {
    if (const auto why = why_no_post(entry.path)) listing.passed_over.push_back({.path = entry.path, .message = *why});
  }
  std::erase_if(listing.files, [](const FileEntry& entry) { return why_no_post(entry.path).has_value(); });
  std::sort(listing.passed_over.begin(), listing.passed_over.end(),
            [](const PassedOver& a, const PassedOver& b) { return a.path < b.path; });
}

bool has_no_post(const Listing& listing) {
  return std::all_of(listing.files.begin(), listing.files.end(),
                     [](const FileEntry& entry) { return is_introduction_path(entry.path); });
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
  if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), is_ascii_letter))
    return false;
  return std::all_of(subtags.begin() + 1, subtags.end(), [](std::string_view subtag) {
    return !subtag.empty() && subtag.size() <= 8 && std::all_of(subtag.begin(), subtag.end(), is_alphanumeric);
  });
}

namespace {

/// "empathy" of "topics/empathy/feed.atom".
std::string_view second_segment(std::string_view path) {
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return {};
  path.remove_prefix(slash + 1);
  return path.substr(0, path.find('/'));
}

bool has_bundle(const model::Definitions& definitions, std::string_view name) {
  return std::any_of(definitions.bundles.begin(), definitions.bundles.end(),
                     [name](const model::Bundle& bundle) { return bundle.name == name; });
}

/// The feed of `kind` that is called `name`, where the definitions have one.
std::optional<std::string> find_feed(FeedKind kind, std::string_view name, const model::Definitions& definitions) {
  if (kind == FeedKind::topic && model::find_category(definitions.topics, name) != nullptr) {
    return "the topic " + in_quotes(name);
  }
  if (kind == FeedKind::research_type && model::find_category(definitions.research_types, name) != nullptr) {
    return "the type of research " + in_quotes(name);
  }
  if (kind == FeedKind::bundle && has_bundle(definitions, name)) return "the bundle " + in_quotes(name);
  return std::nullopt;
}

/// The row of what is at `address`, with or without a '/' at its end; null when it has no shape of ours.
const PublishedAddress* find_row(std::string_view address) {
  const std::string path = "/" + std::string{address};
  const PublishedAddress* page = find_address(path + "/");
  return page == nullptr ? find_address(path) : page;
}

bool was_a_feed(std::string_view address, const model::Definitions& definitions) {
  const auto has = [address](const std::vector<model::FeedAlias>& aliases) {
    return std::any_of(aliases.begin(), aliases.end(),
                       [address](const model::FeedAlias& alias) { return alias.address == address; });
  };
  const auto any_has = [&has](const std::vector<model::Category>& categories) {
    return std::any_of(categories.begin(), categories.end(),
                       [&has](const model::Category& category) { return has(category.feed_aliases); });
  };
  return has(definitions.site.feed_aliases) || any_has(definitions.topics) || any_has(definitions.research_types);
}

bool is_of_post(std::string_view address, const std::string& id) {
  const std::string page = folder_path(Folder::post) + id;
  return address == page ||
         std::any_of(published_addresses.begin(), published_addresses.end(), [&](const PublishedAddress& row) {
           return row.folder == Folder::post && address == page + "/" + row.name;
         });
}

}  // namespace

std::optional<std::string> what_is_at(std::string_view address, const std::string& id,
                                      const model::Definitions& definitions) {
  if (address.ends_with('/')) address.remove_suffix(1);
  if (was_a_feed(address, definitions)) return "the old address of a feed";
  const PublishedAddress* row = find_row(address);
  if (row == nullptr) return std::nullopt;
  if (row->folder == Folder::post) {
    return is_of_post(address, id) ? std::optional{std::string{"this post"}} : std::nullopt;
  }
  const std::string_view name = second_segment(address);
  for (const FeedKind kind : {FeedKind::topic, FeedKind::research_type, FeedKind::bundle}) {
    const bool is_below = !name.empty() && (std::string{address} + "/").starts_with(feed_path(kind, name));
    if (is_below) return find_feed(kind, name, definitions);
  }
  return "a page of this site";
}

}  // namespace citefeed::content
