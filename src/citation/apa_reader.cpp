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
  if (!body.ends_with(')') && !body.ends_with(']')) return body;
  const auto open = body.find_last_of("([");
  if (open == std::string_view::npos || open == 0) return body;
  const auto inside = body.substr(open + 1);
  for (const std::string_view opening : {"in ", "original", "reprint", "translat", "erratum", "republished"}) {
    const bool in_other_language = opening != "in " || (inside.size() > 3 && is_ascii_upper(inside[3]));
    const bool after_number = open >= 2 && (is_digit(body[open - 2]) || body[open - 2] == '.');
    if (starts_ignoring_case(inside, opening) && in_other_language && after_number)
      return trim_end(body.substr(0, open), " .,;:");
  }
  return body;
}

void set_locator(Citation& citation, Locator locator) {
  citation.volume = std::move(locator.volume);
  citation.issue = std::move(locator.issue);
  citation.first_page = std::move(locator.first_page);
  citation.last_page = std::move(locator.last_page);
  citation.article_number = std::move(locator.article_number);
}

/// A work without an author begins with its title: "Title. (2003). Journal, 12, 3-4."
bool begins_with_title(const Citation& citation, const TitleAndContainer& parts) {
  return parts.container.empty() && citation.authors.size() == 1 && !citation.authors[0].literal.empty();
}

void set_title(Citation& citation, const TitleAndContainer& parts, std::string_view front) {
  if (begins_with_title(citation, parts)) {
    citation.title = close_title(front);
    citation.container_title = parts.title;
    citation.authors.clear();
    return;
  }
  citation.title = parts.title;
  citation.container_title = parts.container;
}

/// A work without volume and pages: an article still in press, a page of a site, or a book.
void read_unlocated(std::string_view body, Citation& citation, bool in_press) {
  const auto parts = split_title(body);
  citation.title = parts.title;
  if (!citation.doi.empty() || in_press) {
    citation.container_title = parts.container;
  } else if (!citation.url.empty()) {
    citation.type = WorkType::webpage;
    citation.container_title = parts.container;
  } else {
    citation.type = WorkType::book;
    citation.publisher = trim_end(without_place(parts.container), " .,");
  }
}

void read_work(std::string_view body, std::string_view front, bool in_press, Citation& citation) {
  body = without_note(body);
  if (read_thesis(body, citation) || read_chapter(body, citation)) return;
  if (auto split = split_locator(body)) {
    set_locator(citation, std::move(split->locator));
    set_title(citation, split_title(split->before), front);
    return;
  }
  if (!read_book(body, citation)) read_unlocated(body, citation, in_press);
}

void report_missing(const Citation& citation, std::vector<std::string>& problems) {
  if (citation.authors.empty() && citation.title.empty())
    problems.emplace_back("expected authors before the date, found none");
  if (citation.title.empty()) problems.emplace_back("expected a title after the date, found none");
  if (citation.type == WorkType::article_journal && !citation.title.empty() && citation.container_title.empty())
    problems.emplace_back("expected the name of a journal after the title, found none");
}

}  // namespace

Reading read_apa(std::string_view reference) {
  Reading reading;
  auto& citation = reading.citation;
  citation.printed = normalise_space(reference);
  const std::string_view text = citation.printed;
  const auto date = find_date(text);
  auto tail = split_tail(date ? text.substr(date->end) : text);
  citation.doi = std::move(tail.doi);
  citation.url = std::move(tail.url);
  if (!date) {
    reading.problems.emplace_back("expected a date in brackets after the authors, as in (2003), found none");
    return reading;
  }
  const auto front = trim_end(text.substr(0, date->begin), " ,;:");
  auto authors = read_names(front);
  citation.authors = std::move(authors.names);
  citation.et_al = authors.et_al;
  citation.year = date->year;
  citation.year_suffix = date->suffix;
  read_work(trim_both(tail.body, " .,;:"), front, date->in_press, citation);
  report_missing(citation, reading.problems);
  return reading;
}

}  // namespace citefeed::citation
