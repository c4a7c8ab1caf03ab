#include "citation/tagged_records.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

struct TypeName {
  std::string_view name = {};
  WorkType type = WorkType::webpage;
};

/// The types of the RIS specification (2001 and 2011) and those that EndNote adds.
std::optional<WorkType> work_type(std::string_view name) {
  using enum WorkType;
  static constexpr std::array<TypeName, 60> types = {{{"JOUR", article_journal},
                                                      {"EJOUR", article_journal},
                                                      {"JFULL", article_journal},
                                                      {"ABST", article_journal},
                                                      {"INPR", article_journal},
                                                      {"MGZN", article_journal},
                                                      {"NEWS", article_journal},
                                                      {"GEN", article_journal},
                                                      {"BOOK", book},
                                                      {"EBOOK", book},
                                                      {"EDBOOK", book},
                                                      {"WHOLE", book},
                                                      {"CLSWK", book},
                                                      {"SER", book},
                                                      {"CTLG", book},
                                                      {"CHAP", chapter},
                                                      {"ECHAP", chapter},
                                                      {"ENCYC", chapter},
                                                      {"DICT", chapter},
                                                      {"CONF", conference_paper},
                                                      {"CPAPER", conference_paper},
                                                      {"SLIDE", speech},
                                                      {"THES", thesis},
                                                      {"RPRT", report},
                                                      {"GOVDOC", report},
                                                      {"STAND", report},
                                                      {"PAMP", report},
                                                      {"HEAR", report},
                                                      {"BILL", report},
                                                      {"UNBILL", report},
                                                      {"STAT", report},
                                                      {"CASE", report},
                                                      {"LEGAL", report},
                                                      {"PAT", report},
                                                      {"GRNT", report},
                                                      {"GRANT", report},
                                                      {"UNPB", preprint},
                                                      {"UNPD", preprint},
                                                      {"MANSCPT", preprint},
                                                      {"ELEC", webpage},
                                                      {"WEB", webpage},
                                                      {"ICOMM", webpage},
                                                      {"PCOMM", webpage},
                                                      {"ART", webpage},
                                                      {"FIGURE", webpage},
                                                      {"CHART", webpage},
                                                      {"EQUA", webpage},
                                                      {"MAP", webpage},
                                                      {"ANCIENT", webpage},
                                                      {"BLOG", blog_post},
                                                      {"DATA", dataset},
                                                      {"DBASE", dataset},
                                                      {"AGGR", dataset},
                                                      {"COMP", software},
                                                      {"VIDEO", video},
                                                      {"MPCT", video},
                                                      {"ADVS", video},
                                                      {"MULTI", video},
                                                      {"SOUND", broadcast},
                                                      {"MUSIC", broadcast}}};
  for (const auto& type : types)
    if (type.name == name) return type.type;
  return std::nullopt;
}

/// "547-559" for "559".
bool is_range_to(std::string_view range, std::string_view last) {
  if (!range.ends_with(last)) return false;
  const auto before = trim_end(range.substr(0, range.size() - last.size()), " ");
  constexpr std::size_t longest_dash = 3;
  for (std::size_t length = 1; length <= std::min(longest_dash, before.size()); ++length)
    if (dash_length(before, before.size() - length) == length) return true;
  return false;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trim_both(text, " .,:;()")).empty()) {
    const auto end = std::min(find_first_of(text, " .,:;()"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

bool is_small_word(std::string_view word) {
  constexpr std::array<std::string_view, 24> words = {"a",   "an", "and", "as", "at",  "by",  "de",  "der",
                                                      "des", "di", "du",  "el", "et",  "for", "fur", "für",
                                                      "in",  "la", "of",  "on", "the", "to",  "und", "with"};
  return equals_any(word, words);
}

/// "J. Cogn. Ther." of "Journal of Cognitive Therapy", "Lancet" of "The Lancet": each word begins one of the other's,
/// in their order, and is shorter somewhere or lacks small words only. So "Psychotherapy" does not abbreviate
/// "Psychotherapy Research".
bool abbreviates(std::string_view shorter, std::string_view longer) {
  const auto words = words_of(shorter), all = words_of(longer);
  auto at = all.begin();
  bool shortened = false;
  std::size_t small = 0;
  for (const auto word : words) {
    for (; at != all.end() && !starts_ignoring_case(*at, word); ++at) small += is_small_word(*at) ? 1U : 0U;
    if (at == all.end()) return false;
    shortened = shortened || at->size() > word.size();
    ++at;
  }
  const bool lacks_small_words = small > 0 && words.size() + small == all.size();
  return !words.empty() && (shortened || lacks_small_words);
}

/// "JCP" for a name that begins with the same letter.
bool is_acronym_of(std::string_view acronym, std::string_view name) {
  if (starts_ignoring_case(name, "the ")) name.remove_prefix(std::string_view("the ").size());
  return !name.empty() && acronym.size() > 1 && std::all_of(acronym.begin(), acronym.end(), is_ascii_upper) &&
         to_ascii_lower(acronym[0]) == to_ascii_lower(name[0]);
}

bool same_words(std::string_view one, std::string_view other) {
  return letters_of(one) == letters_of(other);
}

bool are_of_one_journal(std::string_view one, std::string_view other) {
  return same_words(one, other) || abbreviates(one, other) || abbreviates(other, one) || is_acronym_of(other, one);
}

/// What a database calls every work of a type, which no reference prints in brackets.
bool is_type_of_document(std::string_view genre) {
  constexpr std::array<std::string_view, 20> types = {"book",
                                                      "book chapter",
                                                      "book section",
                                                      "chapter",
                                                      "conference paper",
                                                      "conference proceedings",
                                                      "early access",
                                                      "electronic",
                                                      "edited book",
                                                      "editorial material",
                                                      "empirical study",
                                                      "note",
                                                      "in press",
                                                      "print",
                                                      "proceedings paper",
                                                      "short survey",
                                                      "text",
                                                      "thesis",
                                                      "web page",
                                                      "website"};
  const bool listed = equals_any(genre, types);
  return listed || starts_ignoring_case(genre, "journal") || starts_ignoring_case(genre, "article") ||
         starts_ignoring_case(genre, "review");
}

/// What programs and databases note about the record, and not about the work.
bool is_note_of_database(std::string_view note) {
  constexpr std::array<std::string_view, 16> begins = {"export date",
                                                       "cited by",
                                                       "cited reference",
                                                       "times cited",
                                                       "accession number",
                                                       "pmid",
                                                       "doi",
                                                       "http",
                                                       "10.",
                                                       "publication type",
                                                       "copyright",
                                                       "id:",
                                                       "language",
                                                       "source",
                                                       "release date",
                                                       "date of "};
  return contains_ignoring_case(note, "epub") || contains_ignoring_case(note, "[doi]") || begins_with_any(note, begins);
}

/// "2nd ed." as "2", "Third edition" as "3", "Rev. ed." as "Rev.".
std::string edition_of(std::string_view text) {
  for (const std::string_view word : {" edition", " edn.", " edn", " ed.", " ed"}) {
    if (text.size() <= word.size() || !equals_ignoring_case(text.substr(text.size() - word.size()), word)) continue;
    text.remove_suffix(word.size());
    break;
  }
  text = trim_both(text, " ,");
  constexpr std::array<std::string_view, 10> ordinals = {"first", "second",  "third",  "fourth", "fifth",
                                                         "sixth", "seventh", "eighth", "ninth",  "tenth"};
  for (std::size_t i = 0; i < ordinals.size(); ++i)
    if (equals_ignoring_case(text, ordinals.at(i))) return std::to_string(i + 1);
  const auto digits = std::min(find_first_not_of(text, "0123456789"), text.size());
  const auto rest = text.substr(digits);
  const bool ordinal = rest == "." || std::any_of(rest.begin(), rest.end(), is_ascii_letter);
  constexpr std::array<std::string_view, 5> endings = {"st", "nd", "rd", "th", "."};
  const bool counted = digits > 0 && ordinal && is_one_of(rest, endings);
  return std::string(counted ? text.substr(0, digits) : text);
}

bool is_in_press(std::string_view text) {
  constexpr std::array<std::string_view, 4> words = {"in press", "in-press", "forthcoming", "inpress"};
  return begins_with_any(text, words);
}

/// "n.d.", "no date": a date that nobody knows, and no mistake.
bool is_no_date(std::string_view text) {
  return starts_ignoring_case(text, "n.d") || starts_ignoring_case(text, "no date") ||
         starts_ignoring_case(text, "s.d");
}

class RecordReader final {
 public:
  RecordReader(const TaggedRecord& record, CitationFile& file) : record_(record), file_(file) {}

  Citation read() {
    Citation citation{.type = read_type(), .title = plain_title(first({"TI", "T1", "CT"}))};
    if (citation.title.empty() && citation.type == WorkType::book) citation.title = plain_title(first({"BT"}));
    read_people(citation);
    read_date(citation);
    citation.genre = read_genre();
    read_edition(citation);
    citation.volume = text({"VL"});
    citation.issue = text({"IS"});
    citation.publisher = text({"PB", "PU"});
    read_container(citation);
    if (peek("AN").starts_with("WOS:")) citation.container_title = in_title_case(citation.container_title);
    read_pages(citation);
    read_location(citation);
    read_notes(citation);
    warn_of_what_is_left_out(citation);
    return citation;
  }

 private:
  /// The first value under the first of `tags` that has one; empty when there is none. It counts as kept.
  [[nodiscard]] std::string_view first(std::initializer_list<std::string_view> tags) {
    for (const auto tag : tags) {
      const auto value = peek(tag);
      if (value.empty()) continue;
      kept_.push_back(tag);
      return value;
    }
    return {};
  }
  [[nodiscard]] std::string text(std::initializer_list<std::string_view> tags) { return plain_text(first(tags)); }

  [[nodiscard]] std::string_view peek(std::string_view tag) const {
    for (const auto& field : record_.fields)
      if (field.tag == tag && !field.value.empty()) return field.value;
    return {};
  }

  /// The first of `tags` that has a name.
  [[nodiscard]] std::string_view first_tag(std::initializer_list<std::string_view> tags) const {
    for (const auto tag : tags)
      if (!peek(tag).empty()) return tag;
    return {};
  }

  void warn(std::string_view tag, std::string message) {
    const auto field = std::find_if(record_.fields.begin(), record_.fields.end(),
                                    [&](const TaggedField& candidate) { return candidate.tag == tag; });
    file_.report(field == record_.fields.end() ? record_.offset : field->offset, Severity::warning, std::move(message));
  }

  /// What has no journal is "generic" to those who register DOIs for preprints.
  WorkType read_type() {
    if (record_.type == "GEN" && first_tag({"T2", "JF", "JO", "JA", "J2", "VL", "SP"}).empty())
      return WorkType::preprint;
    if (const auto type = work_type(record_.type)) return *type;
    file_.report(record_.offset, Severity::warning,
                 "expected a type of work such as \"JOUR\", found " + in_quotes(record_.type) + "; read as an article");
    return WorkType::article_journal;
  }

  // Who made it. EndNote gives each of A2 to A4 a meaning by type.

  void read_people(Citation& citation) {
    add_authors(citation, {"AU", "A1"});
    const bool has_authors = !citation.authors.empty();
    const bool book = citation.type == WorkType::book;
    if (record_.type == "EDBOOK") citation.edited = has_authors;
    if (stands_in_another(citation.type)) {
      citation.editors = read_names({"A2", "ED"});
    } else if (has_authors) {
      const bool others = citation.type == WorkType::article_journal || citation.type == WorkType::blog_post;
      citation.editors = book ? read_names({"ED", "A3"}) : others ? read_names({"ED", "A2"}) : read_names({"ED"});
    } else {
      add_authors(citation, {"ED"});
      if (citation.authors.empty() && book) add_authors(citation, {"A3", "A2"});
      citation.edited = !citation.authors.empty();
    }
    citation.translators = has_translators(citation.type) ? read_names({"A4", "TA"}) : read_names({"TA"});
  }

  void add_authors(Citation& citation, std::initializer_list<std::string_view> tags) {
    if (!citation.authors.empty()) return;
    citation.authors = read_names(tags, &citation.gap);
    if (!citation.authors.empty())
      for (const auto& field : record_.fields)
        if (const auto gap = field.tag == "N1" ? read_gap(field.value, citation.authors.size()) : std::nullopt)
          citation.gap = gap;
  }

  /// The names under the first of `tags` that has some: exports that write both repeat themselves.
  std::vector<Name> read_names(std::initializer_list<std::string_view> tags,
                               std::optional<std::size_t>* gap = nullptr) {
    const auto tag = first_tag(tags);
    std::vector<Name> names;
    if (tag.empty()) return names;
    kept_.push_back(tag);
    for (const auto& field : record_.fields) {
      if (field.tag != tag || field.value.empty()) continue;
      if (means_et_al(field.value)) {
        if (gap != nullptr && !names.empty()) *gap = names.size();
        continue;
      }
      auto name = read_inverted_name(plain_text(field.value));
      if (name != Name{}) names.push_back(std::move(name));
    }
    return names;
  }

  // When.

  /// "2019///a": what stands in the last place is any other information (RIS, PY).
  void read_date(Citation& citation) {
    for (const std::string_view tag : {"PY", "Y1", "DA"}) {
      const auto value = first({tag});
      if (value.empty()) continue;
      const auto other = value.substr(value.rfind('/') + 1);
      const bool has_letter =
          std::count(value.begin(), value.end(), '/') == 3 && other.size() == 1 && is_ascii_lower(other[0]);
      if (has_letter) citation.year_suffix = other;
      citation.in_press = citation.in_press || is_in_press(value);
      auto year = citation::read_year(value);
      if (!year && !value.starts_with("///") && !is_in_press(value) && !is_no_date(value))
        warn(tag, "expected a year such as \"2019\", found " + in_quotes(value));
      if (!year) continue;
      citation.in_press = false;
      citation.year = year->year;
      if (!year->suffix.empty()) citation.year_suffix = std::move(year->suffix);
      break;
    }
    if (record_.type == "INPR" && !citation.year) citation.in_press = true;
    if (const auto original = citation::read_year(peek("OP"))) {
      citation.original_year = original->year;
      kept_.emplace_back("OP");
    }
  }

  // What it is, and where.

  /// M3 is the type of work, or, in older filters of EndNote, the DOI.
  [[nodiscard]] std::string read_genre() {
    auto genre = text({"M3"});
    return is_type_of_document(genre) || parse_doi(genre) ? std::string{} : genre;
  }

  /// An article's ET is the day on which it appeared before it was printed.
  void read_edition(Citation& citation) {
    const auto value = peek("ET");
    const auto year = citation::read_year(value);
    constexpr int first_of_four_digits = 1000;
    const bool date = value.find('/') != std::string_view::npos ||
                      (citation.type == WorkType::article_journal && year && year->year >= first_of_four_digits);
    kept_.emplace_back("ET");
    if (!date) citation.edition = edition_of(plain_text(value));
  }

  void read_container(Citation& citation) {
    switch (citation.type) {
      case WorkType::article_journal:
        citation.container_title = read_journal();
        return;
      case WorkType::chapter:
        citation.container_title = plain_title(first({"BT", "T2", "JF", "JO"}));
        return;
      case WorkType::conference_paper:
      case WorkType::speech:
        read_conference(citation);
        return;
      default:
        citation.container_title = text({"T2", "JF", "JO", "JA", "J2", "J1"});
    }
  }

  /// EBSCOhost writes the subtitle into T2 where JF or JO have the journal. Of what is left the longest name is the
  /// full one, whichever tag it has.
  std::string read_journal() {
    auto secondary = text({"T2"});
    std::string journal;
    bool agrees = false;
    for (const std::string_view tag : {"JF", "JO", "JA", "J2", "J1"}) {
      const auto name = text({tag});
      if (name.empty()) continue;
      agrees = agrees || are_of_one_journal(secondary, name);
      const bool alternative = tag == "JA" || tag == "J2" || tag == "J1";
      if (journal.empty() ? !alternative || secondary.empty() : abbreviates(journal, name)) journal = name;
    }
    if (journal.empty()) return secondary;
    const bool full = abbreviates(journal, secondary) || is_acronym_of(journal, secondary);
    if (secondary.empty() || (agrees && !full)) return journal;
    if (agrees) return secondary;
    std::erase(kept_, "T2");
    return journal;
  }

  /// EndNote and Zotero: T2 is the conference, C3 the proceedings; publishers have the proceedings in T2 alone.
  void read_conference(Citation& citation) {
    citation.container_title = plain_title(first({"C3", "BT"}));
    const auto secondary = plain_title(first({"T2", "JF", "JO"}));
    const bool held = citation.type == WorkType::speech || record_.type == "CPAPER";
    if (citation.container_title.empty() && (!held || contains_ignoring_case(secondary, "proceedings"))) {
      citation.container_title = secondary;
    } else if (!same_words(citation.container_title, secondary)) {
      citation.event = secondary;
    }
    const auto place = citation.event.empty() ? std::string{} : text({"CY"});
    if (!place.empty() && citation.event.find(place) == std::string::npos) citation.event += ", " + place;
  }

  void read_pages(Citation& citation) {
    set_article_number(citation, text({"C7"}));
    if (const auto number = text({"SN"}); citation.type == WorkType::report && !is_standard_number(number))
      set_article_number(citation, number);
    const auto printed_begin = text({"SP"}), printed_end = text({"EP"});
    const auto begin = without_page_label(printed_begin), end = without_page_label(printed_end);
    // A book's is how many it has.
    const bool whole = citation.type == WorkType::book || citation.type == WorkType::thesis;
    if (whole && end.empty() && !has_dash(begin) && !is_article_number(begin)) return;
    // Some exports write the range into SP, and the last page once more into EP.
    if (end.empty() || is_range_to(begin, end)) return set_page_range(citation, begin);
    // to_ris() says so of a single page that would be taken for something else.
    const bool single = begin == end && (whole || has_dash(begin));
    set_pages(citation, begin, single ? std::string_view{} : end);
  }

  void read_location(Citation& citation) {
    const auto doi = text({"DO"});
    auto other_doi = std::string();
    for (const auto& field : record_.fields)
      if ((field.tag == "M3" || field.tag == "L3" || field.tag == "N1") && parse_doi(field.value))
        other_doi = field.value;
    set_location(citation, doi, {});
    if (!doi.empty() && citation.doi.empty())
      warn("DO", "expected a DOI such as \"10.1000/182\", found " + in_quotes(doi));
    if (citation.doi.empty()) set_location(citation, other_doi, {});
    for (const auto& field : record_.fields)
      if (citation.doi.empty() && (field.tag == "UR" || field.tag == "L2")) add_address(citation, field.value);
  }

  /// The first one, or one that leads to a DOI. EndNote writes "<Go to Source>" for addresses of its own.
  static void add_address(Citation& citation, std::string_view address) {
    if (address.starts_with('<')) return;
    const auto earlier = std::exchange(citation.url, {});
    set_location(citation, {}, plain_text(address));
    if (citation.doi.empty() && !earlier.empty()) citation.url = earlier;
  }

  /// What to_ris() notes.
  void read_notes(Citation& citation) {
    for (const auto& field : record_.fields) {
      if (field.tag != "N1") continue;
      if (citation.event.empty() && field.value.starts_with(event_label))
        citation.event = trim(std::string_view(field.value).substr(event_label.size()));
      if (!starts_ignoring_case(field.value, "retracted")) continue;
      citation.retracted = true;
      if (citation.note.empty()) citation.note = field.value;
    }
  }

  // What is not kept.

  [[nodiscard]] bool is_kept(const TaggedField& field, const Citation& citation) const {
    const auto& value = field.value;
    if (field.tag == "N1")
      return is_note_of_database(value) || read_gap(value, std::max<std::size_t>(citation.authors.size(), 1)) ||
             value == citation.note || value.starts_with(event_label) || is_in_press(value) || parse_doi(value);
    if (std::find(kept_.begin(), kept_.end(), field.tag) != kept_.end()) return true;
    const bool article = citation.type == WorkType::article_journal;
    return article && (field.tag == "CY" || field.tag == "SE");
  }

  /// EBSCOhost's titles have their subtitles mostly; a series may have the name of the container.
  void keep_what_is_said_elsewhere(const Citation& citation) {
    const auto secondary = peek("T2");
    if (contains_ignoring_case(citation.title, plain_title(secondary)) ||
        same_words(citation.container_title, secondary))
      kept_.emplace_back("T2");
    if (same_words(citation.container_title, peek("T3"))) kept_.emplace_back("T3");
  }

  void warn_of_what_is_left_out(const Citation& citation) {
    keep_what_is_said_elsewhere(citation);
    constexpr std::array<std::string_view, 13> printed = {"A2", "A3", "A4", "T2", "T3", "CY", "NV",
                                                          "OP", "TT", "RI", "SE", "N1", "A5"};
    std::vector<std::string> names;
    for (const auto& field : record_.fields) {
      if (field.value.empty() || !is_one_of(field.tag, printed)) continue;
      if (is_kept(field, citation)) continue;
      const auto& name = field.name.empty() ? field.tag : field.name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
    if (!names.empty())
      file_.report(record_.offset, Severity::warning,
                   "expected what a citation can hold, found " + list + " too; left out");
  }

  const TaggedRecord& record_;
  CitationFile& file_;
  std::vector<std::string_view> kept_ = {};  ///< the tags whose values are in the citation
};

std::string capitalised(std::string_view word, bool shouted) {
  std::string text(word);
  if (shouted) std::transform(text.begin(), text.end(), text.begin(), to_ascii_lower);
  if (!text.empty() && is_ascii_lower(text[0])) text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::string in_title_case(std::string_view name) {
  const bool shouted = std::none_of(name.begin(), name.end(), is_ascii_lower) && name.find(' ') != std::string::npos;
  std::string text;
  while (!name.empty()) {
    const auto end = std::min(find_first_of(name, " -"), name.size());
    const auto word = name.substr(0, end);
    const bool small = !text.empty() && is_small_word(word);
    const auto lower = [&] {
      std::string letters(word);
      std::transform(letters.begin(), letters.end(), letters.begin(), to_ascii_lower);
      return letters;
    };
    text += small ? lower() : capitalised(word, shouted);
    if (end < name.size()) text += name[end];
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return text;
}

std::string as_group(std::string_view name) {
  const auto comma = name.find(',');
  if (comma == std::string_view::npos) return std::string(name) + ",";
  return std::string(name).insert(comma, ",");
}

void add_citation(ReadCitations& read, Citation citation, std::size_t offset, const char* example, CitationFile& file) {
  if (!is_blank(citation)) return read.citations.push_back(std::move(citation));
  file.report(offset, Severity::error,
              std::string("expected a record with tags such as \"") + example + "\", found none");
}

Citation read_tagged_record(const TaggedRecord& record, CitationFile& file) {
  return RecordReader(record, file).read();
}

}  // namespace citefeed::citation
