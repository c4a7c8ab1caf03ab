#include "importing/front_matter_post.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "content/report.hpp"
#include "importing/foreign_post.hpp"
#include "importing/front_fields.hpp"
#include "importing/html_tree.hpp"
#include "importing/markdown_body.hpp"
#include "importing/page_shape.hpp"
#include "importing/plain_characters.hpp"

namespace citefeed::importing {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The file's name without folders and suffix; of Hugo's x/index.md the folder's name.
std::string_view stem_of(std::string_view path) {
  auto name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  name = name.substr(0, name.find('.'));
  const auto slash = path.rfind('/');
  return name == "index" && slash != std::string_view::npos ? stem_of(path.substr(0, slash)) : name;
}

/// The size of "2019-03-04-" at the start of a Jekyll post's name; 0 when it has none.
std::size_t date_prefix(std::string_view stem) {
  static constexpr std::string_view form = "0000-00-00-";
  if (stem.size() <= form.size()) return 0;
  const bool fits = std::equal(form.begin(), form.end(), stem.begin(), [](char expected, char found) {
    return expected == '0' ? is_digit(found) : expected == found;
  });
  return fits ? form.size() : 0;
}

std::vector<ForeignName> names(const std::vector<std::string>& values, bool parted_by_spaces) {
  std::vector<ForeignName> out;
  for (const auto& value : values) {
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto end = parted_by_spaces ? rest.find_first_of(" ,") : rest.find(',');
      const auto name = trim(rest.substr(0, end));
      if (!name.empty()) out.push_back({.name = std::string{name}});
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
  }
  return out;
}

/// Lists keep their names whole; a single value is several names in Jekyll ("categories: one two"), unless it is one.
std::vector<ForeignName> categories_of(const FrontFields& fields) {
  std::vector<ForeignName> out;
  for (const auto& key :
       {"topics", "categories", "category", "tags", "tag", "keywords", "taxonomies.categories", "taxonomies.tags"}) {
    for (const auto& value : all_of(fields, {key})) {
      ForeignName name{.name = value};
      for (const auto& part : names({value}, true)) name.others.push_back(part.name);
      if (name.others.size() == 1) name.others.clear();
      out.push_back(std::move(name));
    }
  }
  return out;
}

ForeignPost read_fields(const FrontFields& fields, const std::string& path) {
  const auto stem = stem_of(path);
  const auto prefix = date_prefix(stem);
  ForeignPost post{.title = first_of(fields, {"title"}),
                   .id = first_of(fields, {"guid", "id", "params.guid"}),
                   .published = first_of(fields, {"publishdate", "published_at", "date", "published", "pubdate"}),
                   .updated = first_of(fields, {"lastmod", "last_modified_at", "updated", "modified"}),
                   .slug = first_of(fields, {"slug"}),
                   .language = first_of(fields, {"language", "lang", "locale"}),
                   .aliases = all_of(fields, {"url", "permalink", "aliases", "redirect_from"}),
                   .categories = categories_of(fields),
                   .draft = first_of(fields, {"draft"}) == "true" || first_of(fields, {"published"}) == "false" ||
                            path.find("_drafts/") != std::string::npos,
                   .line = 1};
  if (post.published.empty() || post.published == "true" || post.published == "false")
    post.published = prefix > 0 ? std::string{stem.substr(0, prefix - 1)} : std::string{};
  if (post.slug.empty()) post.slug = stem.substr(prefix);
  for (const auto& author : all_of(fields, {"author", "authors", "author.name", "authors.name", "params.author"}))
    post.authors.push_back({.name = author});
  // Patterns such as "/:year/:title/" say nothing of this post, and an id that is no IRI is a name within the program.
  std::erase_if(post.aliases, [](const std::string& address) { return address.find(':') < address.find('/'); });
  std::erase_if(post.aliases, [](const std::string& address) { return address.find("/:") != std::string::npos; });
  if (post.id.find(':') == std::string::npos) post.id.clear();
  const auto usual = usual_address(path);
  if (!usual.empty() && post.aliases.empty()) post.aliases.push_back(usual);
  return post;
}

/// The citation that the front matter itself holds, as posts of citefeed do.
void take_citation_fields(const FrontFields& fields, Body& body) {
  for (const auto& text : all_of(fields, {"citation", "reference"})) {
    const auto citation = citation_in(text);
    const bool known = std::find(body.citations.begin(), body.citations.end(), citation) != body.citations.end();
    if (citation.empty() || known) continue;
    if (!std::exchange(body.lone_doi, {}).empty()) body.citations.clear();
    body.citations.push_back(citation);
  }
}

void note_markdown(const MarkdownBody& text, const ImportedPost& post, std::uint32_t first_line, SourceNotes& notes) {
  for (const auto& tag : text.left_out) {
    notes.warn(first_line + tag.line - 1,
               fmt::format("expected Markdown, found {}, which is left out", content::in_quotes(tag.text)));
  }
  if (!text.relative_address.empty()) notes.count(Common::relative_address, post.line, text.relative_address);
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (!pair) out += text[at] == '\r' ? '\n' : text[at];
  }
  return out;
}

}  // namespace

std::string usual_address(std::string_view path) {
  const auto stem = stem_of(path);
  if (path.find("_posts/") != std::string_view::npos && date_prefix(stem) > 0) {
    return fmt::format("{}/{}/{}/{}.html", stem.substr(0, 4), stem.substr(5, 2), stem.substr(8, 2), stem.substr(11));
  }
  static constexpr std::string_view folder = "content/";
  const auto at = path.rfind(folder);
  if (at == std::string_view::npos || (at > 0 && path[at - 1] != '/')) return {};
  auto below = path.substr(at + folder.size());
  below = below.substr(0, below.rfind('/') + 1);
  const bool is_bundle = path.substr(path.rfind('/') + 1).starts_with("index.");
  return is_bundle ? std::string{below} : fmt::format("{}{}/", below, stem);
}

std::optional<ImportedPost> read_front_matter_post(std::string_view text, const std::string& path,
                                                   const model::SiteDefinition& site, SourceNotes& notes) {
  auto bytes = with_line_feeds(text);
  if (replace_forbidden_but_line_feeds(bytes))
    notes.warn(1, "expected text, found control characters, which are replaced by spaces");
  auto front = read_front_matter(bytes, path);
  for (const auto& problem : front.diagnostics) {
    if (problem.severity == Severity::error) notes.error(problem.line, problem.message);
  }
  if (!front.value) return std::nullopt;
  auto foreign = read_fields(front.value->fields, path);
  if (foreign.published.empty()) {
    notes.pass_over("pages without a date");
    return std::nullopt;
  }
  const auto body_line = front.value->body_line;
  if (looks_like_html(front.value->body)) {
    foreign.html = front.value->body;
    foreign.html_line = body_line;
    return to_imported(foreign, site, notes);
  }
  auto post = to_imported_header(foreign, site, notes);
  if (!post) return std::nullopt;
  auto markdown = read_markdown_body(front.value->body);
  take_citation_fields(front.value->fields, markdown.body);
  post->citations = markdown.body.citations;
  post->markdown = markdown.body.markdown;
  note_markdown(markdown, *post, body_line, notes);
  note_lone_doi(*post, markdown.body.lone_doi, body_line + std::max(markdown.body.citation_line, 1U) - 1, notes);
  return post;
}

}  // namespace citefeed::importing
