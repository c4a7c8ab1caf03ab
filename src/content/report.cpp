#include "content/report.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <numeric>

#include "base/utf8.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t longest_name_bytes =
    100;  // distances cost the product of the lengths; nobody misspells longer names

bool is_part(std::string_view part, std::string_view whole) {
  return part.size() >= 4 && whole.find(part) != std::string_view::npos;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last.back();
}

std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates) {
  if (text.empty() || text.size() > longest_name_bytes) return {};
  const std::string folded = fold_case(text);
  std::string_view best, containing;
  std::size_t best_distance = std::max<std::size_t>(1, folded.size() / 3) + 1;
  for (const auto candidate : candidates) {
    const std::string other = fold_case(candidate);
    if (containing.empty() && (is_part(folded, other) || is_part(other, folded))) containing = candidate;
    const std::size_t longer = std::max(folded.size(), other.size()), shorter = std::min(folded.size(), other.size());
    if (longer - shorter >= best_distance) continue;
    const std::size_t distance = edit_distance(folded, other);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best.empty() ? containing : best;
}

std::string suggestion(std::string_view text, const std::vector<std::string_view>& candidates) {
  const auto found = nearest(text, candidates);
  return found.empty() ? std::string{} : fmt::format("; did you mean \"{}\"?", found);
}

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
  if (undefined_)
    *undefined_ == Severity::error ? error(position, std::move(message)) : warning(position, std::move(message));
}

void Report::warning(Position position, std::string message) {
  add(warnings_, Severity::warning, position, std::move(message));
}

void Report::note(FileLink link) {
  constexpr std::size_t most_links = 1000;
  if (links_.size() < most_links) links_.push_back(std::move(link));
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
