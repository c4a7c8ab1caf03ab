#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "citation/apa_reader.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

constexpr char read_mark = '\x01';  ///< in the place of each byte that a field holds
constexpr std::size_t none = std::string_view::npos;

/// Letters and digits; dashes, quotation marks and dots of other scripts are of several bytes as well.
bool is_in_word(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (!is_multi_byte(byte)) return is_ascii_letter(byte) || is_digit(byte);
  // U+2000 to U+207F, and « ».
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) --at;
  const auto character = text.substr(at);
  return !character.starts_with("\xe2\x80") && !character.starts_with("\xe2\x81") && !character.starts_with("«") &&
         !character.starts_with("»") && !character.starts_with("−");
}

/// Months and seasons, in the languages of reference lists, as beginnings.
bool is_part_of_date(std::string_view word) {
  constexpr auto beginnings = std::to_array<std::string_view>(
      {"jan", "feb", "mar", "apr",  "may",  "jun",    "jul",    "aug",    "sep",  "oct",
       "nov", "dec", "mai", "juin", "juil", "août",   "okt",    "dez",    "déc",  "fév",
       "ene", "abr", "ago", "dic",  "mär",  "spring", "summer", "autumn", "fall", "winter"});
  return begins_with_any(word, beginnings);
}

/// Words that say where to look and not what there is: beside them, numbers are days and keys of databases.
bool is_of_retrieval(std::string_view word) {
  constexpr auto words = std::to_array<std::string_view>(
      {"retrieved", "accessed",      "available", "recuperado", "disponible", "abgerufen", "consulté",    "repéré",
       "epub",      "online",        "advance",   "ahead",      "pmid",       "pmcid",     "publication", "published",
       "proquest",  "dissertations", "umi",       "version",    "downloaded", "zugriff"});
  return equals_any(word, words);
}

/// Words that name the fields beside them, and those that join them.
bool is_mark(std::string_view word) {
  constexpr auto words = std::to_array<std::string_view>(
      {"in",    "eds",     "ed",    "edn",     "edition",  "trans",   "trad",    "hrsg",   "hg",         "dir",
       "coord", "vol",     "vols",  "volume",  "no",       "nos",     "nr",      "num",    "issue",      "iss",
       "pp",    "pages",   "page",  "pgs",     "and",      "und",     "et",      "al",     "others",     "with",
       "doi",   "from",    "de",    "at",      "on",       "of",      "the",     "press",  "article",    "art",
       "id",    "nd",      "print", "first",   "original", "work",    "theses",  "global", "author",     "suppl",
       "bd",    "jg",      "heft",  "dans",    "en",       "von",     "unter",   "http",   "https",      "www",
       "date",  "members", "rev",   "text",    "database", "np",      "link",    "editor", "editors",    "cited",
       "url",   "amp",     "aufl",  "auflage", "éd",       "édition", "edición", "partir", "pagination", "specified"});
  return equals_any(word, words);
}

/// Takes the bytes of a reference away that its fields hold; what is left was not read.
class Remainder final {
 public:
  explicit Remainder(std::string text) : rest_(std::move(text)) {}

  /// `field` as it stands, or letter by letter where only spaces and punctuation differ.
  void take(std::string_view field) {
    if (field.empty()) return;
    for (auto at = rest_.find(field); at != none; at = rest_.find(field, at + 1)) {
      if (!stands_alone(at, field.size())) continue;
      cover(at, field.size());
      return;
    }
    take_letters(field, 0, rest_.size());
  }

  /// Names stand in their order, so that each is looked for only a little behind the one before it.
  void take(const std::vector<Name>& names) {
    std::size_t from = 0;
    for (const auto& name : names) {
      from = take_near(name.literal, from);
      // "A. Editor": the initials of editors come first.
      const auto before = from;
      for (const auto* part : {&name.family, &name.given, &name.suffix})
        from = std::max(from, take_near(*part, before));
    }
  }

  /// The words in which an address or a DOI stands.
  void take_addresses() {
    for (std::size_t begin = 0; begin < rest_.size();) {
      const auto end = std::min(rest_.find(' ', begin), rest_.size());
      const auto word = std::string_view(rest_).substr(begin, end - begin);
      const auto prefix = word.find("10.");
      const bool is_doi = prefix != none && word.find('/', prefix) != none;
      const bool is_address = is_doi || word.find("://") != none || word.find("www.") != none;
      if (is_address) cover(begin, end - begin);
      begin = end + 1;
    }
  }

  /// "New York, NY: " before the publisher at `publisher`: no field holds where a publisher is (APA 7, 9.29).
  void take_place_before(std::string_view publisher) {
    const auto at = publisher.empty() ? none : rest_.find(publisher);
    if (at == none || at < 2 || std::string_view(rest_).substr(0, at).substr(at - 2) != ": ") return;
    constexpr std::size_t longest_place = 48;
    const auto begin = at < longest_place ? 0 : at - longest_place;
    const auto divider = std::string_view(rest_).substr(begin, at - begin - 2).find_last_of(".)]\x01");
    const auto place = divider == none ? begin : begin + divider + 1;
    cover(place, at - place);
  }

  /// "2nd" and "2." are the edition "2", "2019a" is the year 2019.
  void take_number(std::string_view number) {
    if (number.empty()) return;
    for (auto at = rest_.find(number); at != none; at = rest_.find(number, at + 1)) {
      if (at > 0 && is_in_word(rest_, at - 1)) continue;
      auto end = at + number.size();
      if (end < rest_.size() && is_digit(rest_[end])) continue;
      while (end < rest_.size() && is_in_word(rest_, end)) ++end;
      return cover(at, end - at);
    }
  }

  /// "45-9" ends on page 49.
  void take_last_page(std::string_view page) {
    for (; !page.empty(); page.remove_prefix(1)) {
      for (auto at = rest_.find(page); at != none; at = rest_.find(page, at + 1)) {
        const bool after_dash = at > 0 && !is_in_word(rest_, at - 1) && stands_alone(at, page.size());
        if (after_dash) return cover(at, page.size());
      }
    }
  }

  /// The stretches that are left and say something.
  [[nodiscard]] std::vector<std::string> parts() const {
    std::vector<std::string> parts;
    const std::string_view rest = rest_;
    for (std::size_t begin = 0; begin < rest.size();) {
      const auto end = std::min(rest.find(read_mark, begin), rest.size());
      const auto part = rest.substr(begin, end - begin);
      if (says_something(part)) parts.emplace_back(trim_both(part, " .,;:()[]"));
      begin = std::max(end, begin) + 1;
    }
    return parts;
  }

 private:
  static constexpr std::size_t nearness = 160;  ///< bytes between one name and the next, at most

  void cover(std::size_t at, std::size_t length) {
    std::fill_n(rest_.begin() + static_cast<std::ptrdiff_t>(at), length, read_mark);
  }

  [[nodiscard]] bool stands_alone(std::size_t at, std::size_t length) const {
    const bool before = at == 0 || !is_in_word(rest_, at - 1) || !is_in_word(rest_, at);
    const auto end = at + length;
    const bool after = end == rest_.size() || !is_in_word(rest_, end) || !is_in_word(rest_, end - 1);
    return before && after;
  }

  /// Likewise, a little behind `from`.
  std::size_t take_near(std::string_view field, std::size_t from) {
    if (field.empty()) return from;
    return take_letters(field, from, std::min(from + field.size() + nearness, rest_.size()));
  }

  /// The end of it where it was found; else `from`.
  std::size_t take_letters(std::string_view field, std::size_t from, std::size_t to) {
    constexpr std::size_t longest = 512;
    if (field.size() > longest) return from;
    for (auto at = from; at < to; ++at) {
      const auto length = matched_length(field, at);
      if (length == 0 || !stands_alone(at, length)) continue;
      cover(at, length);
      return at + length;
    }
    return from;
  }

  [[nodiscard]] std::size_t matched_length(std::string_view field, std::size_t begin) const {
    auto at = begin;
    for (std::size_t i = 0; i < field.size(); ++i) {
      const char byte = field[i];
      if (!is_in_word(field, i)) continue;
      while (at > begin && at < rest_.size() && rest_[at] != read_mark && !is_in_word(rest_, at)) ++at;
      if (at >= rest_.size() || rest_[at] != byte) return 0;
      ++at;
    }
    return at - begin;
  }

  static bool says_something(std::string_view part) {
    const auto words = trim_both(part, " .,;:([");
    for (const std::string_view note : {"special issue", "IF:", "IF ", "impact factor"})
      if (starts_ignoring_case(words, note)) return false;
    bool has_word = false, has_number = false, is_elsewhere = false;
    std::size_t begin = 0;
    while (begin < part.size()) {
      if (!is_in_word(part, begin)) {
        ++begin;
        continue;
      }
      auto end = begin;
      while (end < part.size() && is_in_word(part, end)) ++end;
      const auto word = part.substr(begin, end - begin);
      begin = end;
      if (is_digit(word[0])) {
        has_number = true;
      } else if (word == "p") {
        has_number = false;  // "345 p": how many there are
      } else if (is_of_retrieval(word) || is_part_of_date(word)) {
        is_elsewhere = true;
      } else if (word.size() > 1 && !is_mark(word)) {
        has_word = true;
      }
    }
    return has_word || (has_number && !is_elsewhere);
  }

  std::string rest_;
};

}  // namespace

std::vector<std::string> unread_parts(std::string_view before_date, std::string_view after_date,
                                      const Citation& citation) {
  std::string text{before_date};
  text += read_mark;
  text += after_date;
  Remainder rest{std::move(text)};
  rest.take(citation.doi);
  if (!citation.doi.empty() || !citation.url.empty()) rest.take_addresses();
  if (citation.retracted || !citation.note.empty())
    for (const std::string_view mark : {"RETRACTED ARTICLE", "RETRACTED", "Retracted", "WITHDRAWN", "Withdrawn"})
      rest.take(mark);
  // The longest first: a number may stand in a title too.
  rest.take(citation.title);
  rest.take(citation.authors);
  rest.take(citation.container_title);
  rest.take_place_before(citation.publisher);
  for (const auto* field : {&citation.publisher, &citation.event, &citation.genre, &citation.note}) rest.take(*field);
  rest.take(citation.editors);
  rest.take(citation.translators);
  const auto original = citation.original_year ? std::to_string(*citation.original_year) : std::string{};
  for (const auto* field :
       {&citation.volume, &citation.issue, &citation.first_page, &citation.article_number, &original})
    rest.take(*field);
  rest.take_number(citation.edition);
  rest.take_last_page(citation.last_page);
  // Where no date stands between the parts, the year is one of them.
  if (before_date.empty() && citation.year) rest.take_number(std::to_string(*citation.year));
  return rest.parts();
}

}  // namespace citefeed::citation
