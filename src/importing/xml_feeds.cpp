#include "importing/xml_feeds.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "content/report.hpp"
#include "importing/html_blocks.hpp"

namespace citefeed::importing {
namespace {

/// The start tag of the document element in `bytes`, from after its "<": past declarations, comments and a document
/// type. Empty when they are not such.
std::string_view from_root_tag(std::string_view bytes) {
  while (true) {
    bytes = trim(bytes);
    if (!bytes.starts_with('<')) return {};
    const bool is_comment = bytes.starts_with("<!--");
    const bool is_type = !is_comment && bytes.starts_with("<!");
    if (!is_comment && !is_type && !bytes.starts_with("<?")) return bytes.substr(1);
    const bool has_subset = is_type && bytes.find('[') < bytes.find('>');
    const std::string_view end = is_comment ? "-->" : has_subset ? "]" : ">";
    const auto at = bytes.find(end);
    if (at == std::string_view::npos) return {};
    bytes.remove_prefix(at + end.size());
    if (has_subset) bytes.remove_prefix(std::min(bytes.find_first_not_of("> \t\r\n"), bytes.size()));
  }
}

}  // namespace

std::optional<Diagnostic> XmlFile::load(std::string_view bytes, std::string_view shown_file) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
    line_ends_.push_back(static_cast<std::ptrdiff_t>(at));
  const auto prolog = bytes.substr(0, bytes.size() - from_root_tag(bytes).size());
  if (const auto entity = prolog.find("<!ENTITY"); entity != std::string_view::npos) {
    return Diagnostic{.file = std::string{shown_file},
                      .line = line_at(static_cast<std::ptrdiff_t>(entity)),
                      .message = "expected a feed or export, found XML that defines entities of its own"};
  }
  const auto result = document_.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                            pugi::encoding_utf8);
  if (result && root()) return std::nullopt;
  const auto* const problem = result ? "No document element found" : result.description();
  return Diagnostic{.file = std::string{shown_file},
                    .line = line_at(result.offset),
                    .message = fmt::format("expected well-formed XML, found none: {}", problem)};
}

std::uint32_t XmlFile::line_at(std::ptrdiff_t offset) const {
  const auto before = std::lower_bound(line_ends_.begin(), line_ends_.end(), offset) - line_ends_.begin();
  return static_cast<std::uint32_t>(before) + 1;
}

std::uint32_t XmlFile::line_of(pugi::xml_node node) const {
  const auto offset = node.offset_debug();
  return offset < 0 ? 0 : line_at(offset);
}

std::string_view root_name(std::string_view bytes) {
  const auto tag = from_root_tag(bytes);
  return tag.substr(0, std::min(tag.find_first_of(" \t\r\n/>"), tag.size()));
}

namespace {

/// True for a description that is only the beginning: WordPress ends it so.
bool is_beginning(std::string_view html) {
  for (const std::string_view mark : {"[&#8230;]", "[&hellip;]", "[…]", "[...]"}) {
    if (html.find(mark) != std::string_view::npos) return true;
  }
  return false;
}

std::string first_text(pugi::xml_node node, std::initializer_list<const char*> names) {
  for (const auto* name : names) {
    auto text = child_text(node, name);
    if (!text.empty()) return text;
  }
  return {};
}

/// "jane@example.org (Jane Roe)" (RSS 2.0, author) is known by both.
ForeignName rss_author(const std::string& text) {
  const auto open = text.find('('), close = text.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {.name = text};
  const auto email_end = text.find_last_not_of(' ', open == 0 ? 0 : open - 1);
  return {.name = text.substr(open + 1, close - open - 1), .others = {text.substr(0, email_end + 1)}};
}

}  // namespace

std::string child_text(pugi::xml_node node, const char* name) {
  std::string text;
  for (const auto part : node.child(name)) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string::npos ? std::string{} : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::vector<pugi::xml_node> items_of(pugi::xml_node root) {
  std::vector<pugi::xml_node> items;
  for (const auto parent : {root.child("channel"), root}) {
    for (const auto item : parent.children("item")) items.push_back(item);
  }
  return items;
}

void set_html(ForeignPost& post, pugi::xml_node node, const XmlFile& file) {
  post.html.clear();
  for (const auto part : node) {
    if (part.type() != pugi::node_pcdata && part.type() != pugi::node_cdata) continue;
    if (post.html.empty()) post.html_line = file.line_of(part);
    post.html += part.value();
  }
}

ForeignPost read_item(pugi::xml_node item, const XmlFile& file) {
  ForeignPost post{.title = text_of_html(child_text(item, "title")),
                   .link = child_text(item, "link"),
                   .id = child_text(item, "guid"),
                   .published = first_text(item, {"pubDate", "dc:date", "dcterms:issued", "dcterms:created"}),
                   .updated = first_text(item, {"dcterms:modified", "atom:updated"}),
                   .language = child_text(item, "dc:language"),
                   .line = file.line_of(item)};
  if (post.id.empty()) post.id = post.link;
  for (const auto creator : item.children("dc:creator")) post.authors.push_back({.name = creator.text().get()});
  if (post.authors.empty() && item.child("author")) post.authors.push_back(rss_author(child_text(item, "author")));
  for (const auto* name : {"category", "dc:subject"}) {
    for (const auto category : item.children(name)) {
      ForeignName known{.name = text_of_html(category.text().get())};
      if (const auto nicename = category.attribute("nicename")) known.others.emplace_back(nicename.value());
      post.categories.push_back(std::move(known));
    }
  }
  const auto content = item.child("content:encoded");
  set_html(post, content ? content : item.child("description"), file);
  return post;
}

std::vector<ImportedPost> read_rss(const XmlFile& file, const model::SiteDefinition& site, SourceNotes& notes) {
  std::vector<ImportedPost> posts;
  for (const auto item : items_of(file.root())) {
    const auto foreign = read_item(item, file);
    auto post = to_imported(foreign, site, notes);
    if (!post) continue;
    if (!item.child("content:encoded") && is_beginning(foreign.html)) {
      notes.warn(foreign.line, "expected the whole text of the post, found only its beginning");
    }
    posts.push_back(std::move(*post));
  }
  return posts;
}

namespace {

/// Collects what pugixml writes.
struct StringWriter final : pugi::xml_writer {
  std::string text = {};
  void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

/// The children of `node` as markup, in the one line that their source may have been several of.
std::string markup_in(pugi::xml_node node) {
  StringWriter writer;
  for (const auto child : node) child.print(writer, "", pugi::format_raw | pugi::format_no_declaration);
  return std::move(writer.text);
}

/// An Atom text construct (RFC 4287, 3.1) or content (4.1.3) as HTML.
void set_text(ForeignPost& post, pugi::xml_node node, const XmlFile& file) {
  const std::string_view type = node.attribute("type").value();
  if (type == "xhtml") {
    post.html = markup_in(node);
    post.html_line = file.line_of(node);
  } else {
    set_html(post, node, file);
  }
}

bool is_plain(pugi::xml_node node) {
  const std::string_view type = node.attribute("type").value();
  return type.empty() || type == "text" || type == "text/plain";
}

std::string title_of(pugi::xml_node node) {
  if (std::string_view{node.attribute("type").value()} == "xhtml") return text_of_html(markup_in(node));
  return is_plain(node) ? std::string{node.text().get()} : text_of_html(node.text().get());
}

/// `text` as HTML that shows it.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

/// The address of the entry's page (4.2.7.2): rel "alternate", which is also meant where there is none.
std::string link_of(pugi::xml_node entry) {
  std::string found;
  for (const auto link : entry.children("link")) {
    const std::string_view rel = link.attribute("rel").value(), type = link.attribute("type").value();
    const bool alternate = rel.empty() || rel == "alternate";
    if (alternate && (found.empty() || type == "text/html")) found = link.attribute("href").value();
  }
  return found;
}

void add_people(pugi::xml_node node, ForeignPost& post) {
  for (const auto author : node.children("author")) {
    post.authors.push_back({.name = child_text(author, "name"), .others = {child_text(author, "email")}});
  }
}

ForeignPost read_entry(pugi::xml_node entry, const XmlFile& file) {
  ForeignPost post{.title = title_of(entry.child("title")),
                   .link = link_of(entry),
                   .id = child_text(entry, "id"),
                   .published = child_text(entry, "published"),
                   .updated = child_text(entry, "updated"),
                   .language = entry.attribute("xml:lang").value(),
                   .line = file.line_of(entry)};
  if (post.published.empty()) post.published = std::exchange(post.updated, {});
  add_people(entry, post);
  if (post.authors.empty()) add_people(entry.parent(), post);
  for (const auto category : entry.children("category")) {
    post.categories.push_back(
        {.name = category.attribute("label") ? category.attribute("label").value() : category.attribute("term").value(),
         .others = {category.attribute("term").value()}});
  }
  const auto content = entry.child("content");
  const auto text = content && !content.attribute("src") ? content : entry.child("summary");
  set_text(post, text, file);
  if (is_plain(text)) {
    post.html = escaped(post.html);
    post.line_ends = LineEnds::end_blocks;
  }
  return post;
}

}  // namespace

std::vector<ImportedPost> read_atom(const XmlFile& file, const model::SiteDefinition& site, SourceNotes& notes) {
  std::vector<ImportedPost> posts;
  const auto add = [&](pugi::xml_node entry) {
    const auto foreign = read_entry(entry, file);
    if (auto post = to_imported(foreign, site, notes)) {
      if (!entry.child("content") || entry.child("content").attribute("src")) {
        notes.warn(foreign.line, "expected the whole text of the post, found only its summary");
      }
      posts.push_back(std::move(*post));
    }
  };
  if (std::string_view{file.root().name()} == "entry") add(file.root());
  for (const auto entry : file.root().children("entry")) add(entry);
  return posts;
}

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
  const auto name_end = std::find_if_not(
      inside.begin(), inside.end(), [](char c) { return is_ascii_lower(c) || is_digit(c) || c == '_' || c == '-'; });
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
