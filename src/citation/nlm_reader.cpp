#include "citation/nlm_reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "citation/apa_parts.hpp"
#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/nlm_parts.hpp"
#include "citation/reference.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

// Finds the date of a reference in NLM style: what divides the journal or publisher from the place in it.

/// What stands around a year shows what it divides.
enum class PlaceKind : std::uint8_t {
  volume,     ///< "J Ex. 2018 Mar;12(3):45", "J Ex 2018:n71", "J Ex 2018, 12:45", "J Ex (2018) 12:45"
  publisher,  ///< "London: Publisher; 2018", "London: Publisher, 2018"
  ahead,      ///< "J Ex. 2018 Mar 12.": the article waits for its volume and pages
  trailing,   ///< "J Ex 12(3):45-67, 2018": the place stands before it
  online,     ///< "JAMA. Published online March 1, 2018", "Site. Updated May 2, 2020. Accessed …"
};

struct Place {
  PlaceKind kind = PlaceKind::volume;
  std::optional<int> year = {};
  std::string_view before = {};  ///< the names, the title and the journal or publisher
  std::string_view after = {};   ///< volume and pages, perhaps sentences after them
};

bool is_year_at(std::string_view text, std::size_t at) {
  const auto year = text.substr(at, 4);
  const bool in_centuries = year.starts_with("1") || year.starts_with("20");
  if (year.size() < 4 || !in_centuries || !std::all_of(year.begin(), year.end(), is_digit)) return false;
  const auto touches = [](char byte) { return is_digit(byte) || is_ascii_letter(byte) || byte == '/'; };
  const bool copyright = at > 0 && text[at - 1] == 'c' && (at == 1 || text[at - 2] == ' ');  // "c2018"
  if (at > 0 && touches(text[at - 1]) && !copyright) return false;
  if (at + 4 == text.size()) return true;
  const bool lettered = is_ascii_lower(text[at + 4]) && (at + 5 == text.size() || !touches(text[at + 5]));
  return !touches(text[at + 4]) || text[at + 4] == '/' || lettered;
}

/// The bytes of the name of a month or season that `text` begins with, perhaps cut short: "Mar", "March", "Mar.";
/// 0 for none.
std::size_t month_length(std::string_view text) {
  constexpr std::array<std::string_view, 19> names = {
      "january",  "february", "march",  "april",  "may",    "june",   "july", "august",      "september", "october",
      "november", "december", "spring", "summer", "autumn", "winter", "fall", "1st quarter", "suppl"};
  std::size_t length = 0;
  while (length < text.size() && length < 10 && is_ascii_letter(text[length])) ++length;
  constexpr std::size_t shortest = 3;
  const auto word = text.substr(0, length);
  const bool known = length >= shortest && std::any_of(names.begin(), names.end(), [&](std::string_view name) {
                       return starts_ignoring_case(name, word) || (word == "Sept" && name == "september");
                     });
  if (!known) return 0;
  return length < text.size() && text[length] == '.' ? length + 1 : length;
}

std::size_t digits_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) ++length;
  return length;
}

/// Where the rest of a date ends whose year ends at `at`: " Mar 12", " Mar-Apr", "-03-12", " Winter", " Jan 3-9".
std::size_t find_date_end(std::string_view text, std::size_t at) {
  if (at < text.size() && is_ascii_lower(text[at])) ++at;  // the "a" of 2018a
  constexpr int most_parts = 5;
  bool any_month = false;
  for (int parts = 0; parts < most_parts; ++parts) {
    std::size_t next = at;
    while (next < text.size() && next < at + 2 && (text[next] == ' ' || text[next] == '/')) ++next;
    if (next == at) next += dash_length(text, at);
    if (next == at) break;
    const auto rest = text.substr(next, 16);
    const auto month = month_length(rest);
    const auto digits = digits_length(rest);
    const bool is_day = digits > 0 && digits <= 2 && (any_month || text[at] == '-');
    if (month == 0 && !is_day) break;
    any_month = any_month || month != 0 || text[at] == '-';
    at = next + (month != 0 ? month : digits);
  }
  return at;
}

/// Where notes in square brackets behind a date end: " [cited 2019 Jan 1]".
std::size_t skip_notes(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 160;
  constexpr int most = 3;
  for (int notes = 0; notes < most; ++notes) {
    const auto rest = text.substr(at, longest);
    const auto open = find_first_not_of(rest, " ");
    if (open == none || rest[open] != '[') break;
    const auto close = rest.find(']', open);
    if (close == none) break;
    at += close + 1;
  }
  return at;
}

/// What stands after "2018;" is a volume, an issue, pages or an article number: "12", "(3)", "e12", "Suppl 1".
bool begins_volume(std::string_view text) {
  const auto begin = std::min(find_first_not_of(text, " "), text.size());
  text = text.substr(begin, 16);
  if (text.empty()) return false;
  if (is_digit(text[0])) return true;
  if (text[0] == '(' || text[0] == ':') return text.size() > 1;
  for (const std::string_view label : {"Suppl", "Vol", "Spec", "Pt ", "No", "Issue", "pii", "Online"})
    if (starts_ignoring_case(text, label)) return true;
  std::size_t letters = 0;
  while (letters < text.size() && is_ascii_letter(text[letters])) ++letters;
  return letters <= 6 && letters < text.size() && (is_digit(text[letters]) || text[letters] == '(');
}

/// "2018:n71", "2018:45-67": no sentence goes on so.
bool begins_pages(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && letters < 4 && is_ascii_letter(text[letters])) ++letters;
  return letters < text.size() && is_digit(text[letters]);
}

/// "12:45", "12(3):45", "12 (3): 45", "45 Suppl 1:S3": what may follow "2018, " or "(2018) ".
bool begins_volume_and_pages(std::string_view text) {
  text = text.substr(0, 48);
  auto at = digits_length(text);
  if (at == 0) return false;
  if (text.substr(at).starts_with(" Suppl")) at += std::min(text.substr(at).find(':'), text.size() - at);
  at = std::min(find_first_not_of(text, " ", at), text.size());
  if (at < text.size() && text[at] == '(') at = std::min(text.find(')', at), text.size() - 1) + 1;
  if (at >= text.size() || text[at] != ':') return false;
  at = find_first_not_of(text, " ", at + 1);
  return at == none || begins_pages(text.substr(at));
}

/// The place that the year at `at` stands in, when its marks show it.
std::optional<Place> place_at(std::string_view text, std::size_t at) {
  const bool bracketed = at > 0 && text[at - 1] == '(';
  const bool copyright = at > 0 && text[at - 1] == 'c';
  auto before = trim_end(text.substr(0, at - (bracketed || copyright ? 1 : 0)), " ");
  if (before.empty()) return std::nullopt;
  Place place{.year = year_at(text, at), .before = before};
  if (bracketed) {
    const auto after = text.substr(at + 4);
    if (!after.starts_with(") ") || !begins_volume_and_pages(after.substr(2))) return std::nullopt;
    place.after = after.substr(2);
    if (read_nlm_names(std::string(before) + ".").end > before.size())
      return std::nullopt;  // "Doe J (2018) 12: a film"
    return place;
  }
  auto end = skip_notes(text, find_date_end(text, at + 4));
  const auto after = text.substr(end);
  const bool behind_publisher = before.back() == ';';
  if (behind_publisher) {
    place.kind = PlaceKind::publisher;
    place.after = after;
    return place;
  }
  if (after.starts_with(';') && begins_volume(after.substr(1))) {
    place.after = after.substr(1);
  } else if (after.starts_with(':') && begins_pages(trim_both(after.substr(1, 16), " "))) {
    place.after = after;
  } else if (after.starts_with(", ") && begins_volume_and_pages(after.substr(2))) {
    place.after = after.substr(2);
  } else {
    return std::nullopt;
  }
  // "London: Publisher, 2018: 45-67" is a book of the Lancet's.
  const auto begin = last_sentence_begin(before, before.size());
  const auto sentence = before.substr(begin == none ? 0 : begin);
  const bool names_city = before.back() == ',' && sentence.find(": ") != none;
  if (names_city && after.starts_with(':')) place.kind = PlaceKind::publisher;
  return place;
}

/// The first place in `text` that marks of its own show. A publisher's is the last: "Leeds; 2001 Sep 13-15; … ; 2002".
std::optional<Place> find_marked_place(std::string_view text) {
  std::optional<Place> published;
  std::size_t depth = 0;
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    // "[published correction appears in JAMA. 2019;321:200]" is another place.
    if (text[at] == '[') ++depth;
    if (text[at] == ']' && depth > 0) --depth;
    if (depth > 0 || !is_digit(text[at]) || !is_year_at(text, at)) continue;
    auto place = place_at(text, at);
    if (!place) continue;
    if (place->kind == PlaceKind::volume) return place;
    published = place;
  }
  return published;
}

/// "London: Publisher, 2018." and "J Ex. 2018 Mar 12." and "J Ex 12(3):45-67, 2018.": only where nothing else is there.
std::optional<Place> find_unmarked_place(std::string_view text) {
  constexpr std::size_t longest_rest = 200;
  std::optional<Place> found;
  for (std::size_t at = text.size() < longest_rest ? 1 : text.size() - longest_rest; at + 4 <= text.size(); ++at) {
    if (!is_digit(text[at]) || !is_year_at(text, at)) continue;
    const auto before = trim_end(text.substr(0, at), " ");
    const auto end = skip_notes(text, find_date_end(text, at + 4));
    const auto after = text.substr(end);
    const bool ends = after.empty() || after[0] == '.' || after[0] == ':' || after.starts_with(", p");
    if (before.empty() || !ends) continue;
    if (before.back() == ',') {
      const auto colon = before.rfind(':');
      const bool after_pages = colon != none && begins_pages(trim_both(before.substr(colon + 1), " "));
      const bool after_city = colon != none && before.substr(colon).starts_with(": ");
      const bool edited = contains_ignoring_case(before, ", editors. ") || contains_ignoring_case(before, ", eds. ");
      if (!after_pages && !after_city && !edited) continue;
      const auto kind = after_pages ? PlaceKind::trailing : PlaceKind::publisher;
      found = Place{.kind = kind, .year = year_at(text, at), .before = before, .after = after};
    } else if (before.back() == '.' || before.back() == ']') {
      found = Place{.kind = PlaceKind::ahead, .year = year_at(text, at), .before = before, .after = after};
    }
  }
  return found;
}

/// What AMA prints before the date of what is online: "Published online March 1, 2018", "Accessed …" at last.
bool begins_online_date(std::string_view text) {
  for (const std::string_view word :
       {"Published online ", "Published ", "Updated ", "Last updated ", "Reviewed ", "Last reviewed ", "Modified ",
        "Posted online ", "Posted ", "Preprint posted online ", "Preprint. Posted online ", "Accessed ", "Forthcoming ",
        "In press "}) {
    if (!text.starts_with(word)) continue;
    const auto rest = text.substr(word.size(), 16);
    const auto month = month_length(rest);
    return month != 0 || is_year_at(text, word.size()) || digits_length(rest) != 0;
  }
  return false;
}

/// The first sentence that says when something was put online.
std::optional<Place> find_online_date(std::string_view text) {
  for (auto stop = text.find(". "); stop != none; stop = text.find(". ", stop + 1)) {
    const auto sentence = text.substr(stop + 2, 48);
    if (!begins_online_date(sentence)) continue;
    Place place{.kind = PlaceKind::online, .before = text.substr(0, stop + 1), .after = text.substr(stop + 2)};
    if (sentence.starts_with("Accessed")) return place;
    for (std::size_t at = 0; at + 4 <= sentence.size() && !place.year; ++at)
      if (is_digit(sentence[at]) && is_year_at(sentence, at)) place.year = year_at(sentence, at);
    return place;
  }
  return std::nullopt;
}

// Reads volume, issue and pages.

/// The end of the sentence that says where: full stops of "Suppl. 2" and "pp. 45" end none.
std::string_view first_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 11> labels = {"suppl", "supp", "no",   "pt",  "vol", "pp",
                                                       "p",     "art",  "spec", "iss", "nr"};
  std::size_t from = 0;
  while (true) {
    const auto stop = text.find(". ", from);
    if (stop == none) return trim_end(text, " .,;");
    const auto word_begin = find_last_of(text.substr(0, stop), " (;:,");
    const auto word =
        text.substr(word_begin == none ? 0 : word_begin + 1, stop - (word_begin == none ? 0 : word_begin + 1));
    const bool is_label = equals_any(word, labels);
    if (!is_label) return trim_end(text.substr(0, stop), " .,;");
    from = stop + 2;
  }
}

/// "45-67; discussion 68-70": what follows is beside the article.
std::string_view without_company(std::string_view text) {
  const auto bracket = std::min(text.find(" ["), text.find(":["));  // "102(6):[about 1 p.]"
  if (bracket != none) text = text.substr(0, bracket);
  for (auto at = text.find(';'); at != none; at = text.find(';', at + 1)) {
    const auto word = trim_both(text.substr(at + 1), " ");
    if (!word.empty() && (is_ascii_lower(word[0]) || word[0] == '(' || begins_with_capital(word)) &&
        !is_digit(word[0]) && !begins_pages(word))
      return trim_end(text.substr(0, at), " ");
  }
  return text;
}

std::size_t find_colon(std::string_view text) {
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && depth > 0) --depth;
    if (text[at] == ':' && depth == 0) return at;
  }
  return none;
}

std::string_view without_label(std::string_view text, std::initializer_list<std::string_view> labels) {
  for (const auto label : labels) {
    if (!starts_ignoring_case(text, label)) continue;
    const auto rest = text.substr(label.size());
    if (!rest.empty() && is_ascii_letter(rest[0])) continue;
    return trim_both(rest, " .:");
  }
  return text;
}

/// "12", "12(3 Suppl 1)", "12 Suppl 2", "(3)", "Vol. 12, No. 3".
void read_volume(std::string_view text, Locator& locator) {
  text = without_label(trim_both(text, " ,;."), {"volume", "vol"});
  const auto end = std::min(find_first_of(text, " (,"), text.size());
  auto volume = text.substr(0, end);
  auto issue = trim_both(text.substr(end), " ,");
  for (const std::string_view label : {"Suppl", "Pt", "Spec", "No", "Issue"})
    if (starts_ignoring_case(volume, label)) std::swap(volume, issue), issue = text, volume = {};
  if (issue.starts_with('(') && issue.find(')') == issue.size() - 1) issue = issue.substr(1, issue.size() - 2);
  if (const auto pii = issue.find(" pii:"); pii != none) issue = issue.substr(0, pii);
  issue = without_label(trim_both(issue, " "), {"issue", "iss", "no", "nr"});
  put(locator.volume, locator.volume_found, volume, Found::marked);
  put(locator.issue, locator.issue_found, trim_both(issue, " ,;."), Found::marked);
}

/// The last page in full: "9" after "45" is 49, "S9" after "S45" too.
std::string written_out(std::string_view first, std::string_view last) {
  std::size_t letters = 0;
  while (letters < first.size() && is_ascii_letter(first[letters])) ++letters;
  const auto prefix = first.substr(0, letters);
  const auto first_digits = first.substr(letters);
  const bool repeated = letters > 0 && last.starts_with(prefix);
  const auto rest = repeated ? last.substr(letters) : last;
  const auto digits = digits_length(rest);
  const bool is_number = digits_length(first_digits) == first_digits.size();
  if (!is_number || digits == 0 || digits != rest.size()) return std::string(last);
  std::string full{prefix};
  return full.append(first_digits.substr(0, first_digits.size() - std::min(digits, first_digits.size()))).append(rest);
}

/// "e0123456", "CD001234", "n71": no pages begin so, but those of supplements, "S12".
bool is_article_number(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && is_ascii_letter(text[letters])) ++letters;
  if (letters == 0 || letters == text.size() || !is_digit(text[letters])) return false;
  return letters > 1 || is_ascii_lower(text[0]) || text[0] == 'E';
}

/// "45-67", "45", "S45-9", "e0123456"; false for anything else.
bool read_pages(std::string_view text, Locator& locator) {
  text = trim_both(without_label(trim_both(text, " ,;."), {"pages", "pp", "p", "pg"}), " ,;.");
  if (starts_ignoring_case(text, "article") || starts_ignoring_case(text, "art")) {
    text = without_label(text, {"article number", "article no", "article id", "article", "art. no", "art no", "art"});
    put(locator.article_number, locator.pages_found, text, Found::marked);
    return text.find(' ') == none && !text.empty();
  }
  if (text.empty()) return true;
  std::size_t dash = 0;
  while (dash < text.size() && dash_length(text, dash) == 0) ++dash;
  const auto first = trim_end(text.substr(0, dash), " ");
  const auto last =
      dash == text.size() ? std::string_view{} : trim_both(text.substr(dash + dash_length(text, dash)), " ");
  const auto is_page = [](std::string_view page) {
    constexpr std::size_t longest = 24;
    return page.size() <= longest && find_first_of(page, " :;()[]") == none;
  };
  if (!is_page(first) || first.empty() || find_first_of(last, ":;()[]") != none) return false;
  if (std::none_of(first.begin(), first.end(), is_digit) && last.empty()) return false;
  if (last.empty() && is_article_number(first)) {
    put(locator.article_number, locator.pages_found, first, Found::marked);
    return true;
  }
  put(locator.first_page, locator.pages_found, trim_end(first, "+"), Found::marked);
  const auto end = std::min(find_first_of(last, " ,"), last.size());
  locator.last_page = written_out(first, last.substr(0, end));
  return true;
}

/// "12(3):45-67", "(3):CD001234", ":n71", "12, 45-67", "45-67".
std::optional<Locator> read_nlm_locator(std::string_view text) {
  text = trim_both(without_company(first_sentence(text)), " ,;");
  // "2021 Feb 22:2:CD009593", as PubMed prints it since 2024.
  if (text.starts_with(':') && find_colon(text.substr(1)) != none) text.remove_prefix(1);
  Locator locator;
  if (text.empty()) return locator;
  const auto colon = find_colon(text);
  if (colon != none) {
    read_volume(text.substr(0, colon), locator);
    const auto pages = trim_both(text.substr(colon + 1), " ");
    // "S0140-6736(20)30183-5" is the publisher's number of an article that has no pages yet.
    const bool is_item = pages.starts_with("S") && find_first_of(pages, "(") != none;
    if (!is_item && !pages.empty() && !starts_ignoring_case(pages, "doi") && !read_pages(pages, locator))
      return std::nullopt;
    return locator;
  }
  if (is_article_number(text) && find_first_of(text, " (,;") == none) {
    put(locator.article_number, locator.pages_found, text, Found::marked);
    return locator;
  }
  if (find_first_of(text, " (,;") == none && text.find('-') == none && text.find("–") == none) {
    put(locator.volume, locator.volume_found, text, Found::placed);
    return locator;
  }
  if (find_first_of(text, " (,;") == none && read_pages(text, locator)) return locator;
  constexpr std::size_t longest = 120;
  if (text.size() > longest) return std::nullopt;
  auto read = read_locator(text);
  if (read && !read->last_page.empty()) read->last_page = written_out(read->first_page, read->last_page);
  return read;
}

// Divides what stands between the names and the date into title and journal.

struct TitleAndJournal {
  std::string_view title = {};
  std::string_view journal = {};
};

/// The word before `end` is a part of a journal's abbreviated name: "J." of "Title. J. Clin. Psychol.".
bool is_abbreviation(std::string_view word) {
  constexpr std::size_t longest = 10;
  return word.size() > 1 && word.size() <= longest && word.back() == '.' && begins_with_capital(word) &&
         find_first_of(word, "()[]?!") == none;
}

/// The full stop at the end of "St." and of initials, "W.B.", ends no sentence; nor does that of a single one behind a
/// colon or other initials: "Philadelphia: J. B. Lippincott".
bool ends_inside_name(std::string_view text) {
  const auto word = last_word(text);
  if (word == "St." || word == "Ft." || word == "Mt.") return true;
  const bool initials = word.size() >= 2 && word.back() == '.' && is_ascii_upper(word[word.size() - 2]);
  if (!initials) return false;
  if (word.size() >= 4 && word[word.size() - 3] == '.') return true;
  const auto before = trim_end(text.substr(0, text.size() - word.size()), " ");
  const bool other_initial = before.ends_with('.') && before.size() >= 2 && is_ascii_upper(before[before.size() - 2]);
  return word.size() == 2 && (before.ends_with(':') || other_initial);
}

/// Where the last sentence of `text` begins, its full stop aside; 0 where there is only one.
std::size_t last_sentence(std::string_view text) {
  for (auto at = find_last_of(text, " "); at != none && at > 0; at = find_last_of(text, " ", at - 1)) {
    const auto before = trim_end(text.substr(0, at), "\"')]");
    if (before.empty()) return 0;
    const bool quoted = before.ends_with("”") || before.ends_with("»") || before.ends_with("’");
    const auto end = quoted ? before.substr(0, before.size() - (before.ends_with("»") ? 2 : 3)) : before;
    const bool ends = !end.empty() && std::string_view(".?!").find(end.back()) != none;
    const bool bracketed = before.size() < at;
    const bool bracketed_question = bracketed && text.substr(0, at).ends_with("?]");
    if (bracketed_question || (ends && !(end.size() == at && ends_inside_name(end)))) return at + 1;
  }
  return 0;
}

/// Where the journal's name begins: the last sentence, with the abbreviations with full stops before it.
std::size_t find_journal(std::string_view text) {
  auto begin = last_sentence(text);
  while (begin > 1) {
    const auto before = text.substr(0, begin - 1);
    const auto word = last_word(before);
    const auto left = trim_end(before.substr(0, before.size() - word.size()), " ");
    // Another sentence must end before it: "the J." of a title is none of the journal's.
    if (!is_abbreviation(word) || left.empty() || std::string_view(".?!]").find(left.back()) == none) break;
    begin -= word.size() + 1;
  }
  // "Trends Cogn. Sci.": known abbreviations tell where whole words belong to the name.
  const auto word = last_word(trim_end(text.substr(0, begin), " "));
  constexpr std::size_t shortest = 3;
  if (begin == 0 || word.size() < shortest || !is_abbreviation(word)) return begin;
  const auto known = split_title(text).container;
  return known.size() <= text.size() - begin ? begin : static_cast<std::size_t>(known.data() - text.data());
}

TitleAndJournal split_title_and_journal(std::string_view text) {
  text = trim_end(text, " ,;:");
  const auto whole = trim_end(text, " .");
  const auto begin = find_journal(whole);
  if (begin == 0) return {.title = close_title(whole)};
  return {.title = close_title(whole.substr(0, begin)), .journal = text.substr(begin)};
}

/// `text` without a month and day at its end: "JAMA. March 12, 2018;".
std::string_view without_month(std::string_view text) {
  auto rest = trim_end(text, " ,");
  constexpr int most_words = 2;
  for (int words = 0; words < most_words; ++words) {
    const auto word = last_word(rest);
    const auto left = trim_end(rest.substr(0, rest.size() - word.size()), " ");
    const auto bare = trim_end(word, ",.");
    const bool is_month = month_length(bare) == bare.size() && bare.size() >= 3;
    const bool is_day = digits_length(bare) == bare.size() && bare.size() <= 2 && !bare.empty();
    if (!is_month && !is_day) break;
    if (left.empty()) break;
    rest = left;
    if (is_month && (rest.back() == '.' || rest.back() == ']')) return rest;
  }
  return text;
}

// What stands in square brackets behind a title.

bool is_genre(std::string_view inside) {
  constexpr std::array<std::string_view, 27> beginnings = {
      "abstract", "editorial", "letter",  "comment",    "dissertation", "doctoral", "master",   "phd",    "thesis",
      "bachelor", "preprint",  "dataset", "data set",   "database",     "software", "computer", "video",  "podcast",
      "audio",    "poster",    "lecture", "conference", "news",         "blog",     "case rep", "review", "meeting"};
  return begins_with_any(inside, beginnings);
}

/// What says nothing of the work itself: "Internet", "Article in German", "in press".
bool is_medium(std::string_view inside) {
  constexpr std::array<std::string_view, 15> beginnings = {"internet",
                                                           "article in",
                                                           "in ",
                                                           "online",
                                                           "serial online",
                                                           "electronic",
                                                           "cited",
                                                           "on the internet",
                                                           "monograph",
                                                           "epub",
                                                           "cd-rom",
                                                           "homepage",
                                                           "web",
                                                           "pdf",
                                                           "published correction"};
  return begins_with_any(inside, beginnings);
}

/// Takes the brackets off the end of `text`, a title or journal, and writes what they say into `citation`.
std::string_view take_brackets(std::string_view text, Citation& citation) {
  if (text.ends_with("].")) text.remove_suffix(1);
  for (text = trim_end(text, " "); text.ends_with(']');) {
    const auto open = text.rfind('[');
    if (open == none) break;
    const auto inside = text.substr(open + 1, text.size() - open - 2);
    const bool retracted = starts_ignoring_case(inside, "retract");
    const bool genre = is_genre(inside);
    const bool notice =
        starts_ignoring_case(inside, "published correction") || starts_ignoring_case(inside, "published err");
    if (open == 0 || !(retracted || genre || notice || is_medium(inside))) break;
    if (genre && citation.genre.empty()) citation.genre = inside;
    if (retracted) citation.retracted = true;
    if (retracted || notice) citation.note = inside;
    text = close_title(text.substr(0, open));
  }
  return text;
}

/// A title that NLM translated stands in brackets: "[Fear of illness]".
std::string_view without_translation_marks(std::string_view title) {
  if (!title.starts_with('[') || !title.ends_with(']') || title.size() < 3) return title;
  const auto inside = title.substr(1, title.size() - 2);
  return find_first_of(inside, "[]") == none ? close_title(inside) : title;
}

void set_title(std::string_view title, Found found, Reading& reading) {
  title = take_brackets(close_title(title), reading.citation);
  for (const std::string_view mark : {"RETRACTED: ", "Retracted: ", "Retracted article: ", "RETRACTED ARTICLE: "}) {
    if (!title.starts_with(mark)) continue;
    title.remove_prefix(mark.size());
    reading.citation.retracted = true;
  }
  title = without_translation_marks(without_quotes(trim_both(title, " ")));
  put(reading.citation.title, reading.evidence.title, title, found);
}

// Articles in journals.

/// Repositories that keep what is in no journal yet.
bool is_repository(std::string_view container) {
  constexpr std::array<std::string_view, 11> names = {
      "medrxiv",         "biorxiv",   "arxiv",         "psyarxiv", "ssrn",
      "research square", "preprints", "osf preprints", "chemrxiv", "preprints with the lancet",
      "openrxiv"};
  container = trim_both(container, " .");
  return equals_any(container, names);
}

void read_article(const Place& place, std::string_view rest, bool named, Reading& reading) {
  auto& citation = reading.citation;
  const auto parts = split_title_and_journal(without_month(trim_end(rest, " ,;:")));
  const auto journal = trim_end(take_brackets(trim_end(parts.journal, " ,"), citation), " ,");
  // "Part one. Part two. J Ex." of nobody: the first may be a group.
  const bool several = find_sentence_end(parts.title, 0) != none;
  set_title(parts.title, several && !named ? Found::guessed : Found::placed, reading);
  const bool in_stops = trim_end(journal, " .").find('.') != none;
  put(citation.container_title, reading.evidence.container_title, in_stops ? journal : trim_end(journal, " ."),
      Found::placed);
  if (is_repository(citation.container_title) || starts_ignoring_case(citation.genre, "preprint"))
    citation.type = WorkType::preprint;
  if (place.kind != PlaceKind::volume) return;
  auto locator = read_nlm_locator(place.after);
  if (locator && citation.type == WorkType::preprint && locator->volume.empty()) locator = Locator{};  // its DOI again
  if (locator) {
    set_locator(reading, *std::move(locator));
  } else {
    constexpr std::size_t enough = 40;
    reading.problems.push_back("expected volume and pages after the year, found \"" +
                               std::string(normalise_space(place.after.substr(0, enough))) + "\"");
  }
}

/// "JAMA. Published online March 1, 2018", "Title. Site. Updated May 2, 2020".
void read_online(const Place& place, std::string_view rest, bool named, Reading& reading) {
  auto& citation = reading.citation;
  read_article(place, rest, named, reading);
  citation.in_press = place.after.starts_with("In press") || place.after.starts_with("Forthcoming");
  const bool article = citation.in_press || starts_ignoring_case(place.after, "published online");
  if (starts_ignoring_case(place.after, "preprint")) citation.type = WorkType::preprint;
  if (article || citation.type == WorkType::preprint || !citation.doi.empty()) return;
  citation.type = WorkType::webpage;
  for (const std::string_view word : {" website", " Website", " Web site"})
    if (citation.container_title.ends_with(word))
      citation.container_title.resize(citation.container_title.size() - word.size());
}

/// "J Ex 12(3):45-67, 2018"
bool read_trailing(std::string_view rest, Reading& reading) {
  auto split = split_locator(trim_end(rest, " ,;:."));
  if (!split || split->locator.volume.empty()) return false;
  auto& locator = split->locator;
  if (!locator.last_page.empty()) locator.last_page = written_out(locator.first_page, locator.last_page);
  set_locator(reading, std::move(locator));
  const auto parts = split_title_and_journal(split->before);
  set_title(parts.title, Found::placed, reading);
  put(reading.citation.container_title, reading.evidence.container_title, trim_end(parts.journal, " ,."),
      Found::placed);
  return !parts.journal.empty();
}

// Books, chapters, theses, reports and pages of sites.

struct Sentences {
  std::string_view rest = {};

  /// The last sentence, which is taken off `rest`; all of it when there is only one.
  std::string_view take_last() {
    rest = trim_end(rest, " ");
    const auto whole = trim_end(rest, " .");
    const auto begin = last_sentence(whole);
    const auto sentence = whole.substr(begin);
    rest = trim_end(whole.substr(0, begin), " ");
    return sentence;
  }
  [[nodiscard]] std::string_view last() const {
    const auto whole = trim_end(rest, " .");
    return whole.substr(last_sentence(whole));
  }
};

/// "2" of "2nd ed", "Rev." of "Rev. ed"; nothing for a sentence that names no edition.
std::optional<std::string_view> edition_of(std::string_view sentence) {
  sentence = trim_both(sentence, " .()");
  constexpr std::size_t longest = 40;
  if (sentence.size() > longest) return std::nullopt;
  for (const std::string_view word : {" edition", " edn", " ed"}) {
    if (sentence.size() <= word.size()) continue;
    const auto before = sentence.substr(0, sentence.size() - word.size());
    if (!equals_ignoring_case(sentence.substr(before.size()), word)) continue;
    const auto digits = digits_length(before);
    return digits > 0 && before.size() <= digits + 2 ? before.substr(0, digits) : before;
  }
  return std::nullopt;
}

bool is_thesis(std::string_view sentence) {
  return contains_any(sentence, {"dissertation", "thesis"});
}

/// Reads ", 2nd edn" at the end of a title, as the Lancet prints it, and takes it off.
std::string_view take_edition(std::string_view title, Citation& citation) {
  const auto comma = title.rfind(", ");
  if (comma == none) return title;
  const auto edition = edition_of(title.substr(comma + 2));
  if (!edition) return title;
  citation.edition = *edition;
  return title.substr(0, comma);
}

/// Takes "2nd ed", "Vol 2", "Roe M, editor", "Dissertation" off the end of `book`, what stands before the publisher.
void take_details(Sentences& book, Reading& reading) {
  auto& citation = reading.citation;
  constexpr int most = 4;
  for (int details = 0; details < most; ++details) {
    const auto sentence = book.last();
    if (sentence.size() >= trim_end(book.rest, " .").size()) return;
    const auto edition = edition_of(sentence);
    const auto volume = without_label(sentence, {"volume", "vol"});
    constexpr std::size_t longest_volume = 8;
    if (edition) {
      citation.edition = *edition;
    } else if (volume.size() != sentence.size() && volume.size() <= longest_volume && !volume.empty()) {
      put(citation.volume, reading.evidence.volume, volume, Found::marked);
    } else if (is_thesis(sentence) && sentence.size() <= 40) {
      citation.genre = sentence;
    } else if (starts_ignoring_case(sentence, "version ") && sentence.size() <= 20) {
      // Which version is no part of the title.
    } else if (starts_ignoring_case(sentence, "report no") || starts_ignoring_case(sentence, "publication no")) {
      citation.type = WorkType::report;
    } else if (auto names = read_nlm_names(std::string(sentence) + "."); names.any_person && names.edited) {
      citation.editors = std::move(names.names);
    } else if (names.any_person && names.translated) {
      citation.translators = std::move(names.names);
    } else if (!(sentence.starts_with('(') && sentence.ends_with(')'))) {
      return;
    }
    book.take_last();
  }
}

/// "London: Publisher" without the place.
std::string_view without_city(std::string_view publisher) {
  constexpr std::size_t longest_place = 60;
  const auto colon = publisher.find(": ");
  return colon == none || colon > longest_place ? publisher : trim_both(publisher.substr(colon + 2), " ,;");
}

/// "p. 45-67", ":45-67": where in the book; "345 p." says how long it is.
void read_pages_of_book(std::string_view after, Reading& reading) {
  after = trim_both(after.substr(0, 80), " .,");
  const bool marked = after.starts_with(':') || starts_ignoring_case(after, "p.") ||
                      starts_ignoring_case(after, "pp.") || starts_ignoring_case(after, "p ") ||
                      starts_ignoring_case(after, "pp ");
  if (!marked) return;
  Locator locator{.volume = reading.citation.volume, .volume_found = reading.evidence.volume};
  if (read_pages(trim_both(first_sentence(trim_both(after, " :")), " :"), locator))
    set_locator(reading, std::move(locator));
}

std::size_t find_in(std::string_view text) {
  for (auto at = text.find(" In: "); at != none; at = text.find(" In: ", at + 1))
    if (at > 0 && std::string_view(".?!]\"").find(text[at - 1]) != none) return at;
  return none;
}

/// Takes ". . .; 2001 Sep 13-15; Leeds, England" off the title of proceedings.
std::string_view take_event(std::string_view title, Citation& citation) {
  const auto held = title.find("; ");
  if (held == none || !is_year_at(title, held + 2)) return title;
  citation.event = title;
  return title.substr(0, held);
}

/// "Roe M, Foe B, editors. Book. 2nd ed": what stands behind "In:".
void read_book_of_chapter(std::string_view text, Reading& reading) {
  auto& citation = reading.citation;
  auto names = read_nlm_names(text);
  if (names.any_person || names.edited) {
    citation.editors = std::move(names.names);
    text = text.substr(names.end);
  }
  Sentences book{text};
  take_details(book, reading);
  const auto title = take_event(take_edition(take_brackets(trim_end(book.rest, " ."), citation), citation), citation);
  if (!citation.event.empty()) citation.type = WorkType::conference_paper;
  put(citation.container_title, reading.evidence.container_title, trim_both(title, " .,;"), Found::placed);
}

void set_type_of_book(bool named, bool on_internet, Citation& citation) {
  if (citation.type != WorkType::book) return;
  const auto& genre = citation.genre;
  if (is_thesis(genre))
    citation.type = WorkType::thesis;
  else if (starts_ignoring_case(genre, "data"))
    citation.type = WorkType::dataset;
  else if (starts_ignoring_case(genre, "preprint"))
    citation.type = WorkType::preprint;
  else if (starts_ignoring_case(genre, "software") || starts_ignoring_case(genre, "computer"))
    citation.type = WorkType::software;
  else if (starts_ignoring_case(genre, "video"))
    citation.type = WorkType::video;
  else if (on_internet && !named && citation.edition.empty() && !citation.url.empty())
    citation.type = WorkType::webpage;
}

void read_book(const Place& place, std::string_view rest, bool by_persons, Reading& reading) {
  auto& citation = reading.citation;
  citation.type = WorkType::book;
  Sentences book{trim_end(rest, " ,;:")};
  citation.publisher = trim_both(without_city(trim_both(book.take_last(), " ,;")), " ,;");
  read_pages_of_book(place.after, reading);
  const auto in = find_in(book.rest);
  if (in != none) {
    citation.type = WorkType::chapter;
    set_title(book.rest.substr(0, in), Found::placed, reading);
    read_book_of_chapter(trim_both(book.rest.substr(in + 5), " "), reading);
    return;
  }
  take_details(book, reading);
  const bool on_internet = contains_ignoring_case(book.rest, "[internet]");
  const auto title = take_edition(take_brackets(trim_end(book.rest, " ."), citation), citation);
  set_title(take_event(title, citation), Found::placed, reading);
  if (starts_ignoring_case(citation.genre, "preprint"))
    put(citation.container_title, reading.evidence.container_title, std::exchange(citation.publisher, {}),
        Found::placed);
  set_type_of_book(by_persons, on_internet, citation);
}

// Articles with the date behind the authors, as Elsevier's journals print them.

/// "J. Ex. 12"
std::optional<SplitLocator> split_lone_volume(std::string_view work) {
  const auto word = last_word(work);
  constexpr std::size_t longest = 3;
  if (word.size() > longest || word.size() == work.size() || digits_length(word) != word.size()) return std::nullopt;
  Locator locator;
  put(locator.volume, locator.volume_found, word, Found::placed);
  return SplitLocator{.before = trim_end(work.substr(0, work.size() - word.size()), " "),
                      .locator = std::move(locator)};
}

/// "Doe, J., Roe, M., 2018. Title. J. Ex. 12 (3), 45–67."; nothing for anything else.
bool read_harvard(std::string_view text, Reading& reading) {
  auto at = text.find(", ");
  while (at != none && !is_year_at(text, at + 2)) at = text.find(", ", at + 2);
  if (at == none) return false;
  const auto end = at + 6 + (at + 6 < text.size() && is_ascii_lower(text[at + 6]) ? 1 : 0);
  auto names = read_nlm_names(std::string(text.substr(0, at)) + ".");
  const bool sure = names.any_person || names.found == Found::placed;
  if (!text.substr(end).starts_with(". ") || names.end <= at || !sure) return false;
  const auto work = trim_end(text.substr(end + 2), " .,;");
  auto split = split_locator(work);
  if (!split) split = split_lone_volume(work);
  const bool located = split && (!split->locator.volume.empty() || !split->locator.issue.empty());
  if (!located || find_in(text) != none) return false;
  const auto parts = split_title_and_journal(split->before);
  if (parts.journal.empty()) return false;
  auto& citation = reading.citation;
  citation.authors = std::move(names.names);
  citation.gap = names.gap;
  citation.year = year_at(text, at + 2);
  if (end > at + 6) citation.year_suffix = text.substr(at + 6, 1);
  reading.evidence.authors = names.found;
  reading.evidence.year = Found::placed;
  set_locator(reading, std::move(split->locator));
  set_title(parts.title, Found::placed, reading);
  put(citation.container_title, reading.evidence.container_title, trim_end(parts.journal, " ,"), Found::placed);
  return true;
}

// What PubMed calls MLA.

/// "Doe, John" and, behind it, "Mary Roe": only the first name of the list is inverted.
Name mla_name(std::string_view text, bool inverted) {
  const auto comma = text.find(", ");
  if (inverted && comma != none)
    return {.family = std::string(trim_both(text.substr(0, comma), " ")),
            .given = std::string(trim_both(text.substr(comma + 2), " ."))};
  const auto family = last_word(text);
  const auto given = trim_both(text.substr(0, text.size() - family.size()), " ");
  if (given.empty()) return {.literal = std::string(family)};
  return {.family = std::string(family), .given = std::string(given)};
}

/// "Doe, John, and Mary Roe", "Doe, John, et al"
void read_mla_names(std::string_view text, Reading& reading) {
  auto& citation = reading.citation;
  text = trim_both(text, " .,");
  constexpr std::string_view others = ", et al", second = ", and ";
  const bool abridged = text.ends_with(others);
  if (abridged) text.remove_suffix(others.size());
  const auto next = text.find(second);
  for (const auto& [name, inverted] :
       {std::pair{text.substr(0, next), true}, std::pair{next == none ? "" : text.substr(next + second.size()), false}})
    if (!trim_both(name, " ,").empty()) citation.authors.push_back(mla_name(trim_both(name, " ,"), inverted));
  if (!citation.authors.empty()) reading.evidence.authors = Found::placed;
  if (abridged && !citation.authors.empty()) citation.gap = citation.authors.size();
}

/// "Doe, John, and Mary Roe. “Title.” Journal vol. 12,3 (2018): 45-67."; nothing for anything else.
bool read_mla(std::string_view text, Reading& reading) {
  const auto volume = text.find(" vol. ");
  const auto open = std::min(text.find("“"), text.find('"'));
  if (volume == none || open == none || open > volume) return false;
  const bool curly = text[open] != '"';
  const auto title = open + (curly ? std::string_view("“").size() : 1);
  const auto close = curly ? text.find("”", title) : text.find('"', title);
  auto place = text.substr(volume + 6);
  const auto bracket = place.find(" (");
  const auto end = place.find("): ");
  if (close == none || close > volume || bracket == none || end == none || end < bracket + 6) return false;
  if (!is_year_at(place, end - 4)) return false;
  Locator locator;
  if (!read_pages(first_sentence(place.substr(end + 3)), locator)) return false;
  const auto comma = std::min(place.find(','), bracket);
  put(locator.volume, locator.volume_found, trim_both(place.substr(0, comma), " "), Found::marked);
  put(locator.issue, locator.issue_found, trim_both(place.substr(comma, bracket - comma), " ,"), Found::marked);
  set_locator(reading, std::move(locator));
  reading.citation.year = year_at(place, end - 4);
  reading.evidence.year = Found::marked;
  read_mla_names(text.substr(0, open), reading);
  set_title(text.substr(title, close - title), Found::marked, reading);
  const auto journal = close + (curly ? std::string_view("”").size() : 1);
  put(reading.citation.container_title, reading.evidence.container_title,
      trim_both(text.substr(journal, volume - journal), " ,"), Found::placed);
  return true;
}

// Puts it together.

/// `text` surely begins with the names of persons or of a group.
bool names_somebody(std::string_view text) {
  constexpr std::size_t enough = 400;
  const auto names = read_nlm_names(text.substr(0, enough));
  return names.any_person || names.found == Found::placed;
}

/// `text` without a number or bullet of the list before it: "1. ", "[1] ", "(1) ", "1) ", "• ", "12 ".
std::string_view without_list_mark(std::string_view text) {
  for (const std::string_view mark : {"• ", "•", "* ", "- ", "– ", "● ", "▪ ", "◦ "})
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::size_t at = text.starts_with('[') || text.starts_with('(') ? 1 : 0;
  const auto digits = digits_length(text.substr(at));
  constexpr std::size_t most_digits = 4;
  if (digits == 0 || digits > most_digits) return text;
  at += digits;
  if (text.size() > at && (text[at] == ']' || text[at] == ')')) ++at;
  if (text.size() > at && text[at] == '.') ++at;
  const bool marked = at > digits;
  const auto rest = text.substr(std::min(find_first_not_of(text, " ", at), text.size()));
  // "12 Doe J, Roe M": a bare number counts only before a person.
  if (marked ? (rest.size() < text.size() - at || text[0] == '[') : names_somebody(rest)) return rest;
  return text;
}

/// "(2018", "[2018", "(n.d.", "(in press"
bool begins_with_apa_date(std::string_view text) {
  if (!text.starts_with('(') && !text.starts_with('[')) return false;
  return is_year_at(text, 1) || starts_ignoring_case(text, "(n.d") || starts_ignoring_case(text, "(in press");
}

/// A date in brackets right behind the authors: "Doe, J. (2018). ", "Doe J (2018) ", "Group. (2018)."
bool has_apa_date(std::string_view text, const NlmNames& names, std::optional<int> year) {
  if (begins_with_apa_date(text.substr(names.end))) return true;
  if (names.any_person) return false;
  auto open = text.find('(');
  while (open != none && !begins_with_apa_date(text.substr(open))) open = text.find('(', open + 1);
  if (open == none) return false;
  const auto before = trim_end(text.substr(0, open), " ");
  if (read_nlm_names(std::string(before) + ".").end > before.size()) return true;
  constexpr std::size_t longest_date = 48;
  const auto date = text.substr(open, longest_date);
  const auto close = date.find(')');
  const auto after = close == none ? std::string_view{} : date.substr(close + 1);
  if (!after.starts_with('.') && !after.starts_with(',')) return false;
  return before.ends_with('.') || before.ends_with(',') || !is_digit(date[1]) || year_at(date, 1) == year;
}

struct Parts {
  Place place = {};
  NlmNames names = {};
};

/// Divides `text`, whose `body` stands before the tail; nothing where the reference is not surely in this style.
std::optional<Parts> divide(std::string_view text, std::string_view body) {
  Parts parts;
  auto place = find_marked_place(body);
  if (!place) place = find_online_date(text);
  const bool marked = place.has_value();
  if (!place) place = find_unmarked_place(body);
  if (!place) return std::nullopt;
  parts.place = *place;
  parts.names = read_nlm_names(place->before);
  if (has_apa_date(text, parts.names, place->year)) return std::nullopt;
  const bool named = parts.names.any_person || parts.names.found == Found::placed;
  if ((!marked && !parts.names.any_person) || (place->kind == PlaceKind::online && !named)) return std::nullopt;
  const auto rest = place->before.substr(std::min(parts.names.end, place->before.size()));
  // "Family Care. Lancet. 2018;…": what looked like a group is the title; not so in "Group. Title. Updated May 2,
  // 2020".
  const bool has_title =
      last_sentence(trim_end(rest, " .")) != 0 || (place->kind == PlaceKind::online && !rest.empty());
  if (!parts.names.any_person && !has_title) parts.names = NlmNames{};
  if (rest.empty() && parts.names.any_person) return std::nullopt;
  if (!marked && last_sentence(trim_end(rest, " .,;:")) == 0) return std::nullopt;
  return parts;
}

/// "Title. Doe J, Roe M. J Ex. 2018;…": some print the names behind the title. Moves them to `parts.names`, and gives
/// title and journal; nothing where no persons stand there.
std::optional<std::string> take_late_names(Parts& parts) {
  if (parts.names.any_person || parts.place.kind != PlaceKind::volume) return std::nullopt;
  const auto whole = trim_end(parts.place.before, " ,;:.");
  const auto journal = find_journal(whole);
  const auto front = trim_end(whole.substr(0, journal), " .");
  const auto begin = last_sentence(front);
  if (begin == 0) return std::nullopt;
  auto names = read_nlm_names(std::string(front.substr(begin)) + ".");
  if (!names.any_person || names.end <= front.size() - begin) return std::nullopt;
  parts.names = std::move(names);
  return std::string(front.substr(0, begin)) + std::string(whole.substr(journal));
}

bool read_work(Parts parts, Reading& reading) {
  auto& citation = reading.citation;
  const auto late = take_late_names(parts);
  auto& names = parts.names;
  const auto& place = parts.place;
  citation.year = place.year;
  reading.evidence.year = place.year ? Found::marked : Found::absent;
  if (names.found == Found::guessed && names.names[0].literal.find(", ") != std::string::npos)
    reading.problems.push_back("expected names with initials before the title, found \"" + names.names[0].literal +
                               '"');
  citation.authors = std::move(names.names);
  citation.gap = names.gap;
  citation.edited = names.edited;
  reading.evidence.authors = names.found;
  const auto rest = late ? std::string_view(*late) : place.before.substr(std::min(names.end, place.before.size()));
  switch (place.kind) {
    case PlaceKind::publisher:
      read_book(place, rest, names.any_person, reading);
      return true;
    case PlaceKind::trailing:
      return read_trailing(rest, reading);
    case PlaceKind::online:
      read_online(place, rest, names.any_person, reading);
      return true;
    case PlaceKind::volume:
    case PlaceKind::ahead:
      break;
  }
  read_article(place, rest, names.any_person, reading);
  return true;
}

void report_missing(const Citation& citation, std::vector<std::string>& problems) {
  if (citation.title.empty()) problems.emplace_back("expected a title after the authors, found none");
  const bool in_journal = citation.type == WorkType::article_journal;
  if (in_journal && !citation.title.empty() && citation.container_title.empty())
    problems.emplace_back("expected the name of a journal after the title, found none");
  const bool found_nowhere = citation.publisher.empty() && citation.doi.empty() && citation.url.empty();
  if (citation.type == WorkType::book && !citation.title.empty() && found_nowhere)
    problems.emplace_back("expected a publisher after the title, found none");
}

}  // namespace

std::optional<Reading> read_nlm(std::string_view reference) {
  Reading reading;
  auto& citation = reading.citation;
  citation.printed = as_printed(reference);
  const auto text = take_leading_mark(without_list_mark(citation.printed), citation);
  auto tail = split_tail(text);
  put(citation.doi, reading.evidence.doi, tail.doi, tail.doi_found);
  citation.url = std::move(tail.url);
  if (!read_mla(tail.body, reading) && !read_harvard(tail.body, reading)) {
    auto parts = divide(text, tail.body);
    if (!parts || !read_work(*std::move(parts), reading)) return std::nullopt;
  }
  report_missing(citation, reading.problems);
  reading.unread = unread_parts("", text, citation);
  reading.confidence = confidence_in(reading);
  return reading;
}

}  // namespace citefeed::citation
