#include "base/published_addresses.hpp"

#include <algorithm>
#include <optional>

namespace citefeed {
namespace {

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < document_formats.size(); ++i) {
    if (static_cast<std::size_t>(document_formats.at(i).kind) != i) return false;
  }
  for (std::size_t i = 0; i < folder_shapes.size(); ++i) {
    if (static_cast<std::size_t>(folder_shapes.at(i).folder) != i) return false;
  }
  return true;
}
static_assert(is_in_order(), "format_of() and shape_of() find rows by number");

constexpr std::string_view any_feed = "{feed}";
std::string_view shape_of(Folder folder) {
  return folder_shapes.at(static_cast<std::size_t>(folder)).shape;
}

constexpr std::string_view number_characters = "0123456789-";

/// Takes what `wildcard` stands for from the front of `text`; false when that is nothing.
bool take(char wildcard, std::string_view& text) {
  const auto end = wildcard == '#' ? text.find_first_not_of(number_characters) : text.find('/');
  const std::size_t length = std::min(end, text.size());
  text.remove_prefix(length);
  return length > 0;
}

/// What follows in `text` on what `shape` (without "{feed}") stands for; nothing when it does not begin with that.
std::optional<std::string_view> after(std::string_view shape, std::string_view text) {
  if (shape.ends_with("**/")) {
    const auto rest = after(shape.substr(0, shape.size() - 3), text);
    const bool has_segments = rest && rest->size() > 1 && !rest->starts_with('/') && rest->ends_with('/') &&
                              rest->find("//") == std::string_view::npos;
    return has_segments ? std::optional{std::string_view{}} : std::nullopt;
  }
  for (const char c : shape) {
    if (c == '*' || c == '#') {
      if (!take(c, text)) return std::nullopt;
    } else {
      if (!text.starts_with(c)) return std::nullopt;
      text.remove_prefix(1);
    }
  }
  return text;
}

bool is_whole(std::string_view shape, std::string_view text) {
  const auto rest = after(shape, text);
  return rest && rest->empty();
}

bool has_shape(std::string_view folder, std::string_view shape) {
  if (!shape.starts_with(any_feed)) return is_whole(shape, folder);
  const std::string_view below = shape.substr(any_feed.size());
  return std::any_of(feed_shapes.begin(), feed_shapes.end(), [&](std::string_view feed) {
    const auto rest = after(feed, folder);
    return rest && is_whole(below, *rest);
  });
}

/// `shape` with `part` where `wildcard` stands, if it does.
std::string filled(std::string_view shape, char wildcard, std::string_view part) {
  std::string text{shape};
  if (const auto mark = text.find(wildcard); mark != std::string::npos) text.replace(mark, 1, part);
  return text;
}

}  // namespace

std::string content_type(DocumentKind kind) {
  return std::string{format_of(kind).media_type} + "; charset=utf-8";
}

std::string_view to_string(Route route) {
  static constexpr std::array<std::string_view, route_count> names{
      "atom", "rss",  "json_feed",  "articles", "archive", "citations", "opml", "post",
      "page", "mail", "stylesheet", "mirror",   "health",  "other",     "none"};
  return names.at(static_cast<std::size_t>(route));
}

std::string folder_path(Folder folder) {
  std::string_view path = shape_of(folder);
  if (path.starts_with(any_feed)) path.remove_prefix(any_feed.size());
  return std::string{path.substr(0, path.find_first_of("*#"))};
}

std::string feed_path(FeedKind kind, std::string_view name) {
  return filled(feed_shapes.at(static_cast<std::size_t>(kind)), '*', name);
}

std::string name_of(Folder folder, DocumentKind kind, std::string_view part) {
  return filled(address_of(folder, kind).name, '#', part);
}

const PublishedAddress* find_address(std::string_view path) {
  if (!path.starts_with('/')) return nullptr;
  path.remove_prefix(1);
  const std::size_t folder_length = path.rfind('/') + 1;  // 0 when there is no '/'
  const std::string_view folder = path.substr(0, folder_length);
  const std::string_view name = path.substr(folder_length);
  const auto found =
      std::find_if(published_addresses.begin(), published_addresses.end(), [&](const PublishedAddress& address) {
        return is_whole(address.name, name) && has_shape(folder, shape_of(address.folder));
      });
  return found == published_addresses.end() ? nullptr : &*found;
}

}  // namespace citefeed
