#include "citation/read.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

/// What 0x80 to 0x9f are in Windows-1252; the five that it leaves free are replacement characters.
constexpr std::array<const char*, 32> windows_1252 = {
    "€",      "\ufffd", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\ufffd", "Ž", "\ufffd",
    "\ufffd", "‘",      "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\ufffd", "ž", "Ÿ"};

std::string from_windows_1252(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value < 0xa0U) return windows_1252[value - 0x80U];
  return {static_cast<char>(0xc0U | (value >> 6U)), static_cast<char>(0x80U | (value & 0x3fU))};
}

std::string hexadecimal(char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', digits[value >> 4U], digits[value & 15U]};
}

}  // namespace

CitationFile::CitationFile(std::string_view bytes, std::string name) : name_(std::move(name)) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    diagnostics_.push_back({.file = name_, .message = "expected a file in UTF-8, found UTF-16"});
    return;
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  repair_encoding(bytes);
  repair_control_characters();
}

void CitationFile::repair_encoding(std::string_view bytes) {
  text_.reserve(bytes.size());
  bool reported = false;
  while (const auto invalid = first_invalid_utf8(bytes)) {
    text_ += bytes.substr(0, *invalid);
    const char byte = bytes[*invalid];
    if (!std::exchange(reported, true))
      report(text_.size(), Severity::warning,
             "expected UTF-8, found the byte " + hexadecimal(byte) + "; read as Windows-1252");
    text_ += from_windows_1252(byte);
    bytes.remove_prefix(*invalid + 1);
  }
  text_ += bytes;
}

void CitationFile::repair_control_characters() {
  auto control = first_control_character(text_);
  if (!control) return;
  report(*control, Severity::warning,
         "expected text, found the control character " + hexadecimal(text_[*control]) + "; read as a space");
  std::size_t from = 0;
  while (control) {
    from += *control;
    text_[from] = ' ';
    control = first_control_character(std::string_view(text_).substr(from));
  }
}

void CitationFile::report(std::size_t offset, Severity severity, std::string message) {
  if (diagnostics_.size() > most_diagnostics) return;
  if (diagnostics_.size() == most_diagnostics) {
    message = "there is more to say about this file than is said here";
    severity = Severity::warning;
  }
  move_to(offset);
  diagnostics_.push_back({.file = name_,
                          .line = position_.line,
                          .column = static_cast<std::uint32_t>(offset - position_.line_begin + 1),
                          .severity = severity,
                          .message = std::move(message)});
}

void CitationFile::take_diagnostics(ReadCitations& read, const char* what) {
  read.diagnostics = take_diagnostics();
  if (read.citations.empty() && read.diagnostics.empty())
    read.diagnostics.push_back({.file = name_, .message = std::string("expected ") + what + ", found none"});
}

/// A line ends in LF, CRLF or CR alone.
void CitationFile::move_to(std::size_t offset) {
  if (offset < position_.offset) position_ = {};
  for (auto at = position_.offset; at < offset; ++at) {
    const bool ends_line =
        text_[at] == '\n' || (text_[at] == '\r' && (at + 1 >= text_.size() || text_[at + 1] != '\n'));
    if (!ends_line) continue;
    ++position_.line;
    position_.line_begin = at + 1;
  }
  position_.offset = offset;
}

std::string in_quotes(std::string_view found) {
  constexpr std::size_t longest = 40;
  const auto shown = truncate_graphemes(found, longest);
  return "\"" + std::string(shown) + (shown.size() < found.size() ? "…\"" : "\"");
}

namespace {

constexpr std::size_t none = std::string_view::npos;

/// What marks style in titles, in HTML and JATS, without the prefixes "jats:" and "mml:".
bool is_mark(std::string_view name) {
  for (const std::string_view prefix : {"jats:", "mml:", "m:", "xhtml:"})
    if (starts_ignoring_case(name, prefix)) return name.size() > prefix.size();
  constexpr std::array<std::string_view, 36> marks = {"i",         "b",
                                                      "em",        "strong",
                                                      "sub",       "sup",
                                                      "sc",        "scp",
                                                      "tt",        "span",
                                                      "u",         "p",
                                                      "br",        "div",
                                                      "a",         "font",
                                                      "small",     "big",
                                                      "italic",    "bold",
                                                      "math",      "mi",
                                                      "mo",        "mn",
                                                      "mrow",      "inline-formula",
                                                      "ext-link",  "xref",
                                                      "strike",    "cite",
                                                      "roman",     "msub",
                                                      "msup",      "h1",
                                                      "underline", "named-content"};
  return equals_any(name, marks);
}

/// What a mark of style that ends `text` is, without its brackets: "/i", "span class=\"nocase\""; empty when there is
/// none.
std::string_view ending_mark(std::string_view text) {
  constexpr std::size_t longest = 256;
  const auto window = text.substr(text.size() - std::min(text.size(), longest));
  const auto open = window.rfind('<');
  if (open == none) return {};
  const auto mark = window.substr(open + 1, window.size() - open - 2);
  auto name = mark;
  if (name.starts_with('/')) name.remove_prefix(1);
  const auto rest = name.substr(std::min(find_first_of(name, " /"), name.size()));
  name.remove_suffix(rest.size());
  // "<a and b>" is none: attributes have values.
  const bool is_tag = find_first_not_of(rest, " /") == none || rest.find('=') != none;
  return is_tag && is_mark(name) ? mark : std::string_view{};
}

/// Takes the mark that ends `text` off; a break between lines is a space.
void remove_ending_mark(std::string& text) {
  const auto mark = ending_mark(text);
  if (mark.empty()) return;
  const bool is_break = starts_ignoring_case(mark, "br") && mark.find_first_not_of(" /", 2) == none;
  text.resize(text.size() - mark.size() - 2);
  if (is_break) text += ' ';
}

std::string to_utf8(std::uint32_t code_point) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (code_point < 0x80U) return {byte(code_point)};
  const auto tail = [&](unsigned shift) { return byte(0x80U | ((code_point >> shift) & 0x3fU)); };
  if (code_point < 0x800U) return {byte(0xc0U | (code_point >> 6U)), tail(0)};
  if (code_point < 0x10000U) return {byte(0xe0U | (code_point >> 12U)), tail(6), tail(0)};
  return {byte(0xf0U | (code_point >> 18U)), tail(12), tail(6), tail(0)};
}

/// What "#8217" or "#x2019" means; empty for anything else, and for what is no character of a text.
std::string numbered_character(std::string_view number) {
  number.remove_prefix(1);
  const bool hexadecimal = !number.empty() && to_ascii_lower(number[0]) == 'x';
  if (hexadecimal) number.remove_prefix(1);
  std::uint32_t code_point = 0;
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), code_point, hexadecimal ? 16 : 10);
  const bool is_whole = error == std::errc{} && end == number.data() + number.size();
  const bool is_surrogate = code_point >= 0xd800U && code_point < 0xe000U;
  const bool is_control = code_point < 0x20U || (code_point >= 0x7fU && code_point < 0xa0U);
  if (!is_whole || is_control || is_surrogate || code_point > 0x10ffffU) return {};
  return to_utf8(code_point);
}

/// The character that the entity `name` is; empty when it is not known.
std::string entity_character(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> entities = {{{"amp", "&"},
                                                                                       {"lt", "<"},
                                                                                       {"gt", ">"},
                                                                                       {"quot", "\""},
                                                                                       {"apos", "'"},
                                                                                       {"nbsp", " "},
                                                                                       {"ndash", "–"},
                                                                                       {"mdash", "—"},
                                                                                       {"lsquo", "‘"},
                                                                                       {"rsquo", "’"},
                                                                                       {"ldquo", "“"},
                                                                                       {"rdquo", "”"},
                                                                                       {"hellip", "…"},
                                                                                       {"eacute", "é"},
                                                                                       {"ouml", "ö"},
                                                                                       {"uuml", "ü"},
                                                                                       {"auml", "ä"},
                                                                                       {"szlig", "ß"}}};
  if (name.starts_with('#')) return numbered_character(name);
  for (const auto& [entity, character] : entities)
    if (entity == name) return std::string(character);
  return {};
}

/// Replaces the entity that ends `text` by its character. Text that was escaped twice has "&amp;lt;".
void replace_ending_entity(std::string& text) {
  constexpr std::size_t longest = 12;
  const auto window = text.size() - std::min(text.size(), longest);
  const auto in_window = std::string_view(text).substr(window).rfind('&');
  if (in_window == none) return;
  const auto begin = window + in_window;
  const auto character = entity_character(std::string_view(text).substr(begin + 1, text.size() - begin - 2));
  if (!character.empty()) text.replace(begin, std::string::npos, character);
}

bool is_suffix(std::string_view text) {
  constexpr std::array<std::string_view, 7> suffixes = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"};
  return is_one_of(text, suffixes);
}

/// "R.", "J.-P.", "A.B.", "DR": one to three capitals joined, or letters with their full stops.
bool are_initials(std::string_view word) {
  constexpr std::size_t most_joined = 3;
  if (word.find('.') == none)
    return !word.empty() && word.size() <= most_joined && std::all_of(word.begin(), word.end(), is_ascii_upper);
  while (!word.empty()) {
    if (!begins_with_capital(word)) return false;
    word.remove_prefix(code_point_length(word, 0));
    if (!word.starts_with('.')) return false;
    word.remove_prefix(word.starts_with(".-") ? 2 : 1);
  }
  return true;
}

/// "WHO": a name of capitals alone, which no person has.
bool is_acronym(std::string_view word) {
  return word.size() > 1 && std::all_of(word.begin(), word.end(), is_ascii_upper);
}

/// A word of names of groups that is seldom a person's.
bool is_group_word(std::string_view word) {
  constexpr std::array<std::string_view, 40> words = {
      "academy",     "agency",        "alliance",      "association",  "board",        "bureau",        "center",
      "centre",      "collaboration", "collaborators", "college",      "commission",   "committee",     "consortium",
      "corporation", "council",       "department",    "federation",   "foundation",   "group",         "hospital",
      "inc",         "initiative",    "institute",     "institutes",   "institut",     "investigators", "llc",
      "ministry",    "network",       "office",        "organisation", "organization", "program",       "project",
      "services",    "society",       "study",         "team",         "university"};
  word = trim_both(word, ".,()");
  return equals_any(word, words);
}

bool has_group_word(std::string_view text) {
  while (!text.empty()) {
    const auto space = std::min(text.find(' '), text.size());
    if (is_group_word(text.substr(0, space))) return true;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return false;
}

/// "Centre for Trauma, Grief, and Loss": a name of several words, among them a group's, with no initials behind a
/// comma.
bool is_group_with_commas(const std::vector<std::string>& parts) {
  if (parts.size() < 2 || parts[0].find(' ') == none || !has_group_word(parts[0])) return false;
  return !are_initials(std::string_view(parts[1]).substr(0, parts[1].find(' '))) && !is_suffix(parts[1]);
}

/// "Liu R.", "Kraus DR", "van der Berg A. M.", "Roe JA Jr": a family name and initials without a comma, as PubMed and
/// Vancouver have them. A group has more words, or words of its own: "Project R".
std::optional<Name> read_family_and_initials(std::string_view text) {
  Name name;
  if (const auto last = last_word(text); is_suffix(last) && last.size() < text.size()) {
    name.suffix = last;
    text = trim_end(text.substr(0, text.size() - last.size()), " ");
  }
  auto family = text;
  while (are_initials(last_word(family)) && last_word(family).size() < family.size())
    family = trim_end(family.substr(0, family.size() - last_word(family).size()), " ");
  constexpr std::array<std::string_view, 4> countries = {"UK", "USA", "US", "EU"};
  const auto given = trim_both(text.substr(family.size()), " ");
  const bool country = is_one_of(given, countries);
  constexpr std::ptrdiff_t most_spaces = 3;
  const bool person = !given.empty() && !country && !is_acronym(family) && !has_group_word(family) &&
                      !are_initials(family.substr(0, family.find(' '))) &&
                      std::count(family.begin(), family.end(), ' ') <= most_spaces;
  if (!person) return std::nullopt;
  name.family = family;
  name.given = given;
  return name;
}

/// "Doe Jr." and "J. Jr." keep what is theirs.
void move_suffix(std::string& part, std::string& suffix) {
  const auto last = last_word(part);
  if (!suffix.empty() || last.size() == part.size() || !is_suffix(last)) return;
  suffix = last;
  part = trim_end(std::string_view(part).substr(0, part.size() - last.size()), " ");
}

std::vector<std::string> comma_parts(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const auto comma = std::min(text.find(','), text.size());
    parts.emplace_back(trim_both(text.substr(0, comma), " "));
    if (comma == text.size()) return parts;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

std::string_view without_page_label(std::string_view page) {
  while (page.starts_with("pp.") || page.starts_with("p.")) page = trim_both(page.substr(page.find('.') + 1), " ");
  return page;
}

std::string plain_text(std::string_view text) {
  std::string result;
  for (const char byte : normalise_space(text)) {
    result += byte;
    if (byte == ';') replace_ending_entity(result);
    if (result.back() == '>') remove_ending_mark(result);
  }
  return normalise_space(result);
}

std::string plain_title(std::string_view text) {
  auto title = plain_text(text);
  while (title.ends_with('.') && !title.ends_with("..")) {
    // "U.S." keeps its full stop; "work. " loses it.
    const auto word = last_word(title);
    if (word.find('.') + 1 < word.size()) break;
    title = trim_end(std::string_view(title).substr(0, title.size() - 1), " ");
  }
  return title;
}

std::optional<ExportedYear> read_year(std::string_view text) {
  text = trim_both(text, " /");
  std::size_t begin = 0;
  while (begin < text.size()) {
    begin = std::min(text.find_first_of("0123456789", begin), text.size());
    const auto end = std::min(text.find_first_not_of("0123456789", begin), text.size());
    const auto digits = text.substr(begin, end - begin);
    // A short one counts alone, and where RIS leaves month and day out: "80///e".
    const bool alone = begin == 0 && (end == text.size() || text.substr(end).starts_with("///"));
    if (digits.size() == 4 || (!digits.empty() && digits.size() < 4 && alone)) {
      ExportedYear result;
      for (const char digit : digits) result.year = result.year * 10 + (digit - '0');
      const auto rest = text.substr(end);
      if (rest.size() == 1 && is_ascii_lower(rest[0])) result.suffix = rest;
      return result;
    }
    begin = end;
  }
  return std::nullopt;
}

bool is_article_number(std::string_view page) {
  if (page.size() < 3 || !is_ascii_letter(page[0])) return false;
  const bool electronic = to_ascii_lower(page[0]) == 'e' && is_digit(page[1]);
  const bool two_letters = is_ascii_letter(page[1]) && is_digit(page[2]);
  const auto digits = page.substr(electronic ? 1 : 2);
  return (electronic || two_letters) && std::all_of(digits.begin(), digits.end(), is_digit);
}

bool is_standard_number(std::string_view number) {
  std::size_t digits = 0;
  for (const char byte : number) {
    if (is_digit(byte) || byte == 'X') ++digits;
    if (!is_digit(byte) && byte != 'X' && byte != '-') return false;
  }
  return digits == 8 || digits == 10 || digits == 13;
}

void set_article_number(Citation& citation, std::string_view number) {
  for (const std::string_view word : {"Article ", "Art. ", "article "})
    if (number.starts_with(word)) number.remove_prefix(word.size());
  if (number.empty()) return;
  citation.article_number = number;
  citation.first_page.clear();
  citation.last_page.clear();
}

namespace {

/// What databases write where there are no pages yet.
bool says_no_pages(std::string_view page) {
  return equals_ignoring_case(page, "n/a") || starts_ignoring_case(page, "no pagination") ||
         equals_ignoring_case(page, "n.pag") || equals_ignoring_case(page, "n.pag.");
}

}  // namespace

void set_pages(Citation& citation, std::string_view first, std::string_view last) {
  first = without_page_label(first);
  last = without_page_label(last);
  if (says_no_pages(first)) first = {};
  if (says_no_pages(last)) last = {};
  if (first.empty()) std::swap(first, last);
  if (first.empty() || !citation.article_number.empty()) return;
  const bool named = starts_ignoring_case(first, "article ");
  if (last.empty() && (named || is_article_number(first))) return set_article_number(citation, first);
  citation.first_page = first;
  citation.last_page = last;
}

bool has_dash(std::string_view page) {
  std::size_t at = 0;
  while (at < page.size() && dash_length(page, at) == 0) ++at;
  return at < page.size();
}

void set_page_range(Citation& citation, std::string_view range) {
  std::size_t at = 0;
  while (at < range.size() && dash_length(range, at) == 0) ++at;
  auto end = at;
  while (dash_length(range, end) != 0) end += dash_length(range, end);
  set_pages(citation, trim_both(range.substr(0, at), " "), trim_both(range.substr(end), " "));
}

void set_location(Citation& citation, std::string_view doi, std::string_view url) {
  if (const auto bare = parse_doi(doi)) citation.doi = *bare;
  if (!citation.doi.empty() || url.empty()) return;
  if (const auto bare = parse_doi(url)) {
    citation.doi = *bare;
  } else {
    citation.url = url;
  }
}

namespace {

/// A name without commas.
Name read_plain_name(std::string text) {
  if (text.find(' ') == none)
    return is_acronym(text) ? Name{.literal = std::move(text)} : Name{.family = std::move(text)};
  if (auto person = read_family_and_initials(text)) return *std::move(person);
  return {.literal = std::move(text)};
}

/// A person's: "Doe", "J. M.", "Jr." in their order.
Name read_name_parts(std::vector<std::string> parts) {
  Name name{.family = std::move(parts[0])};
  if (parts.size() == 2) {
    (is_suffix(parts[1]) ? name.suffix : name.given) = std::move(parts[1]);
    return name;
  }
  name.suffix = std::move(parts.back());
  parts.pop_back();
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (!parts[i].empty()) name.given += (name.given.empty() ? "" : " ") + parts[i];
  const bool exchanged = name.given.empty() || is_suffix(name.given);
  if (exchanged && !is_suffix(name.suffix)) std::swap(name.given, name.suffix);
  return name;
}

}  // namespace

Name read_inverted_name(std::string_view text) {
  // EndNote writes groups as "World Bank," and doubles a comma inside their names.
  if (const auto comma = text.find(",,"); comma != none)
    return {.literal = std::string(text.substr(0, comma)) + std::string(text.substr(comma + 1))};
  auto parts = comma_parts(text);
  const bool ends_in_comma = parts.size() > 1 && parts.back().empty();
  while (parts.size() > 1 && parts.back().empty()) parts.pop_back();
  if (ends_in_comma && parts.size() == 1) return {.literal = std::move(parts[0])};
  if (is_group_with_commas(parts)) return {.literal = std::string(trim_end(text, " ,"))};
  auto name = parts.size() == 1 ? read_plain_name(std::move(parts[0])) : read_name_parts(std::move(parts));
  move_suffix(name.given, name.suffix);
  if (!name.given.empty()) move_suffix(name.family, name.suffix);
  name.given = spaced_initials(name.given);
  return name;
}

namespace {

/// The number of "second", "2nd", "2." and "2"; 0 for anything else.
std::size_t ordinal_number(std::string_view word) {
  constexpr std::array<std::string_view, 12> words = {"first",   "second", "third", "fourth", "fifth",    "sixth",
                                                      "seventh", "eighth", "ninth", "tenth",  "eleventh", "twelfth"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (equals_ignoring_case(words.at(i), word)) return i + 1;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{}) return 0;
  const auto ending = word.substr(static_cast<std::size_t>(end - word.data()));
  constexpr std::array<std::string_view, 14> endings = {"",   ".", "st", "nd", "rd", "th", "e",
                                                        "re", "è", "a",  "ª",  "º",  "er", "ème"};
  return is_one_of(lower_ascii(ending), endings) ? number : 0;
}

bool means_edition(std::string_view word) {
  constexpr std::array<std::string_view, 11> words = {"ed", "edn",     "edition", "edit",     "aufl",  "auflage",
                                                      "éd", "édition", "edición", "edizione", "editie"};
  const auto name = lower_ascii(trim_both(word, " .,"));
  return is_one_of(name, words);
}

}  // namespace

std::string plain_edition(std::string_view text) {
  auto edition = trim_both(text, " ,;");
  for (auto word = last_word(edition); means_edition(word) && word.size() < edition.size(); word = last_word(edition))
    edition = trim_end(edition.substr(0, edition.size() - word.size()), " ,");
  const auto number = ordinal_number(edition);
  return number == 0 ? std::string(edition) : std::to_string(number);
}

bool means_in_press(std::string_view text) {
  constexpr std::array<std::string_view, 12> words = {
      "inpress",  "in press",    "forthcoming", "to appear", "accepted", "im druck",
      "in druck", "sous presse", "en prensa",   "in stampa", "no prelo", "accepted for publication"};
  const auto meaning = lower_ascii(trim_both(text, " .,()[]"));
  return is_one_of(meaning, words);
}

bool means_no_date(std::string_view text) {
  constexpr std::array<std::string_view, 8> words = {"nd", "nodate", "undated", "oj", "sd", "sf", "sa", "unknown"};
  std::string meaning;
  for (const char byte : text)
    if (is_ascii_letter(byte)) meaning += to_ascii_lower(byte);
  return meaning.size() + 6 >= text.size() && is_one_of(meaning, words);
}

bool means_et_al(std::string_view name) {
  name = trim_both(name, " ,.");
  return equals_ignoring_case(name, "et al") || equals_ignoring_case(name, "others");
}

bool is_blank(const Citation& citation) {
  return citation == Citation{.type = citation.type};
}

}  // namespace citefeed::citation
