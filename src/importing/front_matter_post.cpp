#include "importing/front_matter_post.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "content/front_matter.hpp"
#include "content/headings.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"
#include "importing/blocks.hpp"
#include "importing/foreign_post.hpp"
#include "importing/html_blocks.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

// Finds in a text that is Markdown already what content/ keeps apart, and leaves the rest as it is written.

/// Something in the text that is no Markdown and is left out.
struct TemplateTag {
  std::string text = {};
  std::uint32_t line = 0;
};

struct MarkdownBody {
  Body body = {};                          ///< lines count from 1
  std::vector<TemplateTag> left_out = {};  ///< shortcodes of Hugo, tags of Liquid
  std::string relative_address = {};       ///< the first of a link or image that is relative; "" when none is
};

constexpr std::size_t max_paragraph_bytes = 4000;  ///< longer ones are neither a reference nor a heading

/// Lines without a blank one between them, or code between fences.
struct Chunk {
  std::string text = {};
  std::uint32_t line = 0;
  bool is_code = false;
};

/// The fence that `line` opens or closes; empty when none.
std::string_view fence_of(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("```") && !line.starts_with("~~~")) return {};
  const auto mark = line.substr(0, std::min(line.find_first_not_of(line.front()), line.size()));
  return mark.front() == '`' && line.find('`', mark.size()) != std::string_view::npos ? std::string_view{} : mark;
}

bool is_atx_heading(std::string_view line) {
  line.remove_prefix(std::min({line.find_first_not_of(' '), line.size(), std::size_t{3}}));
  const auto level = std::min(line.find_first_not_of('#'), line.size());
  return level > 0 && level <= 6 && (level == line.size() || line[level] == ' ' || line[level] == '\t');
}

std::vector<Chunk> chunks_of(std::string_view text) {
  std::vector<Chunk> chunks;
  std::string fence;
  bool open = false;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto mark = fence_of(line);
    const bool starts_code = fence.empty() && !mark.empty();
    const bool blank = fence.empty() && trim(line).empty();
    if (starts_code || !open || (fence.empty() && is_atx_heading(line))) {
      if (blank) continue;
      chunks.push_back({.line = number, .is_code = starts_code});
    }
    open = !blank;
    if (blank) continue;
    auto& chunk = chunks.back();
    if (!chunk.text.empty()) chunk.text += '\n';
    chunk.text += line;
    if (starts_code) {
      fence = mark;
    } else if (!fence.empty() && mark.starts_with(fence) && trim(line) == mark) {
      fence.clear();
      open = false;
    }
  }
  return chunks;
}

struct Tag {
  std::string_view open = {};
  std::string_view close = {};
  bool is_silent = false;  ///< nothing is lost with it
};

/// Takes the tags of Hugo, Liquid and kramdown out of `chunk`.
void take_tags(Chunk& chunk, std::vector<TemplateTag>& left_out) {
  static constexpr Tag tags[] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{:", "}", true}};
  std::string out;
  std::string_view rest = chunk.text;
  for (auto at = rest.find('{'); at != std::string_view::npos; at = rest.find('{')) {
    out += rest.substr(0, at);
    rest.remove_prefix(at);
    const auto* const tag =
        std::find_if(std::begin(tags), std::end(tags), [rest](const Tag& each) { return rest.starts_with(each.open); });
    const auto end =
        tag == std::end(tags) ? std::string_view::npos : rest.substr(0, max_paragraph_bytes).find(tag->close);
    if (end == std::string_view::npos) {
      out += '{';
      rest.remove_prefix(1);
      continue;
    }
    const auto whole = rest.substr(0, end + tag->close.size());
    const bool is_root =
        whole.find("site.url") != std::string_view::npos || whole.find("site.baseurl") != std::string_view::npos;
    if (!tag->is_silent && !is_root) {
      const auto line = chunk.line + static_cast<std::uint32_t>(std::count(out.begin(), out.end(), '\n'));
      left_out.push_back({.text = collapse_space(whole), .line = line});
    }
    rest.remove_prefix(whole.size());
  }
  out += rest;
  out.erase(out.find_last_not_of(" \n") + 1);
  chunk.text = std::move(out);
}

/// What follows the "#" of a heading of ATX style, and its level; nothing when `line` is none (CommonMark, 4.2).
std::optional<std::pair<std::size_t, std::string_view>> atx_heading(std::string_view line) {
  if (!is_atx_heading(line)) return std::nullopt;
  line = trim(line);
  const auto level = std::min(line.find_first_not_of('#'), line.size());
  auto text = trim(line.substr(level));
  while (text.ends_with('#')) text.remove_suffix(1);
  return std::pair{level, trim(text)};
}

bool is_underline(std::string_view line) {
  line = trim(line);
  return !line.empty() && (line.front() == '=' || line.front() == '-') &&
         line.find_first_not_of(line.front()) == std::string_view::npos;
}

/// What a reader sees of one paragraph of Markdown, as far as that can be told without reading it whole.
std::string visible_text(std::string_view paragraph) {
  std::string out;
  bool in_address = false;
  for (std::size_t at = 0; at < paragraph.size(); ++at) {
    const char c = paragraph[at];
    const char next = at + 1 < paragraph.size() ? paragraph[at + 1] : '\0';
    if (c == '\\' && next > ' ' && next < '0') {
      out += next;
      ++at;
    } else if (c == ']' && next == '(') {
      at = std::min(paragraph.find(')', at), paragraph.size());
    } else if (c == '*' || c == '[' || c == '`' || (c == '_' && (out.empty() || out.back() == ' ' || next <= ' '))) {
      continue;
    } else if (c == '<' && paragraph.substr(at + 1).starts_with("http")) {
      in_address = true;
    } else if (c == '>' && in_address) {
      in_address = false;
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  auto text = collapse_space(out);
  for (const std::string_view mark : {"- ", "+ ", "> "}) {
    if (text.starts_with(mark)) text.erase(0, mark.size());
  }
  return text;
}

/// `chunk` with its heading "Practice Implications" as content/ knows it; nothing when it has none.
std::optional<std::string> with_heading(const std::string& chunk) {
  const auto end = std::min(chunk.find('\n'), chunk.size());
  const std::string_view first = std::string_view{chunk}.substr(0, end);
  if (first.size() > max_paragraph_bytes) return std::nullopt;
  auto rest = std::string_view{chunk}.substr(std::min(end + 1, chunk.size()));
  const auto atx = atx_heading(first);
  const auto text = visible_text(atx ? atx->second : first);
  const auto heading = [](std::size_t level, std::string_view after) {
    const auto mark = std::string(std::clamp<std::size_t>(level, 2, 6), '#');
    return fmt::format("{} Practice Implications{}{}", mark, after.empty() ? "" : "\n\n", after);
  };
  if (content::is_implications_heading(text)) {
    if (!atx && is_underline(rest.substr(0, rest.find('\n'))))
      rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
    return heading(atx ? atx->first : 2, trim(rest));
  }
  const auto colon = first.find(':');
  if (atx || implications_prefix(text) == 0 || colon == std::string_view::npos) return std::nullopt;
  auto after = std::string_view{chunk}.substr(colon + 1);
  const auto marks = std::min(after.find_first_not_of("*_"), after.size());
  after.remove_prefix(std::min(marks, first.find_first_not_of("*_")));  // no more are closed than were opened
  return heading(2, trim(after));
}

void take_citations(std::vector<Chunk>& chunks, Body& body) {
  const auto citation_of = [](const Chunk& chunk) {
    return chunk.is_code || chunk.text.size() > max_paragraph_bytes ? std::string{}
                                                                    : citation_in(visible_text(chunk.text));
  };
  auto first =
      std::find_if(chunks.begin(), chunks.end(), [&](const Chunk& chunk) { return !citation_of(chunk).empty(); });
  if (first == chunks.end()) return;
  body.citation_line = first->line;
  auto last = first;
  for (; last != chunks.end() && !citation_of(*last).empty(); ++last) body.citations.push_back(citation_of(*last));
  const auto is_label = [](const Chunk& chunk) {
    const auto atx = atx_heading(chunk.text);
    return is_citation_label(visible_text(atx ? atx->second : chunk.text));
  };
  if (first != chunks.begin() && is_label(*std::prev(first))) --first;
  chunks.erase(first, last);
}

/// The one DOI that is linked in `chunks`, where there is no reference.
void take_lone_doi(const std::vector<Chunk>& chunks, Body& body) {
  static constexpr std::string_view resolver = "doi.org/10.";
  std::vector<std::string> found;
  for (const auto& chunk : chunks) {
    for (auto at = chunk.text.find(resolver); at != std::string::npos; at = chunk.text.find(resolver, at + 1)) {
      const auto end = chunk.text.find_first_of(" \n>\"", at);
      const auto doi = citation::parse_doi(std::string_view{chunk.text}.substr(at, end - at));
      if (!doi || std::find(found.begin(), found.end(), *doi) != found.end()) continue;
      if (found.empty()) body.citation_line = chunk.line;
      found.push_back(*doi);
    }
  }
  if (found.size() != 1) return;
  body.lone_doi = found.front();
  body.citations = {citation::doi_url(body.lone_doi)};
}

std::string relative_address_in(std::string_view text) {
  for (auto at = text.find("]("); at != std::string_view::npos; at = text.find("](", at + 1)) {
    const auto address = text.substr(at + 2, 200);
    const bool known = address.starts_with("http") || address.starts_with("mailto:") || address.starts_with('#') ||
                       address.starts_with('<');
    if (!known) return std::string{address.substr(0, address.find_first_of(" )\n"))};
  }
  return {};
}

/// Reads `text` (valid UTF-8, LF), as read_body() does blocks: the citation is taken out, "Practice Implications" made
/// a heading. Shortcodes ("{{< … >}}"), tags ("{% … %}") and kramdown's attributes ("{: …}") are left out. What stands
/// between fences is code and stays. Linear time.
MarkdownBody read_markdown_body(std::string_view text) {
  MarkdownBody out;
  auto chunks = chunks_of(text);
  for (auto& chunk : chunks) {
    if (!chunk.is_code) take_tags(chunk, out.left_out);
  }
  std::erase_if(chunks, [](const Chunk& chunk) { return trim(chunk.text).empty(); });
  take_citations(chunks, out.body);
  if (out.body.citations.empty()) take_lone_doi(chunks, out.body);
  bool marked = false;
  for (auto& chunk : chunks) {
    if (out.relative_address.empty() && !chunk.is_code) out.relative_address = relative_address_in(chunk.text);
    if (marked || chunk.is_code) continue;
    if (auto headed = with_heading(chunk.text)) {
      chunk.text = std::move(*headed);
      marked = true;
    }
  }
  for (const auto& chunk : chunks) out.body.markdown += (out.body.markdown.empty() ? "" : "\n\n") + chunk.text;
  return out;
}

namespace json = boost::json;

std::uint32_t lines_in(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string joined(const std::string& path, std::string_view key) {
  const std::string folded = fold_case(key);
  return path.empty() ? folded : path + '.' + folded;
}

void add(const content::yaml::Node& node, const std::string& path, FrontFields& fields) {
  using content::yaml::Kind;
  if (node.kind == Kind::scalar) {
    if (!node.is_null()) fields[path].push_back(node.text);
    return;
  }
  for (const auto& child : node.children)
    add(child, node.kind == Kind::mapping ? joined(path, child.key) : path, fields);
}

void add(const json::value& value, const std::string& path, FrontFields& fields) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) add(member.value(), joined(path, member.key()), fields);
  } else if (const auto* array = value.if_array()) {
    for (const auto& item : *array) add(item, path, fields);
  } else if (!value.is_null()) {
    fields[path].push_back(value.is_string() ? std::string{value.as_string()} : json::serialize(value));
  }
}

Outcome<FrontParts> failed(std::string_view file, std::uint32_t line, std::string message) {
  return {.diagnostics = {{.file = std::string{file}, .line = line, .message = std::move(message)}}};
}

Outcome<FrontParts> read_yaml(std::string_view text, std::string_view file) {
  content::Report report{std::string{file}};
  Outcome<FrontParts> outcome;
  if (const auto parts = content::split_front_matter(text, report)) {
    if (const auto node = content::yaml::parse(parts->front_matter, parts->front_matter_line, {}, report)) {
      outcome.value = FrontParts{.body = parts->body, .body_line = parts->body_line};
      add(*node, {}, outcome.value->fields);
    }
  }
  outcome.diagnostics = report.take();
  if (has_errors(outcome.diagnostics)) outcome.value.reset();
  return outcome;
}

Outcome<FrontParts> read_toml(std::string_view text, std::string_view file) {
  const auto begin = text.find('\n') + 1;
  auto end = text.find("\n+++", begin - 1);
  if (end == std::string_view::npos)
    return failed(file, 1, "expected a line \"+++\" where the front matter ends, found none");
  end = std::max(end + 1, begin);
  const auto body = std::min(text.find('\n', end), text.size() - 1) + 1;
  FrontParts parts{.body = text.substr(body), .body_line = lines_in(text.substr(0, body)) + 1};
  if (const auto problem = add_toml(text.substr(begin, end - begin), parts.fields))
    return failed(file, problem->line + 1, "expected front matter in TOML, found " + problem->message);
  return {.value = std::move(parts)};
}

/// Hugo's JSON front matter is one object; the text begins after it.
Outcome<FrontParts> read_json(std::string_view text, std::string_view file) {
  json::stream_parser parser;
  boost::system::error_code problem;
  const auto size = parser.write_some(text.data(), text.size(), problem);
  if (problem || !parser.done())
    return failed(file, lines_in(text.substr(0, size)) + 1,
                  "expected front matter in JSON, found none that can be read");
  FrontParts parts{.body = text.substr(size), .body_line = lines_in(text.substr(0, size)) + 1};
  add(parser.release(), {}, parts.fields);
  return {.value = std::move(parts)};
}

}  // namespace

bool has_front_matter(std::string_view text) {
  const auto line = trim(text.substr(0, text.find('\n')));
  if (line == "---" || line == "+++") return true;
  const auto start = trim(text.substr(0, 1000));
  return line.starts_with('{') && trim(start.substr(1)).starts_with('"');
}

Outcome<FrontParts> read_front_matter(std::string_view text, std::string_view shown_file) {
  if (text.starts_with("---")) return read_yaml(text, shown_file);
  return text.starts_with("+++") ? read_toml(text, shown_file) : read_json(text, shown_file);
}

std::string first_of(const FrontFields& fields, const std::vector<std::string>& keys) {
  for (const auto& key : keys) {
    const auto found = fields.find(key);
    if (found != fields.end() && !found->second.empty() && !found->second.front().empty()) return found->second.front();
  }
  return {};
}

std::vector<std::string> all_of(const FrontFields& fields, const std::vector<std::string>& keys) {
  std::vector<std::string> all;
  for (const auto& key : keys) {
    const auto found = fields.find(key);
    if (found != fields.end()) all.insert(all.end(), found->second.begin(), found->second.end());
  }
  return all;
}

namespace {

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

std::string_view below_content(std::string_view path) {
  static constexpr std::string_view folder = "content/";
  const auto at = path.rfind(folder);
  if (at == std::string_view::npos || (at > 0 && path[at - 1] != '/')) return {};
  return path.substr(at + folder.size());
}

bool is_of_jekyll(std::string_view path) {
  const auto has = [path](std::string_view folder) { return path.find(folder) != std::string_view::npos; };
  return has("_posts/") || has("_drafts/") || (below_content(path).empty() && date_prefix(stem_of(path)) > 0);
}

std::string usual_address(std::string_view path) {
  const auto stem = stem_of(path);
  if (path.find("_posts/") != std::string_view::npos && date_prefix(stem) > 0) {
    return fmt::format("{}/{}/{}/{}.html", stem.substr(0, 4), stem.substr(5, 2), stem.substr(8, 2), stem.substr(11));
  }
  auto below = below_content(path);
  if (below.empty()) return {};
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
