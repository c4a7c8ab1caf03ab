#include "content/front_matter.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace citefeed::content {
namespace {

/// Takes the first line off `rest`, without its line feed.
std::string_view take_line(std::string_view& rest) {
  const auto line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
  return line;
}

bool is_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && trim(line.substr(marker.size())).empty();
}

}  // namespace

std::optional<PostParts> split_front_matter(std::string_view text, Report& report) {
  std::string_view rest = text;
  const auto opening = take_line(rest);
  if (!is_marker(opening, "---")) {
    const auto found = trim(opening).empty() ? std::string{"nothing"} : in_quotes(opening);
    report.error({.line = 1, .column = 1},
                 fmt::format("expected \"---\" in the first line, where the front matter begins, found {}", found));
    return std::nullopt;
  }
  PostParts parts;
  const auto begin = text.size() - rest.size();
  for (std::uint32_t line_number = 2; !rest.empty(); ++line_number) {
    const auto end = text.size() - rest.size();
    const auto line = take_line(rest);
    if (!is_marker(line, "---") && !is_marker(line, "...")) continue;
    parts.front_matter = text.substr(begin, end - begin);
    parts.body = rest;
    parts.body_line = line_number + 1;
    if (parts.front_matter.size() <= max_front_matter_bytes) return parts;
    report.error({.line = 1, .column = 1},
                 fmt::format("expected front matter of at most {} KiB, found {} KiB", max_front_matter_bytes / 1024,
                             parts.front_matter.size() / 1024));
    return std::nullopt;
  }
  report.error({.line = 1, .column = 1},
               "expected a line \"---\" where the front matter ends, found the end of the file");
  return std::nullopt;
}

}  // namespace citefeed::content
