#include "citation/apa_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <string_view>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {

namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr int first_likely_year = 1800;  ///< scholarly journals with volumes and pages are younger, nearly all of them

/// `text` in quotation marks, no longer than a line of a message.
std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() <= longest) return '"' + std::string(text) + '"';
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return '"' + std::string(text.substr(0, end)) + "…\"";
}

bool has_no_letter(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char byte) { return is_ascii_letter(byte) || is_multi_byte(byte); });
}

/// "of therapy", but not "eHealth".
bool begins_inside_sentence(std::string_view text) {
  const auto word = text.substr(0, text.find(' '));
  return begins_lower(word) && std::none_of(word.begin(), word.end(), is_ascii_upper);
}

bool holds_address_or_doi(std::string_view text) {
  constexpr std::array<std::string_view, 4> marks = {"doi:", "doi.org/", "http://", "https://"};
  if (text.find(':') == none && text.find('/') == none) return false;  // nearly always
  return contains_any(text, marks);
}

/// "Title. Cole, D. (2019). Another": the date of a reference that was run together with this one.
bool holds_date_of_reference(std::string_view text) {
  for (auto open = text.find('('); open != none; open = text.find('(', open + 1)) {
    const auto date = text.substr(open + 1, 7);
    const bool year = date.size() == 7 && (date.starts_with("19") || date.starts_with("20")) && is_digit(date[2]) &&
                      is_digit(date[3]);
    if (year && (date.substr(4) == "). " || date.substr(5) == ").")) return true;
  }
  return false;
}

/// "Journal of Mind, 12(3, 45": what could not be read as volume and pages stayed with the name.
bool holds_rest_of_place(std::string_view container) {
  const auto open = std::count(container.begin(), container.end(), '(');
  if (open != std::count(container.begin(), container.end(), ')')) return true;
  for (auto comma = container.find(", "); comma != none; comma = container.find(", ", comma + 1))
    if (comma + 2 < container.size() && is_digit(container[comma + 2])) return true;
  return false;
}

std::optional<std::string> doubt_about_title(const std::string& title, Found found) {
  const bool misread = has_no_letter(title) || title.ends_with(',') || holds_address_or_doi(title) ||
                       holds_date_of_reference(title) || (found == Found::guessed && begins_inside_sentence(title));
  if (title.empty() || !misread) return std::nullopt;
  return "expected a title, found " + in_quotes(title);
}

/// "Maltraitance et clinique. Pratiques psychologiques": journals' names have full stops too, and only what names
/// itself a journal leaves no doubt where its name begins.
std::optional<std::string> doubt_about_sentences(const Citation& citation, Found found) {
  const bool is_given = found == Found::marked || citation.container_title.empty();
  if (is_given || citation.type != WorkType::article_journal || names_journal(citation.container_title))
    return std::nullopt;
  const std::string_view title = citation.title;
  const auto last = last_sentence_begin(title, title.size());
  if (last == none || last < 2 || title[last - 2] != '.') return std::nullopt;
  // "Introduction. On minds", "10. Care for the old"
  if (title.substr(0, last - 1).find(' ') == none) return std::nullopt;
  // "Physics II.2. 193b22-194a12", "… et académique. Une approche comparative"
  constexpr std::array<std::string_view, 8> subtitles = {"A ", "An ", "The ", "Une ", "Un ", "Eine ", "Ein ", "Una "};
  const auto sentence = title.substr(last);
  const bool goes_on = std::any_of(subtitles.begin(), subtitles.end(),
                                   [&](std::string_view opening) { return sentence.starts_with(opening); });
  if (!begins_with_capital(sentence) || goes_on) return std::nullopt;
  return "expected a title of one sentence before the name of a journal, found " + in_quotes(title);
}

std::optional<std::string> doubt_about_container(const std::string& container, Found found) {
  constexpr std::size_t longest = 160;
  const bool misread = has_no_letter(container) || container.size() > longest || holds_address_or_doi(container) ||
                       holds_rest_of_place(container) || (found == Found::guessed && begins_inside_sentence(container));
  if (container.empty() || !misread) return std::nullopt;
  return "expected the name of a journal or book, found " + in_quotes(container);
}

/// "ses- sions": a word that the end of a line divided, where "pre- and post-" is none. Whether its hyphen belongs to
/// it
/// ("self- report") only a person can say.
std::optional<std::string> divided_word(std::string_view text) {
  constexpr std::array<std::string_view, 14> joints = {"and", "or", "und", "oder", "et",  "ou",  "y",
                                                       "o",   "e",  "to",  "vs",   "bis", "nor", "versus"};
  for (auto at = text.find("- "); at != none; at = text.find("- ", at + 1)) {
    const auto next = text.substr(at + 2, find_first_of(text, " ,.;:)", at + 2) - at - 2);
    const bool divides = at > 0 && is_ascii_letter(text[at - 1]) && begins_lower(next) && !is_one_of(next, joints);
    if (!divides) continue;
    const auto space = text.rfind(' ', at);
    const auto begin = space == none ? 0 : space + 1;
    return std::string(text.substr(begin, at + 2 + next.size() - begin));
  }
  return std::nullopt;
}

std::optional<std::string> doubt_about_words(std::string_view text) {
  const auto word = divided_word(text);
  return word ? std::optional("expected whole words, found " + in_quotes(*word)) : std::nullopt;
}

std::optional<std::string> doubt_about_pages(const Citation& citation) {
  const auto pages = page_numbers(citation);
  if (!pages || pages->first <= pages->last) return std::nullopt;
  return "expected a last page after the first one, found " + in_quotes(page_range(citation));
}

/// What looked like a book's publisher was the place of an article in its journal.
std::optional<std::string> doubt_about_publisher(const std::string& publisher) {
  if (!holds_rest_of_place(publisher)) return std::nullopt;
  return "expected a publisher, or a journal with volume and pages, found " + in_quotes(publisher);
}

/// A line's end may have cut it, or text without a space may follow it.
std::optional<std::string> doubt_about_doi(const std::string& doi) {
  constexpr std::string_view never_last = "/-_([<";
  const bool cut = !doi.empty() && never_last.find(doi.back()) != none;
  const bool run_together = holds_address_or_doi(doi) || std::any_of(doi.begin(), doi.end(), is_multi_byte);
  if (!cut && !run_together) return std::nullopt;
  return "expected a DOI such as 10.1037/pst0000175, found " + in_quotes(doi);
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

/// The letters that both ends of "S344–S356" begin with.
std::size_t common_letters(std::string_view first, std::string_view last) {
  std::size_t at = 0;
  while (at < first.size() && at < last.size() && is_ascii_letter(first[at]) && first[at] == last[at]) ++at;
  return at;
}

}  // namespace

std::optional<PageNumbers> page_numbers(const Citation& citation) {
  const auto letters = common_letters(citation.first_page, citation.last_page);
  const auto first_digits = std::string_view(citation.first_page).substr(letters);
  const auto last_digits = std::string_view(citation.last_page).substr(letters);
  const auto first = number(first_digits);
  const auto last = number(last_digits);
  if (!first || !last) return std::nullopt;
  if (last_digits.size() >= first_digits.size()) return PageNumbers{*first, *last};
  const auto kept = first_digits.substr(0, first_digits.size() - last_digits.size());
  return PageNumbers{*first, number(std::string(kept).append(last_digits)).value_or(*last)};
}

std::vector<std::string> doubts_about(const Citation& citation, const Evidence& evidence) {
  std::vector<std::string> doubts;
  if (citation.year && *citation.year < first_likely_year)
    doubts.push_back("expected a year from 1800 on, found " + std::to_string(*citation.year));
  auto about_title = doubt_about_title(citation.title, evidence.title);
  if (!about_title) about_title = doubt_about_sentences(citation, evidence.title);
  for (auto& doubt : {about_title, doubt_about_words(citation.title),
                      doubt_about_container(citation.container_title, evidence.container_title),
                      doubt_about_words(citation.container_title), doubt_about_pages(citation),
                      doubt_about_publisher(citation.publisher), doubt_about_doi(citation.doi)})
    if (doubt) doubts.push_back(*doubt);
  return doubts;
}

std::vector<std::string> missing_parts(const Citation& citation) {
  std::vector<std::string> problems;
  if (citation.authors.empty() && citation.title.empty())
    problems.emplace_back("expected authors before the date, found none");
  if (citation.title.empty()) problems.emplace_back("expected a title after the date, found none");
  if (citation.type == WorkType::article_journal && !citation.title.empty() && citation.container_title.empty())
    problems.emplace_back("expected the name of a journal after the title, found none");
  const bool found_nowhere = citation.publisher.empty() && citation.doi.empty() && citation.url.empty();
  if (citation.type == WorkType::book && !citation.title.empty() && found_nowhere)
    problems.emplace_back("expected a journal or a publisher after the title, found none");
  return problems;
}

std::vector<std::string> warnings_about(const Reading& reading) {
  auto warnings = reading.problems;
  for (const auto& part : reading.unread)
    warnings.push_back("expected every part of the reference in a field, found " + in_quotes(part) + " in none");
  for (auto& doubt : doubts_about(reading.citation, reading.evidence)) warnings.push_back(std::move(doubt));
  return warnings;
}

double confidence_in(const Reading& reading) {
  constexpr double after_guess = 0.7;
  constexpr double after_problem = 0.5;
  double confidence = 1;
  const auto& found = reading.evidence;
  for (const auto how : {found.authors, found.year, found.title, found.container_title, found.volume, found.issue,
                         found.pages, found.doi})
    if (how == Found::guessed) confidence *= after_guess;
  return confidence * std::pow(after_problem, static_cast<double>(warnings_about(reading).size()));
}

}  // namespace citefeed::citation
