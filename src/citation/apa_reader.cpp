#include "citation/apa_reader.hpp"

#include <optional>
#include <utility>

#include "citation/apa_date.hpp"
#include "citation/apa_locator.hpp"
#include "citation/apa_names.hpp"
#include "citation/apa_tail.hpp"
#include "citation/apa_title.hpp"
#include "citation/apa_works.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

/// A year without brackets counts only where persons stand before it; otherwise it is a part of a title.
std::optional<PrintedDate> find_date(std::string_view reference) {
  if (auto date = find_bracketed_date(reference)) return date;
  auto date = find_bare_date(reference);
  if (!date) return std::nullopt;
  const auto authors = read_names(reference.substr(0, date->begin));
  if (authors.names.empty() || !authors.all_persons) return std::nullopt;
  return date;
}

/// `body` without a note in brackets at its end: "[in Chinese]", "(Original work published 1900)".
std::string_view without_note(std::string_view body) {
  body = trim_end(body, " .,;:");
  // "45–67; discussion 68–90"
  if (const auto discussion = body.rfind("; discussion "); discussion != std::string_view::npos && discussion > 0)
    if (is_digit(body[discussion - 1])) return body.substr(0, discussion);
  if (!body.ends_with(')') && !body.ends_with(']')) return body;
  const auto open = find_last_of(body, "([");
  if (open == std::string_view::npos || open == 0) return body;
  const auto inside = body.substr(open + 1);
  const bool after_number = open >= 2 && (is_digit(body[open - 2]) || body[open - 2] == '.');
  // "45–67. [Abstract]"
  if (body[open] == '[' && open >= 3 && after_number && is_digit(body[open - (body[open - 2] == '.' ? 3 : 2)]))
    return trim_end(body.substr(0, open), " .,;:");
  for (const std::string_view opening : {"in ", "original", "reprint", "translat", "erratum", "republished"}) {
    const bool in_other_language = opening != "in " || (inside.size() > 3 && is_ascii_upper(inside[3]));
    if (starts_ignoring_case(inside, opening) && in_other_language && after_number)
      return trim_end(body.substr(0, open), " .,;:");
  }
  return body;
}

/// A work without an author begins with its title: "Title. (2003). Journal, 12, 3-4."
bool begins_with_title(const Citation& citation, const TitleAndContainer& parts) {
  return parts.container.empty() && citation.authors.size() == 1 && !citation.authors[0].literal.empty();
}

void set_title(Reading& reading, const TitleAndContainer& parts, std::string_view front) {
  auto& citation = reading.citation;
  auto& evidence = reading.evidence;
  if (begins_with_title(citation, parts)) {
    put(citation.title, evidence.title, close_title(front), Found::guessed);
    put(citation.container_title, evidence.container_title, parts.title, Found::guessed);
    citation.authors.clear();
    evidence.authors = Found::absent;
    return;
  }
  put(citation.title, evidence.title, parts.title, parts.found);
  put(citation.container_title, evidence.container_title, parts.container, parts.found);
}

/// A work without volume and pages: an article still in press, a page of a site, or a book.
void read_unlocated(std::string_view body, bool in_press, Reading& reading) {
  auto& citation = reading.citation;
  const auto parts = split_title(body);
  put(citation.title, reading.evidence.title, parts.title, parts.found);
  const bool in_journal = !citation.doi.empty() || in_press || names_journal(parts.container);
  if (!in_journal && citation.url.empty()) {
    citation.type = WorkType::book;
    citation.publisher = trim_end(without_place(parts.container), " .,");
    return;
  }
  if (!in_journal) citation.type = WorkType::webpage;
  put(citation.container_title, reading.evidence.container_title, parts.container, parts.found);
}

/// Some print the year again in the place: "2003; 50: 12–20", "Vol. 12 (2003), 45–67".
void drop_repeated_year(Locator& locator, std::optional<int> year) {
  if (!year) return;
  const auto text = std::to_string(*year);
  if (locator.issue == text) put(locator.issue, locator.issue_found, {}, Found::absent);
  if (locator.volume != text || locator.issue_found != Found::guessed) return;
  locator.volume = std::exchange(locator.issue, {});
  locator.volume_found = std::exchange(locator.issue_found, Found::absent);
}

/// Only articles are published ahead of print; books are in press too.
void read_work(std::string_view body, std::string_view front, bool in_press, bool ahead_of_print, Reading& reading) {
  body = without_note(body);
  if (read_thesis(body, reading) || read_chapter(body, reading)) return;
  auto split = split_locator(body);
  if (!split) split = split_before_note(body);
  if (split) {
    drop_repeated_year(split->locator, reading.citation.year);
    set_locator(reading, std::move(split->locator));
    set_title(reading, split_title(split->before), front);
    return;
  }
  if (ahead_of_print || !read_book(body, reading)) read_unlocated(body, in_press, reading);
}

void report_missing(const Citation& citation, std::vector<std::string>& problems) {
  if (citation.authors.empty() && citation.title.empty())
    problems.emplace_back("expected authors before the date, found none");
  if (citation.title.empty()) problems.emplace_back("expected a title after the date, found none");
  if (citation.type == WorkType::article_journal && !citation.title.empty() && citation.container_title.empty())
    problems.emplace_back("expected the name of a journal after the title, found none");
  const bool found_nowhere = citation.publisher.empty() && citation.doi.empty() && citation.url.empty();
  if (citation.type == WorkType::book && !citation.title.empty() && found_nowhere)
    problems.emplace_back("expected a journal or a publisher after the title, found none");
}

}  // namespace

Reading read_apa(std::string_view reference) {
  Reading reading;
  auto& citation = reading.citation;
  citation.printed = normalise_space(reference);
  const std::string_view text = citation.printed;
  const auto date = find_date(text);
  auto tail = split_tail(date ? text.substr(date->end) : text);
  put(citation.doi, reading.evidence.doi, tail.doi, tail.doi_found);
  citation.url = std::move(tail.url);
  if (!date) {
    reading.problems.emplace_back("expected a date in brackets after the authors, as in (2003), found none");
    reading.confidence = confidence_in(reading);
    return reading;
  }
  const auto front = trim_end(text.substr(0, date->begin), " ,;:");
  auto authors = read_names(front);
  citation.authors = std::move(authors.names);
  reading.evidence.authors = authors.found;
  citation.et_al = authors.et_al;
  citation.year = date->year;
  citation.year_suffix = date->suffix;
  reading.evidence.year = date->found;
  read_work(trim_both(tail.body, " .,;:"), front, date->in_press || tail.ahead_of_print, tail.ahead_of_print, reading);
  report_missing(citation, reading.problems);
  reading.confidence = confidence_in(reading);
  return reading;
}

}  // namespace citefeed::citation
