#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <set>
#include <utility>

#include "app/commands.hpp"
#include "app/process.hpp"
#include "authoring/post_draft.hpp"
#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "base/utf8.hpp"
#include "catalogue/snapshot.hpp"
#include "citation/citation.hpp"
#include "citation/reference.hpp"
#include "citation/write.hpp"
#include "content/post_address.hpp"
#include "content/report.hpp"
#include "engine/load.hpp"
#include "render/citation_files.hpp"

namespace citefeed::app {
namespace {

/// What follows "/posts/" in an address, without query, fragment and the slashes at the end.
std::string_view without_address(std::string_view name) {
  const std::string posts_path = "/" + folder_path(Folder::post);
  const auto begin = name.find(posts_path);
  if (begin == std::string_view::npos) return name;
  name.remove_prefix(begin + posts_path.size());
  return name.substr(0, name.find_first_of("?#"));
}

std::string_view without_slashes(std::string_view name) {
  while (name.starts_with('/')) name.remove_prefix(1);
  while (name.ends_with('/')) name.remove_suffix(1);
  return name;
}

bool is_file(const model::Post& post, std::string_view path) {
  return path == post.file || path.ends_with("/" + post.file);
}

bool has_alias(const model::Post& post, std::string_view address) {
  return std::any_of(post.aliases.begin(), post.aliases.end(),
                     [address](const std::string& alias) { return without_slashes(alias) == address; });
}

}  // namespace

PostPointer find_post(const std::vector<PostPointer>& posts, std::string_view name) {
  const auto first = [&posts](const auto& matches) {
    const auto found = std::find_if(posts.begin(), posts.end(), matches);
    return found == posts.end() ? PostPointer{} : *found;
  };
  const auto id = without_slashes(without_address(name));
  if (auto post = first([id](const PostPointer& known) { return known->id == id; })) return post;
  const auto path = std::filesystem::path{name}.lexically_normal().generic_string();
  if (auto post = first([&path](const PostPointer& known) { return is_file(*known, path); })) return post;
  const auto old = content::parse_old_address(without_slashes(name));
  return first([address = std::string_view{old.path}](const PostPointer& known) { return has_alias(*known, address); });
}

Outcome<std::vector<PostPointer>> find_posts(const std::vector<PostPointer>& posts,
                                             const std::vector<std::string>& names) {
  std::vector<PostPointer> found;
  std::vector<Diagnostic> diagnostics;
  for (const auto& name : names) {
    if (auto post = find_post(posts, name)) {
      found.push_back(std::move(post));
      continue;
    }
    std::vector<std::string_view> ids;
    ids.reserve(posts.size());
    for (const auto& post : posts) ids.emplace_back(post->id);
    const auto id = without_slashes(without_address(name));
    diagnostics.push_back({.file = name,
                           .message = fmt::format("expected the id, file or address of a post, found {}{}",
                                                  content::in_quotes(name), content::suggestion(id, ids))});
  }
  if (!diagnostics.empty()) return {.diagnostics = std::move(diagnostics)};
  return {.value = std::move(found)};
}

namespace {

namespace json = boost::json;
using citation::Citation;
using citation::Evidence;
using citation::Found;
using citation::Reading;

constexpr const char* nothing = "{}\n";

const char* to_text(Found found) {
  switch (found) {
    case Found::absent:
      return "absent";
    case Found::marked:
      return "marked";
    case Found::placed:
      return "placed";
    case Found::guessed:
      return "guessed";
  }
  return "absent";
}

/// The fields that are there, by their CSL names.
json::object to_json(const Evidence& evidence, const Citation& citation) {
  const std::array<std::pair<const char*, Found>, 8> fields = {
      {{"author", evidence.authors},
       {"issued", evidence.year},
       {"title", evidence.title},
       {"container-title", evidence.container_title},
       {"volume", evidence.volume},
       {"issue", evidence.issue},
       {citation.article_number.empty() ? "page" : "number", evidence.pages},
       {"DOI", evidence.doi}}};
  json::object object;
  for (const auto& [name, found] : fields) {
    if (found != Found::absent) object[name] = to_text(found);
  }
  return object;
}

/// The value of "custom" that explains `reading`, beside what `custom` says. Put together as text, because Boost.JSON
/// writes 0.9 as 9E-1.
std::string explanation(const Reading& reading, const json::value* custom) {
  std::string said = custom == nullptr ? "{}" : json::serialize(*custom);
  said = said.substr(1, said.size() - 2);
  return fmt::format(R"({{{}{}"confidence":{:.3g},"found":{}}})", said, said.empty() ? "" : ",", reading.confidence,
                     json::serialize(to_json(reading.evidence, reading.citation)));
}

/// Who stands in front of the date is "author", and nobody else: editors are "editor" besides, and where names are left
/// out says "custom".
void name_makers_as_printed(json::object& item, const Citation& citation) {
  if (citation.edited && item.contains("editor")) item["author"] = item["editor"];
  auto* authors = citation.gap ? item.if_contains("author") : nullptr;
  if (authors != nullptr) authors->get_array().pop_back();
}

/// One line without its line end.
std::string to_line(const Reading& reading, std::string_view id, bool explain) {
  constexpr std::size_t usual_item_bytes = 8192;
  std::array<unsigned char, usual_item_bytes> room;  // NOLINT(*-member-init): the resource fills it as it needs
  json::monotonic_resource items{room.data(), room.size()};
  auto item = citation::to_csl(reading.citation, id, &items);
  name_makers_as_printed(item, reading.citation);
  if (!explain) return json::serialize(item);
  const auto said = explanation(reading, item.if_contains("custom"));
  item.erase("custom");
  auto line = json::serialize(item);
  line.pop_back();
  return line + R"(,"custom":)" + said + "}";
}

/// True when nothing of the reference is known but how it was printed.
bool is_empty(const Citation& citation) {
  return citation == Citation{.type = citation.type, .printed = citation.printed};
}

}  // namespace

void ReferenceLines::take(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const auto piece = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (unfinished_.size() + piece.size() > max_reference_bytes) too_long_ = true;
    if (end != std::string_view::npos && unfinished_.empty() && !too_long_) {
      ++line_;
      read(piece);  // as it stands, without a copy
      continue;
    }
    if (!too_long_) unfinished_ += piece;
    if (end != std::string_view::npos) end_line();
  }
}

void ReferenceLines::finish() {
  if (!unfinished_.empty() || too_long_) end_line();
}

void ReferenceLines::end_line() {
  ++line_;
  if (too_long_) {
    report(0, Severity::error,
           fmt::format("expected a reference of at most {} bytes, found more", max_reference_bytes));
    output_ += nothing;
  } else {
    read(unfinished_);
  }
  unfinished_.clear();
  too_long_ = false;
}

void ReferenceLines::read(std::string_view line) {
  if (const auto bad = first_invalid_utf8(line)) {
    report(*bad, Severity::error,
           fmt::format("expected UTF-8, found the byte {:02X}", static_cast<unsigned char>(line[*bad])));
    output_ += nothing;
    return;
  }
  auto reading = citation::read_reference(line);
  const auto& citation = reading.citation;
  if (citation.printed.empty()) {
    report(0, Severity::warning, "expected a reference, found a blank line");
    output_ += nothing;
    return;
  }
  const bool unread = is_empty(citation);
  // Confidence is whole only where there is nothing to say.
  auto warnings = reading.confidence < 1 ? citation::warnings_about(reading) : std::vector<std::string>{};
  for (auto& warning : warnings) report(0, unread ? Severity::error : Severity::warning, std::move(warning));
  if (unread) {
    if (warnings.empty()) report(0, Severity::error, "expected a reference, found something else");
    output_ += nothing;
    return;
  }
  const auto key = citation::citation_key(citation);
  output_ += to_line(reading, key.empty() ? fmt::format("line{}", line_) : key, explain_);
  output_ += '\n';
}

void ReferenceLines::report(std::size_t offset, Severity severity, std::string message) {
  diagnostics_.push_back({.file = "<standard input>",
                          .line = line_,
                          .column = static_cast<std::uint32_t>(offset + 1),
                          .severity = severity,
                          .message = std::move(message)});
}

std::string ReferenceLines::take_output() {
  return std::exchange(output_, {});
}

std::vector<Diagnostic> ReferenceLines::take_diagnostics() {
  return std::exchange(diagnostics_, {});
}

namespace {

/// Shows what `lines` have to say; true when all of them could be read.
bool show(ReferenceLines& lines) {
  write_output(lines.take_output());
  const auto diagnostics = lines.take_diagnostics();
  print_diagnostics(diagnostics);
  return !has_errors(diagnostics);
}

}  // namespace

/// Each block that arrives is answered before the next one is waited for, so that it works in a conversation too.
int cite_parse(const CiteParseOptions& options) {
  ReferenceLines lines{options.explain};
  std::array<char, 65536> block = {};
  bool all_read = true;
  while (const auto size = read_input(block.data(), block.size())) {
    lines.take({block.data(), size});
    all_read = show(lines) && all_read;
  }
  lines.finish();
  all_read = show(lines) && all_read;
  return all_read ? exit_fine : exit_content_errors;
}

namespace {

/// The articles that `named` posts review, in the order of the posts; then those of `published` posts, as the site's
/// own citation files list them; each once.
std::vector<citation::Citation> distinct_articles(const std::vector<PostPointer>& named,
                                                  const std::vector<PostPointer>& published) {
  std::vector<citation::Citation> all;
  for (const auto& post : named) {
    const auto noted = model::noted_citations(*post);
    all.insert(all.end(), noted.begin(), noted.end());
  }
  const auto others = catalogue::citations_of(published, published);
  all.insert(all.end(), others.begin(), others.end());
  std::set<std::string> seen = {""};  // the identity of a citation in which nothing was read
  std::erase_if(
      all, [&seen](const citation::Citation& article) { return !seen.insert(citation::identity(article)).second; });
  return all;
}

std::string to_text(const std::vector<citation::Citation>& articles, CitationFormat format) {
  switch (format) {
    case CitationFormat::bibtex:
      return render::bibtex_file(articles);
    case CitationFormat::ris:
      return render::ris_file(articles);
    case CitationFormat::csl:
      return render::csl_file(articles);
    case CitationFormat::apa:
      break;
  }
  std::string lines;
  for (const auto& article : articles) lines += citation::to_apa(article) + '\n';
  return lines;
}

/// What is published of the topics asked for, or of everything; empty when neither was.
std::vector<PostPointer> published_posts(const engine::LoadedTrees& loaded, const CiteExportOptions& options,
                                         const std::vector<std::string>& topics) {
  if (!options.all && topics.empty()) return {};
  const auto snapshot = catalogue::take_snapshot(loaded.posts, *loaded.definitions, SystemClock{}.now());
  return catalogue::select(*snapshot, {.topics = topics});
}

void print_errors(std::vector<Diagnostic> diagnostics) {
  std::erase_if(diagnostics, [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::error; });
  print_diagnostics(diagnostics);
}

}  // namespace

/// The errors of posts that nobody asked for are no concern here; a post that was asked for and not found may be one.
int cite_export(const CiteExportOptions& options) {
  const engine::LoadedTrees loaded = engine::load_once(options.trees);
  if (!loaded.definitions) {
    print_diagnostics(loaded.diagnostics);
    return exit_cannot_start;
  }
  const auto topics =
      authoring::find_slugs(loaded.definitions->topics, options.topics, "--topic", "a topic of topics.yaml");
  if (!topics.value) {
    print_diagnostics(topics.diagnostics);
    return exit_cannot_start;
  }
  const auto named = find_posts(loaded.posts, options.posts);
  const bool of_all = options.all || !topics.value->empty();
  if (of_all || !named.value) print_errors(loaded.diagnostics);
  if (!named.value) {
    print_diagnostics(named.diagnostics);
    return exit_content_errors;
  }
  const auto published = published_posts(loaded, options, *topics.value);
  write_output(to_text(distinct_articles(*named.value, published), options.to));
  return of_all && has_errors(loaded.diagnostics) ? exit_content_errors : exit_fine;
}

}  // namespace citefeed::app
