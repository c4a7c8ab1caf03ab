#include "citation/doi.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "base/iri.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// The bytes of the slash, plain or percent-encoded, that `text` begins with; 0 for anything else.
std::size_t slash_length(std::string_view text) {
  if (text.starts_with('/')) return 1;
  return starts_ignoring_case(text, "%2f") ? 3 : 0;
}

/// The bytes of a DOI prefix with its slash, "10.1037/" (ISO 26324: a registrant code of four digits or more, perhaps
/// subdivided), at the beginning of `text`; 0 when there is none.
std::size_t prefix_length(std::string_view text) {
  if (!text.starts_with("10.")) return 0;
  std::size_t at = 3;
  while (at < std::min(text.size(), std::size_t{13}) && is_digit(text[at])) ++at;
  if (at < 7 || at > 12) return 0;
  constexpr std::size_t longest_prefix = 32;
  while (at < std::min(text.size(), longest_prefix) && (is_digit(text[at]) || text[at] == '.')) ++at;
  const auto slash = slash_length(text.substr(at));
  return slash != 0 && at + slash < text.size() ? at + slash : 0;
}

/// No DOI in use comes near this length; the bound keeps the time linear on senseless input.
constexpr std::size_t longest_doi = 2000;

bool ends_ignoring_case(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && equals_ignoring_case(text.substr(text.size() - end.size()), end);
}

/// What stands between the last white space, quotation mark or angle bracket and the end of `before`: the beginning of
/// an address.
std::string_view beginning_of_address(std::string_view before) {
  constexpr std::size_t longest_address = 300;
  const auto from = before.size() - std::min(before.size(), longest_address);
  const auto divider = find_last_of(before.substr(from), " \t\r\n\"<>");
  return before.substr(divider == none ? from : from + divider + 1);
}

bool is_address(std::string_view text) {
  return text.find("://") != none || contains_ignoring_case(text, "www.") || contains_ignoring_case(text, "doi.org/") ||
         contains_ignoring_case(text, "doi-org.");
}

/// "https://doi.org/", also through the proxy of a library: "https://doi-org.proxy.example.edu/".
bool follows_resolver(std::string_view before) {
  if (ends_ignoring_case(before, "org/")) return true;
  if (!before.ends_with('/')) return false;
  before.remove_suffix(1);
  const auto host = before.substr(before.rfind('/') + 1);
  return begins_with_any(host, {"doi.org.", "doi-org.", "dx.doi.org.", "dx-doi-org.", "www.doi.org."});
}

/// "…/doi/abs/10.1002/x", "…/article/10.1007/x": the part of a publisher's address that DOIs stand behind.
bool follows_publishers_path(std::string_view before) {
  const auto address = beginning_of_address(before);
  if (!address.ends_with('/') || !is_address(address)) return false;
  const auto path = address.substr(0, address.size() - 1);
  const auto part = path.substr(path.rfind('/') + 1);
  constexpr std::array<std::string_view, 19> parts = {"doi",      "abs",       "full",        "pdf",      "epdf",
                                                      "epub",     "pdfplus",   "article",     "articles", "chapter",
                                                      "book",     "abstract",  "fullarticle", "content",  "document",
                                                      "journals", "pdfdirect", "reader",      "fulltext"};
  return equals_any(part, parts);
}

/// "doi/10.1000/x" as people mistype it, and "info:doi/10.1000/x".
bool follows_doi_slash(std::string_view before) {
  return ends_ignoring_case(before, "doi/") &&
         (before.size() == 4 || before[before.size() - 5] == ' ' || before[before.size() - 5] == ':');
}

/// A DOI is not a part of a longer number, word or path; a resolver or the letters "doi" may stand right before it.
bool may_begin_after(std::string_view before) {
  if (before.empty()) return true;
  const char last = before.back();
  if (last == '/') return follows_resolver(before) || follows_doi_slash(before) || follows_publishers_path(before);
  if (last == '.') return ends_ignoring_case(before, "doi.");
  if (is_digit(last) || last == '-' || last == '_') return false;
  if (ends_ignoring_case(before, "%2f")) return true;  // inside the query of a proxy
  if (!is_ascii_letter(last)) return true;
  return ends_ignoring_case(before, "doi");
}

/// The Cochrane Library shows its list of trials under addresses that look like DOIs and are none.
bool is_record_of_trial(std::string_view doi) {
  return starts_ignoring_case(doi, "10.1002/central/");
}

std::size_t find_doi(std::string_view text) {
  for (auto at = text.find("10."); at != none; at = text.find("10.", at + 3))
    if (prefix_length(text.substr(at)) != 0 && may_begin_after(text.substr(0, at)) &&
        !is_record_of_trial(text.substr(at)))
      return at;
  return none;
}

/// True while a DOI of the form that old Wiley and Springer journals have (SICI) has not come to its end:
/// "10.1002/(SICI)1097-4679(199911)55:11<1401::AID-JCLP5>3.0.CO;2-7".
bool is_unfinished_sici(std::string_view doi) {
  const auto code = doi.find('<');
  const auto entity = doi.find("&lt;");
  if (code == none && entity == none && !contains_ignoring_case(doi, "(sici)")) return false;
  return doi.size() < 5 || doi[doi.size() - 2] != '-' || doi[doi.size() - 4] != ';';
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}

/// "10.1109/MS. 2013.97", "10.1371/journal. pone.0176239": a number has to come, and comes in the next word.
bool waits_for_number(std::string_view doi, std::string_view next) {
  if (!doi.ends_with('.') || has_digit(doi.substr(std::min(prefix_length(doi), doi.size())))) return false;
  return has_digit(next) && next.find('.') != none && std::none_of(next.begin(), next.end(), is_multi_byte) &&
         find_first_of(next, ":/,;()") == none;
}

/// True when the word `next` after a space is a part of `doi` that the end of a line divided from it.
bool goes_on_with(std::string_view doi, std::string_view next) {
  if (doi.empty() || next.empty()) return false;
  constexpr std::string_view never_last = "/-_(";
  const bool begins_well = is_ascii_letter(next[0]) || is_digit(next[0]) || next[0] == '(';
  if (never_last.find(doi.back()) != none) return begins_well;
  if (is_unfinished_sici(doi)) return has_digit(next) && !contains_ignoring_case(next, "http");
  return waits_for_number(doi, next);
}

/// Everything up to white space, and the next words while it cannot end there.
std::string take_doi(std::string_view text) {
  std::string doi;
  while (!text.empty() && doi.size() <= longest_doi) {
    const auto space = std::min(find_first_of(text, " \t\r\n"), text.size());
    doi += text.substr(0, space);
    text.remove_prefix(std::min(text.size(), find_first_not_of(text, " \t\r\n", space)));
    if (!goes_on_with(doi, text.substr(0, find_first_of(text, " \t\r\n")))) break;
  }
  return doi;
}

/// The visible ASCII character that "%3C" stands for; nothing for anything else.
std::optional<char> escaped_character(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  const int value = high * 16 + low;
  const bool visible = high >= 0 && low >= 0 && value > ' ' && value < 0x7f;
  return visible ? std::optional(static_cast<char>(value)) : std::nullopt;
}

/// `text` with the characters of `wanted` decoded.
template <class Predicate>
std::string percent_decoded(std::string_view text, Predicate wanted) {
  std::string result;
  while (!text.empty()) {
    const auto character = escaped_character(text);
    const bool decoded = character && wanted(*character);
    result += decoded ? *character : text[0];
    text.remove_prefix(decoded ? 3 : 1);
  }
  return result;
}

void replace_entity(std::string& text, std::string_view entity, char character) {
  for (auto at = text.find(entity); at != none; at = text.find(entity, at + 1))
    text.replace(at, entity.size(), 1, character);
}

/// Where `text` closes a bracket that it did not open: the end of a Markdown link, of a remark in brackets; npos when
/// there is none. SICIs have angle brackets of their own.
std::size_t find_unmatched_bracket(std::string_view text) {
  int round = 0;
  int square = 0;
  int curly = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    round += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
    square += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
    curly += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
    if (round < 0 || square < 0 || curly < 0) return at;
  }
  return none;
}

/// "?utm_source=feed", "&domain=pdf": where the query of an address begins; npos when there is none. Few DOIs have
/// these characters, and none the equals sign of a parameter.
std::size_t find_query(std::string_view text) {
  for (auto at = find_first_of(text, "?&"); at != none; at = find_first_of(text, "?&", at + 1)) {
    auto end = at + 1;
    while (end < text.size() && (is_ascii_letter(text[end]) || text[end] == '_')) ++end;
    if (end > at + 1 && end < text.size() && text[end] == '=') return at;
  }
  return none;
}

/// How many bytes of `doi`, as it stands in the text, are one; a link's other text, a second address and a query follow
/// it.
std::size_t length_of_doi(std::string_view doi, bool in_address) {
  auto end = std::min({doi.find('"'), doi.find("</"), doi.find("http://"), doi.find("https://"), find_query(doi),
                       find_unmatched_bracket(doi), doi.size()});
  if (in_address) end = std::min({end, doi.find('?'), doi.find('#')});
  return end;
}

/// True when the last character closes an angle bracket that was not opened inside `text`.
bool ends_in_unmatched_bracket(std::string_view text) {
  return text.ends_with('>') && std::count(text.begin(), text.end(), '<') < std::count(text.begin(), text.end(), '>');
}

/// How many bytes at the end of `doi` belong to the sentence around it, or to the address of a publisher, where they
/// say which form of the article it shows.
std::size_t surplus_length(std::string_view doi) {
  if (doi.empty()) return 0;
  constexpr std::string_view punctuation = ".,;:\"'*([{";
  if (punctuation.find(doi.back()) != none) return 1;
  for (const std::string_view end : {"”", "’", "»", "…"})
    if (doi.ends_with(end)) return end.size();
  for (const std::string_view form : {"/full", "/full/html", "/fulltext", "/abstract", "/abs", "/pdf", "/epdf", "/epub",
                                      "/html", "/summary", "/references", ".pdf", ".full", ".abstract"})
    if (ends_ignoring_case(doi, form)) return form.size();
  return ends_in_unmatched_bracket(doi) ? 1 : 0;
}

/// "10.1093/sleep/zsy106/5025913": Oxford's addresses have a number of their own behind the DOI.
std::size_t length_of_oxford_number(std::string_view doi, std::string_view address) {
  if (address.find("academic.oup") == none && address.find("academic-oup") == none) return 0;
  const auto slash = doi.rfind('/');
  if (slash == none || slash < prefix_length(doi)) return 0;
  const auto number = doi.substr(slash + 1);
  return number.size() >= 5 && std::all_of(number.begin(), number.end(), is_digit) ? number.size() + 1 : 0;
}

/// "v1" behind "10.1101/2020.03.01.123456": which version of a preprint bioRxiv and medRxiv show.
std::size_t length_of_version(std::string_view doi, std::string_view address) {
  const bool in_archive = address.find("rxiv.org/content/") != none;
  const auto letter = doi.rfind('v');
  if (!in_archive || letter == none || letter + 1 >= doi.size() || !is_digit(doi[letter - 1])) return 0;
  const auto number = doi.substr(letter + 1);
  return std::all_of(number.begin(), number.end(), is_digit) ? number.size() + 1 : 0;
}

bool is_sign_of_doi(char character) {
  constexpr std::string_view signs = "/()<>:;[]";
  return signs.find(character) != none;
}

/// What a first look makes of `text`; an escape may have hidden where it ends.
std::optional<std::string> look_for_doi(std::string_view text) {
  const auto begin = find_doi(text);
  if (begin == none) return std::nullopt;
  std::string doi = take_doi(text.substr(begin));
  if (doi.size() > longest_doi) return std::nullopt;
  replace_entity(doi, "&lt;", '<');
  replace_entity(doi, "&gt;", '>');
  replace_entity(doi, "&amp;", '&');
  const auto address = beginning_of_address(text.substr(0, begin));
  const bool in_address = is_address(address);
  doi.resize(length_of_doi(doi, in_address));
  // Outside an address only what nobody prints otherwise was encoded.
  doi = percent_decoded(doi, [&](char character) { return in_address || is_sign_of_doi(character); });
  for (auto surplus = surplus_length(doi); surplus != 0; surplus = surplus_length(doi))
    doi.resize(doi.size() - surplus);
  doi.resize(doi.size() - length_of_oxford_number(doi, address));
  doi.resize(doi.size() - length_of_version(doi, address));
  if (prefix_length(doi) == 0) return std::nullopt;
  return doi;
}

}  // namespace

std::optional<std::string> parse_doi(std::string_view text) {
  auto doi = look_for_doi(text);
  // A DOI reads as itself. Each further look takes something away, and one is enough for all but senseless text.
  constexpr int most_looks = 8;
  for (int looks = 0; doi && looks < most_looks; ++looks) {
    auto again = look_for_doi(*doi);
    if (again == doi) return doi;
    doi = std::move(again);
  }
  return std::nullopt;
}

std::string doi_url(std::string_view doi) {
  return "https://doi.org/" + encode_path(doi);
}

}  // namespace citefeed::citation
