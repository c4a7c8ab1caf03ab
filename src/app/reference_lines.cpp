#include "app/reference_lines.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "base/utf8.hpp"
#include "citation/apa_reader.hpp"
#include "citation/write.hpp"

namespace citefeed::app {
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

/// The value of "custom" that explains `reading`. Put together as text, because Boost.JSON writes 0.9 as 9E-1.
std::string explanation(const Reading& reading) {
  return fmt::format(R"({{{}"confidence":{:.3g},"found":{}}})", reading.citation.et_al ? R"("et_al":true,)" : "",
                     reading.confidence, json::serialize(to_json(reading.evidence, reading.citation)));
}

/// One line without its line end.
std::string to_line(const Reading& reading, std::string_view id, bool explain) {
  constexpr std::size_t usual_item_bytes = 8192;
  std::array<unsigned char, usual_item_bytes> room;  // NOLINT(*-member-init): the resource fills it as it needs
  json::monotonic_resource items{room.data(), room.size()};
  auto item = citation::to_csl(reading.citation, id, &items);
  if (!explain) return json::serialize(item);
  item.erase("custom");
  auto line = json::serialize(item);
  line.pop_back();
  return line + R"(,"custom":)" + explanation(reading) + "}";
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
  auto reading = citation::read_apa(line);
  const auto& citation = reading.citation;
  if (citation.printed.empty()) {
    report(0, Severity::warning, "expected a reference, found a blank line");
    output_ += nothing;
    return;
  }
  const bool unread = is_empty(citation);
  for (auto& problem : reading.problems) {
    report(0, unread ? Severity::error : Severity::warning, std::move(problem));
  }
  if (unread) {
    if (reading.problems.empty()) report(0, Severity::error, "expected a reference, found something else");
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

}  // namespace citefeed::app
