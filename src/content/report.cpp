#include "content/report.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t most_of_a_kind = 100;
constexpr std::size_t longest_quotation_bytes = 60;

}  // namespace

Report::Report(std::string file, std::vector<Diagnostic> known)
    : file_(std::move(file)), diagnostics_(std::move(known)) {
  for (const auto& diagnostic : diagnostics_) ++(diagnostic.severity == Severity::error ? errors_ : warnings_).count;
}

void Report::error(Position position, std::string message) {
  add(errors_, Severity::error, position, std::move(message));
}

void Report::undefined(Position position, std::string message) {
  is_undefined_forgiven_ ? warning(position, std::move(message)) : error(position, std::move(message));
}

void Report::warning(Position position, std::string message) {
  add(warnings_, Severity::warning, position, std::move(message));
}

bool Report::is_full(Severity severity) const {
  return (severity == Severity::error ? errors_ : warnings_).count >= most_of_a_kind;
}

void Report::add(Pile& pile, Severity severity, Position position, std::string message) {
  if (++pile.count > most_of_a_kind) {
    if (pile.count == most_of_a_kind + 1) pile.first_left_out = position;
    return;
  }
  diagnostics_.push_back({.file = file_,
                          .line = position.line,
                          .column = position.column,
                          .severity = severity,
                          .message = std::move(message)});
}

std::vector<Diagnostic> Report::take() {
  sort_by_place(diagnostics_);  // of one file
  for (const auto& [pile, severity] : {std::pair{errors_, Severity::error}, std::pair{warnings_, Severity::warning}}) {
    if (pile.count <= most_of_a_kind) continue;
    diagnostics_.push_back(
        {.file = file_,
         .line = pile.first_left_out.line,
         .column = pile.first_left_out.column,
         .severity = severity,
         .message = fmt::format("{} more {}s are not listed", pile.count - most_of_a_kind, to_string(severity))});
  }
  return std::move(diagnostics_);
}

std::string in_quotes(std::string_view text) {
  const auto shown = truncate_graphemes(trim(text), longest_quotation_bytes);
  std::string out = "\"";
  for (const char c : shown) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  if (shown.size() < trim(text).size()) out += "…";
  return out + '"';
}

}  // namespace citefeed::content
