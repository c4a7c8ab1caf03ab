#include "importing/wordpress_export.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "content/report.hpp"
#include "importing/xml_feeds.hpp"

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

namespace {

/// The people of the blog by their login, which dc:creator holds.
std::map<std::string, ForeignName> authors_of(pugi::xml_node channel) {
  std::map<std::string, ForeignName> authors;
  for (const auto author : channel.children("wp:author")) {
    const auto login = child_text(author, "wp:author_login");
    authors[login] = {.name = child_text(author, "wp:author_display_name"),
                      .others = {login, child_text(author, "wp:author_email")}};
  }
  return authors;
}

bool is_zero_date(const std::string& text) {
  return text.empty() || text.starts_with("0000");
}

/// UTC where the export has it, else the clock of the site's time zone.
std::string date_of(pugi::xml_node item, const std::string& name) {
  const auto utc = child_text(item, (name + "_gmt").c_str());
  if (!is_zero_date(utc)) return utc + "Z";
  const auto local = child_text(item, name.c_str());
  return is_zero_date(local) ? std::string{} : local;
}

/// What an item is called that is no post; "" for a post.
std::string other_thing(pugi::xml_node item) {
  const auto type = child_text(item, "wp:post_type");
  if (type == "page") return "pages";
  if (type == "attachment") return "attachments";
  if (!type.empty() && type != "post") return "items of the type " + content::in_quotes(type);
  const auto status = child_text(item, "wp:status");
  if (status == "trash") return "posts in the trash";
  return status == "auto-draft" || status == "inherit" ? "posts saved by WordPress itself" : std::string{};
}

/// Nobody but the editors may read it there, so it is a draft here.
void set_draft(pugi::xml_node item, ForeignPost& post, SourceNotes& notes) {
  const auto status = child_text(item, "wp:status");
  const bool has_password = !child_text(item, "wp:post_password").empty();
  const bool is_private = status == "private" || has_password;
  post.draft = is_private || status == "draft" || status == "pending";
  if (!is_private) return;
  notes.warn(post.line,
             fmt::format("expected a post for everybody, found {} {}; it is a draft here",
                         has_password ? "the password-protected" : "the private", content::in_quotes(post.title)));
}

/// Categories and tags; formats and the category of all that has none say nothing.
void keep_categories(pugi::xml_node item, ForeignPost& post) {
  post.categories.clear();
  for (const auto category : item.children("category")) {
    const std::string domain = category.attribute("domain").value();
    const std::string nicename = category.attribute("nicename").value();
    if (domain == "post_format" || nicename == "uncategorized") continue;
    post.categories.push_back({.name = category.text().get(), .others = {nicename}});
  }
}

ForeignPost read_post(pugi::xml_node item, const XmlFile& file, const std::map<std::string, ForeignName>& authors,
                      SourceNotes& notes) {
  auto post = read_item(item, file);
  const auto date = date_of(item, "wp:post_date");
  if (!date.empty() || child_text(item, "wp:status") == "draft") post.published = date;
  post.updated = date_of(item, "wp:post_modified");
  post.slug = child_text(item, "wp:post_name");
  for (auto& author : post.authors) {
    if (const auto known = authors.find(author.name); known != authors.end()) author = known->second;
  }
  keep_categories(item, post);
  set_draft(item, post, notes);
  if (post.draft) post.link.clear();  // nobody was ever shown it
  auto plain = without_shortcodes(post.html);
  for (const auto& name : plain.left_out) {
    notes.warn(post.line, fmt::format("expected text in the post {}, found the shortcode [{}], which is left out",
                                      content::in_quotes(post.title), name));
  }
  post.html = std::move(plain.html);
  if (is_classic(post.html)) post.line_ends = LineEnds::end_blocks;
  return post;
}

}  // namespace

std::vector<ImportedPost> read_wordpress_export(const XmlFile& file, const model::SiteDefinition& site,
                                                SourceNotes& notes) {
  const auto authors = authors_of(file.root().child("channel"));
  std::vector<ImportedPost> posts;
  for (const auto item : items_of(file.root())) {
    if (const auto other = other_thing(item); !other.empty()) {
      notes.pass_over(other);
      continue;
    }
    if (auto post = to_imported(read_post(item, file, authors, notes), site, notes)) posts.push_back(std::move(*post));
  }
  return posts;
}

}  // namespace citefeed::importing
