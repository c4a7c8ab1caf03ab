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

/// `text` with what is outside ASCII percent-encoded, which people write as it is (RFC 3987, 3.1).
std::string in_ascii(std::string_view text) {
  std::string ascii;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80) {
      ascii += c;
    } else {
      ascii += encode_path({&c, 1});
    }
  }
  return ascii;
}

bool has_no_empty_and_dot_segments(std::string_view path) {
  const auto segments = split(path, '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool closing_slash = i > 0 && i + 1 == segments.size() && segments[i].empty();
    if (segments[i] == "." || segments[i] == ".." || (segments[i].empty() && !closing_slash)) return false;
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

OldAddress parse_old_address(std::string_view text) {
  if (text.starts_with('/')) return {.problem = "an old address without \"/\" in front"};
  if (text.find_first_of("?#") != std::string_view::npos) {
    return {.problem = "an old address without query and fragment"};
  }
  auto path = normalised_path(in_ascii(text));
  if (!path) return {.problem = "an old address that can stand in a path"};
  const std::string decoded = percent_decoded(*path);
  if (first_invalid_utf8(decoded)) return {.problem = "an old address in UTF-8"};
  if (decoded.size() > longest_address_bytes) return {.problem = "an old address of at most 200 bytes"};
  if (!has_no_empty_and_dot_segments(*path)) {
    return {.problem = "an old address without empty segments, \".\" and \"..\""};
  }
  return {.path = *std::move(path)};
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

struct FeedName {
  FeedKind kind = FeedKind::everything;
  std::string_view name = {};
};

/// Of "topics/empathy/feed.atom" the topic and "empathy"; of what is below no topic, type and bundle, everything.
FeedName feed_name_in(std::string_view address) {
  const auto slash = address.find('/');
  if (slash == std::string_view::npos) return {};
  const auto name = address.substr(slash + 1, address.find('/', slash + 1) - slash - 1);
  for (const FeedKind kind : {FeedKind::topic, FeedKind::research_type, FeedKind::bundle}) {
    if ((std::string{address} + "/").starts_with(feed_path(kind, name))) return {.kind = kind, .name = name};
  }
  return {};
}

/// A topic, type or bundle of the definitions, as far as addresses go.
struct NamedFeed {
  std::string name = {};
  const std::vector<std::string>* aliases = nullptr;
};

std::vector<NamedFeed> feeds_of_kind(FeedKind kind, const model::Definitions& definitions) {
  std::vector<NamedFeed> feeds;
  const auto add = [&feeds](const std::vector<model::Category>& categories) {
    for (const auto& category : categories) feeds.push_back({.name = category.slug, .aliases = &category.aliases});
  };
  if (kind == FeedKind::topic) add(definitions.topics);
  if (kind == FeedKind::research_type) add(definitions.research_types);
  if (kind != FeedKind::bundle) return feeds;
  for (const auto& bundle : definitions.bundles) feeds.push_back({.name = bundle.name, .aliases = &bundle.aliases});
  return feeds;
}

std::string noun_of(FeedKind kind) {
  if (kind == FeedKind::topic) return "the topic ";
  return kind == FeedKind::bundle ? "the bundle " : "the type of research ";
}

/// What the definitions have at the folder of the topic, type or bundle `wanted`; nothing where they have none so
/// called.
std::optional<std::string> conflict_with_feed(const FeedName& wanted, const model::Definitions& definitions) {
  for (const auto& [name, aliases] : feeds_of_kind(wanted.kind, definitions)) {
    const std::string feed = noun_of(wanted.kind) + in_quotes(name);
    if (name == wanted.name) {
      // Types have feeds once a post is of them; nobody knows here whether one is.
      const char* end = wanted.kind == FeedKind::research_type ? "is once it has posts; then it leads" : "is; it leads";
      return fmt::format("where {} {} nowhere else", feed, end);
    }
    if (std::find(aliases->begin(), aliases->end(), wanted.name) != aliases->end()) {
      return fmt::format("which is an alias of {}; it leads there no more", feed);
    }
  }
  return std::nullopt;
}

/// The row of what is at `address`, with or without a '/' at its end; null when it has no shape of ours.
const PublishedAddress* find_row(std::string_view address) {
  const std::string path = "/" + std::string{address};
  const PublishedAddress* page = find_address(path + "/");
  return page == nullptr ? find_address(path) : page;
}

/// Whether every site has something at each address of the row. Years and months are there once a post is of them.
bool is_always_there(const PublishedAddress& row) {
  const std::string_view shape = folder_shapes.at(static_cast<std::size_t>(row.folder)).shape;
  return shape.find('#') == std::string_view::npos && std::string_view{row.name}.find('#') == std::string_view::npos;
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

/// What the site has at `address`, which has no '/' at its end.
std::optional<std::string> conflict_with_site(std::string_view address, const std::string& id,
                                              const model::Definitions& definitions) {
  const PublishedAddress* row = find_row(address);
  if (row == nullptr || !is_always_there(*row)) return std::nullopt;
  if (row->folder == Folder::post) {
    return is_of_post(address, id) ? std::optional{std::string{"where this post is; it leads nowhere else"}}
                                   : std::nullopt;
  }
  const FeedName feed = feed_name_in(address);
  if (feed.kind != FeedKind::everything) return conflict_with_feed(feed, definitions);
  return "where a page of this site is; it leads nowhere else";
}

std::string_view without_slash(std::string_view address) {
  if (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

}  // namespace

std::optional<std::string> conflict_of_alias(std::string_view address, const std::string& id,
                                             const model::Definitions& definitions) {
  address = without_slash(address);
  if (was_a_feed(address, definitions)) return "where the old address of a feed is; it leads nowhere else";
  return conflict_with_site(address, id, definitions);
}

std::optional<std::string> conflict_of_feed_alias(std::string_view address, const model::Definitions& definitions) {
  return conflict_with_site(without_slash(address), {}, definitions);
}

}  // namespace citefeed::content
