#include "importing/wordpress_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace citefeed::importing {
namespace {

constexpr std::size_t max_name_bytes = 40;
constexpr std::size_t max_tag_bytes = 1000;

struct Shortcode {
  std::string_view name = {};
  std::size_t size = 0;  ///< with its brackets; 0 when there is none
  bool closes = false;
  bool has_attributes = false;
};

/// The shortcode that `text`, which starts with "[", begins with.
Shortcode shortcode_at(std::string_view text) {
  const auto end = text.substr(0, max_tag_bytes).find_first_of("[]", 1);
  if (end == std::string_view::npos || text[end] == '[') return {};
  auto inside = text.substr(1, end - 1);
  Shortcode code{.size = end + 1, .closes = inside.starts_with('/')};
  if (code.closes) inside.remove_prefix(1);
  const auto name_end = std::find_if_not(inside.begin(), inside.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  code.name = inside.substr(0, static_cast<std::size_t>(name_end - inside.begin()));
  const auto rest = inside.substr(code.name.size());
  code.has_attributes = rest.starts_with(' ') && rest.find('=') != std::string_view::npos;
  const bool ends = rest.empty() || rest == " /" || rest == "/";
  const bool is_name = code.name.size() > 1 && code.name.size() <= max_name_bytes && code.name.front() >= 'a';
  if (!is_name || (!ends && !code.has_attributes)) return {};
  return code;
}

/// Those that stand for what is between them.
bool is_transparent(std::string_view name) {
  return name == "caption" || name == "wp_caption" || name == "embed";
}
bool is_known(std::string_view name) {
  static constexpr std::array<std::string_view, 4> names = {"gallery", "audio", "video", "playlist"};
  return is_transparent(name) || std::find(names.begin(), names.end(), name) != names.end();
}

std::set<std::string_view> closed_names(std::string_view html) {
  std::set<std::string_view> names;
  for (auto at = html.find("[/"); at != std::string_view::npos; at = html.find("[/", at + 1)) {
    const auto code = shortcode_at(html.substr(at));
    if (code.size > 0) names.insert(code.name);
  }
  return names;
}

}  // namespace

PlainHtml without_shortcodes(std::string_view html) {
  const auto closed = closed_names(html);
  PlainHtml out;
  for (auto at = html.find('['); at != std::string_view::npos; at = html.find('[')) {
    out.html += html.substr(0, at);
    html.remove_prefix(at);
    const auto code = shortcode_at(html);
    const bool counts =
        code.size > 0 && (code.closes || code.has_attributes || is_known(code.name) || closed.count(code.name) != 0);
    if (!counts) {
      out.html += '[';
      html.remove_prefix(1);
      continue;
    }
    const auto tag = html.substr(0, code.size);
    out.html.append(static_cast<std::size_t>(std::count(tag.begin(), tag.end(), '\n')), '\n');
    const std::string name{code.name};
    const bool lost =
        !is_transparent(name) && std::find(out.left_out.begin(), out.left_out.end(), name) == out.left_out.end();
    if (lost) out.left_out.push_back(name);
    html.remove_prefix(code.size);
  }
  out.html += html;
  return out;
}

bool is_classic(std::string_view html) {
  for (const std::string_view mark : {"<!-- wp:", "<p>", "<p ", "<P>"}) {
    if (html.find(mark) != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace citefeed::importing
