#include "importing/markdown_body.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "content/landmarks.hpp"
#include "importing/page_shape.hpp"

namespace citefeed::importing {
namespace {

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
      const auto end = chunk.text.find_first_of(" \n)>]\"", at);
      const auto doi = citation::parse_doi(std::string_view{chunk.text}.substr(at + 8, end - at - 8));
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

}  // namespace

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

}  // namespace citefeed::importing
