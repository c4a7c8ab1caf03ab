#include <string>
#include <string_view>
#include <utility>

#include "importing/html_blocks.hpp"
#include "importing/rss_items.hpp"
#include "importing/xml_feeds.hpp"

namespace citefeed::importing {
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

}  // namespace citefeed::importing
