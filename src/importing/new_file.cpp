#include "importing/new_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <string_view>

#include "citation/apa_reader.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "importing/content_file.hpp"

namespace citefeed::importing {
namespace {

Diagnostic at_source(const NewPost& post, Severity severity, std::string message) {
  return {.file = post.source_file, .line = post.post.line, .severity = severity, .message = std::move(message)};
}

/// A lone DOI link was reported where it was found.
bool is_only_doi(const std::string& citation) {
  return citation.find(' ') == std::string::npos;
}

void check_citations(const NewPost& post, std::vector<Diagnostic>& diagnostics) {
  for (const auto& citation : post.post.citations) {
    if (is_only_doi(citation)) continue;
    const auto reading = citation::read_apa(citation);
    if (reading.problems.empty() && reading.confidence >= citation::low_confidence) continue;
    const auto problem =
        reading.problems.empty() ? std::string{"it can be read in more than one way"} : reading.problems.front();
    diagnostics.push_back(
        at_source(post, Severity::warning,
                  fmt::format("expected a citation that can be relied on, found {} (confidence {:.2f}): {}",
                              content::in_quotes(citation), reading.confidence, problem)));
  }
}

/// What content/ says of the file, at the place in the source that it comes from.
void forward(const NewPost& post, const std::vector<Diagnostic>& found, std::uint32_t header_lines,
             std::vector<Diagnostic>& diagnostics) {
  for (const auto& diagnostic : found) {
    const bool is_of_header = diagnostic.line > 0 && diagnostic.line <= header_lines;
    const bool is_error = diagnostic.severity == Severity::error;
    if (!is_error && (is_of_header || post.post.markdown.empty())) continue;
    const auto place = diagnostic.line == 0 ? post.path : fmt::format("{}:{}", post.path, diagnostic.line);
    diagnostics.push_back(at_source(post, diagnostic.severity, fmt::format("{} ({})", diagnostic.message, place)));
  }
}

/// How many lines the front matter of `bytes` has.
std::uint32_t header_lines(std::string_view bytes) {
  const auto header = bytes.substr(0, bytes.find("\n---\n") + 1);
  return static_cast<std::uint32_t>(std::count(header.begin(), header.end(), '\n')) + 1;
}

}  // namespace

std::optional<std::string> write_new_file(const NewPost& post, const model::Definitions& definitions,
                                          std::vector<Diagnostic>& diagnostics) {
  auto bytes = to_content_file(post.post, post.own_id, post.filed);
  const auto outcome = content::parse_post(post.path, post.path, bytes, definitions);
  check_citations(post, diagnostics);
  forward(post, outcome.diagnostics, header_lines(bytes), diagnostics);
  if (!outcome.has_value()) return std::nullopt;
  return bytes;
}

}  // namespace citefeed::importing
