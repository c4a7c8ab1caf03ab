#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/bibtex_file.hpp"
#include "citation/bibtex_names.hpp"
#include "citation/bibtex_types.hpp"
#include "citation/characters.hpp"
#include "citation/latex.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::string_view arxiv_mark = "arXiv:";

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && text.find(' ') == none;
}

/// What a bibliography may print of a work, in some style (btxdoc, 3.2; BibLaTeX's manual, 2.2.2; natbib, apacite):
/// where it is not kept, its reader has to know. Everything else that programs write (abstract, file, keywords,
/// timestamp, ISBN, …) is not printed, or says what another field says.
bool may_be_printed(std::string_view field) {
  constexpr std::array<std::string_view, 86> fields = {"addendum",
                                                       "address",
                                                       "afterword",
                                                       "annotation",
                                                       "annotator",
                                                       "annote",
                                                       "author",
                                                       "bookauthor",
                                                       "booktitle",
                                                       "booktitleaddon",
                                                       "chapter",
                                                       "collaboration",
                                                       "commentator",
                                                       "day",
                                                       "director",
                                                       "doi",
                                                       "edition",
                                                       "editor",
                                                       "editora",
                                                       "editorb",
                                                       "editorc",
                                                       "eid",
                                                       "englishtitle",
                                                       "eprint",
                                                       "eventtitle",
                                                       "eventtitleaddon",
                                                       "foreword",
                                                       "holder",
                                                       "howpublished",
                                                       "institution",
                                                       "introduction",
                                                       "issue",
                                                       "issuetitle",
                                                       "issuesubtitle",
                                                       "issuetitleaddon",
                                                       "journal",
                                                       "journaltitle",
                                                       "journaltitleaddon",
                                                       "library",
                                                       "location",
                                                       "mainsubtitle",
                                                       "maintitle",
                                                       "maintitleaddon",
                                                       "meeting",
                                                       "nameaddon",
                                                       "note",
                                                       "number",
                                                       "organization",
                                                       "origlanguage",
                                                       "origlocation",
                                                       "origpublisher",
                                                       "origtitle",
                                                       "pages",
                                                       "pagetotal",
                                                       "part",
                                                       "producer",
                                                       "publisher",
                                                       "pubstate",
                                                       "reprinttitle",
                                                       "reviewedauthor",
                                                       "reviewedtitle",
                                                       "school",
                                                       "series",
                                                       "shortauthor",
                                                       "shorteditor",
                                                       "shorttitle",
                                                       "subtitle",
                                                       "supplement",
                                                       "title",
                                                       "titleaddon",
                                                       "translator",
                                                       "usera",
                                                       "userb",
                                                       "userc",
                                                       "usertitle",
                                                       "venue",
                                                       "version",
                                                       "volume",
                                                       "volumes",
                                                       "words",
                                                       "conference",
                                                       "conf",
                                                       "place",
                                                       "city",
                                                       "authors",
                                                       "editors"};
  return is_one_of(field, fields);
}

class EntryReader final {
 public:
  EntryReader(const BibtexEntry& entry, CitationFile& file)
      : entry_(entry), file_(file), used_(entry.fields.size(), false) {}

  /// Blank when the entry says nothing but its type.
  Citation read() {
    Citation citation{.type = read_type()};
    citation.title = read_title();
    read_genre(citation);
    read_container(citation);
    read_creators(citation);
    read_year(citation);
    citation.edition = plain_edition(text({"edition"}));
    citation.volume = text({"volume"});
    read_numbers(citation);
    read_publisher(citation);
    read_event(citation);
    read_note(citation);
    read_location(citation);
    if (is_blank(citation)) return citation;
    if (citation.genre.empty()) citation.genre = genre_of_entry();
    name_what_is_left_out(citation);
    return citation;
  }

 private:
  /// The value of the first of `names` that is there and not empty.
  std::string_view latex(std::initializer_list<std::string_view> names) {
    for (const auto name : names)
      for (std::size_t i = 0; i < entry_.fields.size(); ++i)
        if (entry_.fields[i].name == name && !trim_both(entry_.fields[i].value, " \t\r\n{}").empty()) {
          used_[i] = true;
          return entry_.fields[i].value;
        }
    return {};
  }
  std::string text(std::initializer_list<std::string_view> names) { return plain_text(from_latex(latex(names))); }

  void warn(std::string_view name, std::string message) {
    const auto field = std::find_if(entry_.fields.begin(), entry_.fields.end(),
                                    [&](const BibtexField& candidate) { return candidate.name == name; });
    file_.report(field == entry_.fields.end() ? entry_.offset : field->offset, Severity::warning, std::move(message));
  }

  // What kind of work it is.

  WorkType read_type() {
    // "@inbook" is also a part of a book that bears no title of its own.
    if (entry_.type == "inbook" && latex({"booktitle"}).empty()) return WorkType::book;
    const auto type = type_of_entry(entry_.type);
    if (!type)
      file_.report(entry_.offset, Severity::warning,
                   "expected a type of entry such as \"@article\", found " + in_quotes("@" + entry_.type) +
                       "; read as a web page");
    if (type == WorkType::article_journal && is_preprint_server(text({"journal", "journaltitle"})))
      return WorkType::preprint;
    if (type && type != WorkType::webpage && entry_.type != "unpublished") return *type;
    return read_subtype(type.value_or(WorkType::webpage));
  }

  /// Of an entry for anything, or for what is not published.
  WorkType read_subtype(WorkType type) {
    if (const auto subtype = type_of_subtype(text({"entrysubtype"}))) return *subtype;
    if (const auto described = type_of_description(text({"type"}))) return *described;
    if (text({"pubstate"}) == "prepublished") return WorkType::preprint;
    for (const std::string_view field :
         {"archiveprefix", "eprinttype", "howpublished", "publisher", "journal", "journaltitle", "institution"})
      if (is_preprint_server(text({field}))) return WorkType::preprint;
    const bool was_held = !latex({"eventtitle", "venue", "eventdate"}).empty();
    return entry_.type == "unpublished" && was_held ? WorkType::speech : type;
  }

  void read_genre(Citation& citation) {
    if (!has_type_field(citation.type)) {
      citation.genre = text({"titleaddon"});
      return;
    }
    auto kind = text({"type"});
    if (kind.empty() && (citation.type == WorkType::thesis || citation.type == WorkType::report))
      kind = text({"titleaddon"});
    const bool says_nothing = kind == "Thesis" || kind == "Report" || kind == "dataset" || kind == "preprint";
    if (!says_nothing) citation.genre = spelled_description(kind);
  }

  std::string genre_of_entry() {
    const bool says_itself = latex({"type"}).empty() && entry_.type != "thesis";
    return says_itself && entry_.type.ends_with("thesis") ? spelled_description(entry_.type) : std::string{};
  }

  // Titles.

  std::string with_subtitle(const std::string& title, std::initializer_list<std::string_view> subtitle) {
    const auto more = plain_title(from_latex(latex(subtitle)));
    if (title.empty() || more.empty()) return title + more;
    const bool is_closed = title.ends_with('?') || title.ends_with('!') || title.ends_with(':');
    return title + (is_closed ? " " : ": ") + more;
  }

  std::string read_title() { return with_subtitle(plain_title(from_latex(latex({"title"}))), {"subtitle"}); }

  void read_container(Citation& citation) {
    auto& container = citation.container_title;
    switch (citation.type) {
      case WorkType::article_journal:
        container = with_subtitle(text({"journal", "journaltitle", "fjournal", "shortjournal"}), {"journalsubtitle"});
        if (container.empty()) container = with_subtitle(text({"booktitle"}), {"booksubtitle"});
        return;
      case WorkType::chapter:
      case WorkType::conference_paper:
        container = with_subtitle(text({"booktitle"}), {"booksubtitle"});
        if (container.empty())
          container = with_subtitle(text({"maintitle", "journal", "journaltitle"}), {"mainsubtitle"});
        return;
      case WorkType::book:
      case WorkType::thesis:
      case WorkType::report:
        container = text({"journal", "journaltitle", "booktitle", "maintitle", "series"});
        return;
      default:
        container = text({"journal", "journaltitle", "booktitle", "maintitle", "howpublished", "titleaddon", "series"});
        if (is_preprint_server(container) && starts_ignoring_case(container, "arxiv")) container = "arXiv";
    }
  }

  // People and dates.

  std::vector<Name> read_names(std::initializer_list<std::string_view> names) {
    auto read = read_bibtex_names(latex(names));
    if (read.et_al)
      warn(*names.begin(), "expected all " + std::string(*names.begin()) + "s, found \"and others\"; it is left out");
    return std::move(read.names);
  }

  void read_creators(Citation& citation) {
    auto authors = read_bibtex_names(latex({"author"}));
    if (authors.names.empty() && !stands_in_another(citation.type)) {
      authors = read_bibtex_names(latex({"editor"}));
      citation.edited = !authors.names.empty();
    } else {
      citation.editors = read_names({"editor"});
      citation.edited = !authors.names.empty() && text({"authortype"}) == "editor";
    }
    citation.translators = read_names({"translator"});
    citation.authors = std::move(authors.names);
    if (!authors.et_al) return;
    const auto inside = read_gap(text({"authorgap"}), citation.authors.size());
    citation.gap = inside.value_or(citation.authors.size());
  }

  void read_year(Citation& citation) {
    if (means_in_press(text({"pubstate"}))) citation.in_press = true;
    for (const std::string_view name : {"year", "date", "eventdate", "early-access-date", "earlyaccessdate"}) {
      const auto printed = text({name});
      if (means_in_press(printed)) citation.in_press = true;
      auto year = citation::read_year(printed);
      if (!year && !printed.empty() && !means_in_press(printed) && !means_no_date(printed))
        warn(name, "expected a year such as \"2019\", found " + in_quotes(printed));
      if (!year) continue;
      citation.year = year->year;
      citation.year_suffix = std::move(year->suffix);
      break;
    }
    if (auto suffix = text({"yearsuffix"}); !suffix.empty()) citation.year_suffix = std::move(suffix);
    read_original_year(citation);
  }

  void read_original_year(Citation& citation) {
    for (const std::string_view name : {"origdate", "origyear", "originalyear"}) {
      const auto printed = text({name});
      const auto year = citation::read_year(printed);
      if (year) citation.original_year = year->year;
      if (year) return;
      if (!printed.empty()) warn(name, "expected a year such as \"1919\", found " + in_quotes(printed));
    }
  }

  // Where in a journal or book it is.

  void read_numbers(Citation& citation) {
    set_article_number(citation, text({"eid", "articleno", "article-number", "articlenumber", "art_number",
                                       "article_number", "elocation-id"}));
    if (citation.type == WorkType::report) {
      set_article_number(citation, text({"number"}));
      citation.issue = text({"issue"});
    } else {
      citation.issue = text({"number", "issue"});
    }
    // Zotero's number of a preprint is what "eprint" says.
    if (citation.type == WorkType::preprint && starts_ignoring_case(citation.issue, arxiv_mark)) citation.issue.clear();
    read_pages(citation);
  }

  /// The dash of the range is the first outside of braces; a page in braces has dashes of its own.
  void read_pages(Citation& citation) {
    const auto pages = latex({"pages"});
    std::size_t depth = 0;
    std::size_t at = 0;
    for (; at < pages.size(); ++at) {
      if (pages[at] == '{') ++depth;
      if (pages[at] == '}' && depth > 0) --depth;
      if (depth == 0 && dash_length(pages, at) != 0) break;
    }
    auto end = at;
    while (dash_length(pages, end) != 0) end += dash_length(pages, end);
    const bool has_dash = end != at;
    const auto first = plain_text(from_latex(pages.substr(0, at)));
    if (has_dash || pages.find("\\textendash") == none) {
      // All of "{{12-15}}" is in braces one time too many.
      const bool braced = !has_dash && pages.starts_with('{') && pages.find('}') + 1 == pages.size();
      if (braced && is_range_of_numbers(first)) return set_page_range(citation, first);
      return set_pages(citation, first, plain_text(from_latex(pages.substr(end))));
    }
    set_page_range(citation, first);
  }

  static bool is_range_of_numbers(std::string_view pages) {
    const auto is_in_range = [&](std::size_t at) { return is_digit(pages[at]) || pages[at] == ' '; };
    std::size_t dashes = 0;
    for (std::size_t at = 0; at < pages.size(); at += code_point_length(pages, at)) {
      if (dash_length(pages, at) != 0) {
        ++dashes;
      } else if (!is_in_range(at)) {
        return false;
      }
    }
    return dashes == 1 && pages.size() > 4;
  }

  // Who published it, where it was held, and what else is said of it.

  void read_publisher(Citation& citation) {
    auto& publisher = citation.publisher;
    if (citation.type == WorkType::thesis) {
      publisher = text({"school", "institution", "organization", "publisher"});
      if (citation.container_title.empty()) citation.container_title = other_publisher(publisher);
    } else if (citation.type == WorkType::report) {
      publisher = text({"institution", "publisher", "organization", "school"});
    } else {
      publisher = text({"publisher", "institution", "school", "organization"});
    }
    if (citation.type != WorkType::preprint || !citation.container_title.empty()) return;
    if (is_preprint_server(publisher)) {
      citation.container_title = std::exchange(publisher, {});
    } else {
      citation.container_title = text({"eprinttype", "archiveprefix"});
    }
    if (equals_ignoring_case(citation.container_title, "arxiv")) citation.container_title = "arXiv";
  }

  /// The house that spreads a thesis: "ProQuest Dissertations", beside its university.
  std::string other_publisher(const std::string& publisher) {
    auto other = text({"publisher"});
    return other == publisher ? std::string{} : other;
  }

  void read_event(Citation& citation) {
    citation.event = text({"eventtitle", "meeting", "conference"});
    const auto venue = text({"venue"});
    if (!venue.empty()) citation.event += (citation.event.empty() ? "" : ", ") + venue;
  }

  /// Programs put what they have no field for into a note, a line each: "Publisher: …".
  void read_note(Citation& citation) {
    const auto note = latex({"note"});
    bool all_known = true;
    for (auto rest = note; !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      all_known = read_line_of_note(citation, plain_text(from_latex(line))) && all_known;
    }
    if (!all_known) all_known = read_whole_note(citation, plain_text(from_latex(note)));
    if (all_known) return;
    for (std::size_t i = 0; i < entry_.fields.size(); ++i)
      if (entry_.fields[i].name == "note") used_[i] = false;
  }

  static bool read_line_of_note(Citation& citation, std::string_view line) {
    constexpr std::string_view publisher = "Publisher: ";
    if (line.starts_with(publisher)) {
      const auto name = trim_both(line.substr(publisher.size(), line.find(" _eprint:") - publisher.size()), " ");
      if (citation.publisher.empty()) citation.publisher = name;
      return citation.publisher == name || citation.type == WorkType::article_journal;
    }
    if (means_in_press(line)) citation.in_press = true;
    constexpr std::array<std::string_view, 16> noise = {
        "_eprint:",  "PMID:",        "PMCID:",          "ISBN:", "ISSN:", "Citation Key:",     "cited by", "Cited by:",
        "Accepted:", "Copyright - ", "Last updated - ", "tex.",  "ZSCC:", "Backup Publisher:", "OCLC:",    arxiv_mark};
    const bool is_noise = begins_with_any(line, noise);
    return line.empty() || is_noise || means_in_press(line);
  }

  static bool is_meeting(std::string_view text) {
    constexpr std::array<std::string_view, 6> words = {"conference", "meeting",  "symposium",
                                                       "congress",   "workshop", "convention"};
    return contains_any(text, words);
  }

  /// Where a talk was held (Zotero, Web of Science), and what a manuscript is (BibTeX).
  static bool read_whole_note(Citation& citation, const std::string& note) {
    const bool is_manuscript = citation.type == WorkType::preprint && contains_ignoring_case(note, "manuscript");
    if (is_manuscript && citation.genre.empty()) {
      citation.genre = note;
      return true;
    }
    const bool names_event =
        citation.type == WorkType::speech || (citation.type == WorkType::conference_paper && is_meeting(note));
    if (!names_event || !citation.event.empty()) return false;
    citation.event = note;
    return true;
  }

  void read_location(Citation& citation) {
    const auto doi = plain_address(latex({"doi"}));
    auto url = plain_address(latex({"url"}));
    const auto howpublished = latex({"howpublished"});
    if (url.empty()) url = plain_address(argument_of_url(howpublished));
    if (url.empty() && is_address(citation.container_title)) url = std::exchange(citation.container_title, {});
    if (url == citation.container_title || howpublished.find("\\url") != none) citation.container_title.clear();
    if (url.empty()) url = address_of_eprint(citation.type);
    set_location(citation, doi, url);
    if (!doi.empty() && citation.doi.empty())
      warn("doi", "expected a DOI such as \"10.1000/182\", found " + in_quotes(doi));
  }

  /// "1706.03762" with "archiveprefix = {arXiv}".
  std::string address_of_eprint(WorkType type) {
    auto number = plain_address(type == WorkType::preprint ? latex({"eprint", "number"}) : latex({"eprint"}));
    const bool is_marked = starts_ignoring_case(number, arxiv_mark);
    if (!is_marked && !equals_ignoring_case(text({"eprinttype", "archiveprefix"}), "arxiv")) return {};
    if (is_marked) number.erase(0, arxiv_mark.size());
    return number.empty() || is_address(number) ? std::string{} : "https://arxiv.org/abs/" + number;
  }

  /// The address in "\url{…}"; empty for anything else.
  static std::string_view argument_of_url(std::string_view latex) {
    const auto begin = latex.find("\\url{");
    if (begin == none) return {};
    const auto argument = latex.substr(begin + 5);
    return argument.substr(0, argument.find('}'));
  }

  /// Braces and backslashes, which no address has, were percent-encoded for the sake of LaTeX.
  static std::string plain_address(std::string_view latex) {
    auto address = from_latex_verbatim(latex);
    if (!address.starts_with("10.")) return address;
    for (const auto& [code, character] : {std::pair{"%7B", '{'}, std::pair{"%7D", '}'}, std::pair{"%5C", '\\'}})
      for (auto at = address.find(code); at != none; at = address.find(code, at + 1))
        address.replace(at, 3, 1, character);
    return address;
  }

  // What is not kept.

  void name_what_is_left_out(const Citation& citation) {
    constexpr std::size_t most = 8;
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < entry_.fields.size(); ++i) {
      const auto& field = entry_.fields[i];
      const bool is_left_out = !used_[i] && !field.inherited && may_be_printed(field.name) && !is_kept(citation, field);
      if (is_left_out && names.size() <= most) names.push_back(field.name);
    }
    if (names.empty()) return;
    std::string found;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) found += (i == 0 ? "" : ", ") + in_quotes(names[i]);
    if (names.size() > most) found += ", …";
    file_.report(
        entry_.offset, Severity::warning,
        "expected fields that a citation keeps, found " + found + " in " + in_quotes(entry_.key) + "; left out");
  }

  /// True when another field says the same, or nothing is said.
  static bool is_kept(const Citation& citation, const BibtexField& field) {
    const auto value = plain_title(from_latex(field.value));
    if (value.empty() || is_address(value)) return true;
    if (field.name == "shorttitle") return starts_ignoring_case(citation.title, value);
    const auto kept = {&citation.title,     &citation.genre,          &citation.container_title,
                       &citation.publisher, &citation.event,          &citation.volume,
                       &citation.issue,     &citation.article_number, &citation.edition};
    return std::any_of(kept.begin(), kept.end(), [&](const std::string* text) { return *text == value; });
  }

  const BibtexEntry& entry_;
  CitationFile& file_;
  std::vector<bool> used_;  ///< a field of the entry each
};

}  // namespace

ReadCitations read_bibtex(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  auto entries = parse_bibtex(file);
  inherit_fields(entries, file);
  std::vector<const BibtexEntry*> blank;
  for (const auto& entry : entries) {
    // No works: fields that others share, and works that are cited as one.
    if (entry.type == "xdata" || entry.type == "set") continue;
    auto citation = EntryReader(entry, file).read();
    if (is_blank(citation)) {
      blank.push_back(&entry);
    } else {
      result.citations.push_back(std::move(citation));
    }
  }
  // One of many is no reason to take none.
  const auto severity = result.citations.empty() ? Severity::error : Severity::warning;
  for (const auto* entry : blank)
    file.report(entry->offset, severity,
                "expected fields such as \"title = {…}\" in " + in_quotes(entry->key) + ", found none; left out");
  file.take_diagnostics(result, "entries of BibTeX");
  return result;
}

}  // namespace citefeed::citation
