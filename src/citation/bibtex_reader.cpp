#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "citation/bibtex_file.hpp"
#include "citation/bibtex_names.hpp"
#include "citation/characters.hpp"
#include "citation/latex.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// The value of the first of `names` that `entry` has and that is not empty; empty when there is none.
std::string_view find_field(const BibtexEntry& entry, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    for (const auto& field : entry.fields)
      if (field.name == name && !trim_both(field.value, " \t\r\n{}").empty()) return field.value;
  return {};
}
struct TypeName {
  std::string_view name = {};
  WorkType type = WorkType::webpage;
};

/// The types of BibTeX (btxdoc, 3.1) and BibLaTeX (manual, 2.1).
std::optional<WorkType> work_type(std::string_view name) {
  using enum WorkType;
  static constexpr std::array<TypeName, 34> types = {{{"article", article_journal},
                                                      {"periodical", article_journal},
                                                      {"suppperiodical", article_journal},
                                                      {"book", book},
                                                      {"mvbook", book},
                                                      {"booklet", book},
                                                      {"collection", book},
                                                      {"mvcollection", book},
                                                      {"proceedings", book},
                                                      {"mvproceedings", book},
                                                      {"reference", book},
                                                      {"mvreference", book},
                                                      {"incollection", chapter},
                                                      {"inproceedings", chapter},
                                                      {"conference", chapter},
                                                      {"inbook", chapter},
                                                      {"bookinbook", chapter},
                                                      {"suppbook", chapter},
                                                      {"suppcollection", chapter},
                                                      {"inreference", chapter},
                                                      {"phdthesis", thesis},
                                                      {"mastersthesis", thesis},
                                                      {"thesis", thesis},
                                                      {"techreport", report},
                                                      {"report", report},
                                                      {"manual", report},
                                                      {"standard", report},
                                                      {"misc", webpage},
                                                      {"online", webpage},
                                                      {"electronic", webpage},
                                                      {"www", webpage},
                                                      {"unpublished", webpage},
                                                      {"dataset", webpage},
                                                      {"software", webpage}}};
  for (const auto& type : types)
    if (type.name == name) return type.type;
  return std::nullopt;
}

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && text.find(' ') == none;
}

class EntryReader final {
 public:
  EntryReader(const BibtexEntry& entry, CitationFile& file) : entry_(entry), file_(file) {}

  Citation read() {
    Citation citation{.type = read_type(), .title = read_title()};
    read_authors(citation);
    read_year(citation);
    citation.genre = text({"titleaddon"});
    read_container(citation);
    citation.volume = text({"volume"});
    read_numbers(citation);
    citation.publisher = text({"publisher", "institution", "school", "organization"});
    read_location(citation);
    return citation;
  }

 private:
  [[nodiscard]] std::string_view latex(std::initializer_list<std::string_view> names) const {
    return find_field(entry_, names);
  }
  [[nodiscard]] std::string text(std::initializer_list<std::string_view> names) const {
    return plain_text(from_latex(latex(names)));
  }

  void warn(std::string_view name, std::string message) {
    const auto field = std::find_if(entry_.fields.begin(), entry_.fields.end(),
                                    [&](const BibtexField& candidate) { return candidate.name == name; });
    file_.report(field == entry_.fields.end() ? entry_.offset : field->offset, Severity::warning, std::move(message));
  }

  WorkType read_type() {
    // "@inbook" is also a part of a book that bears no title of its own.
    if (entry_.type == "inbook" && latex({"booktitle"}).empty()) return WorkType::book;
    if (const auto type = work_type(entry_.type)) return *type;
    file_.report(entry_.offset, Severity::warning,
                 "expected a type of entry such as \"@article\", found " + in_quotes("@" + entry_.type) +
                     "; read as a web page");
    return WorkType::webpage;
  }

  [[nodiscard]] std::string read_title() const {
    auto title = plain_title(from_latex(latex({"title"})));
    if (const auto subtitle = plain_title(from_latex(latex({"subtitle"}))); !subtitle.empty()) title += ": " + subtitle;
    return title;
  }

  void read_authors(Citation& citation) const {
    auto names = read_bibtex_names(latex({"author"}));
    if (names.names.empty() && citation.type == WorkType::book) names = read_bibtex_names(latex({"editor"}));
    citation.authors = std::move(names.names);
    if (!names.et_al) return;
    const auto inside = read_gap(text({"authorgap"}), citation.authors.size());
    citation.gap = inside.value_or(citation.authors.size());
  }

  void read_year(Citation& citation) {
    for (const std::string_view name : {"year", "date"}) {
      const auto printed = text({name});
      auto year = citation::read_year(printed);
      if (!year && !printed.empty() && !is_unpublished(printed))
        warn(name, "expected a year such as \"2019\", found " + in_quotes(printed));
      if (!year) continue;
      citation.year = year->year;
      citation.year_suffix = std::move(year->suffix);
      break;
    }
    if (auto suffix = text({"yearsuffix"}); !suffix.empty()) citation.year_suffix = std::move(suffix);
  }

  /// What people write as the year of a work that has none.
  static bool is_unpublished(std::string_view text) {
    return contains_ignoring_case(text, "press") || contains_ignoring_case(text, "forthcoming") ||
           contains_ignoring_case(text, "n.d") || contains_ignoring_case(text, "submitted");
  }

  void read_container(Citation& citation) const {
    citation.container_title = text({"journal", "journaltitle", "booktitle", "maintitle"});
    const bool has_series = citation.type != WorkType::article_journal && citation.type != WorkType::chapter;
    if (citation.container_title.empty() && has_series) citation.container_title = text({"series"});
    if (!citation.container_title.empty() || citation.type != WorkType::webpage) return;
    citation.container_title = text({"howpublished"});
  }

  void read_numbers(Citation& citation) const {
    set_article_number(citation, text({"eid", "articleno", "article-number", "articlenumber"}));
    if (citation.type == WorkType::report) {
      set_article_number(citation, text({"number"}));
      citation.issue = text({"issue"});
    } else {
      citation.issue = text({"number", "issue"});
    }
    read_pages(citation);
  }

  /// The dash of the range is the first outside of braces; a page in braces has dashes of its own.
  void read_pages(Citation& citation) const {
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
    if (has_dash || pages.find("\\textendash") == none)
      return set_pages(citation, first, plain_text(from_latex(pages.substr(end))));
    set_page_range(citation, first);
  }

  void read_location(Citation& citation) {
    const auto doi = plain_address(latex({"doi"}));
    auto url = plain_address(latex({"url"}));
    if (url.empty()) url = plain_address(argument_of_url(latex({"howpublished"})));
    if (url.empty() && is_address(citation.container_title)) url = std::exchange(citation.container_title, {});
    if (url == citation.container_title || latex({"howpublished"}).find("\\url") != none)
      citation.container_title.clear();
    set_location(citation, doi, url);
    if (!doi.empty() && citation.doi.empty())
      warn("doi", "expected a DOI such as \"10.1000/182\", found " + in_quotes(doi));
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

  const BibtexEntry& entry_;
  CitationFile& file_;
};

}  // namespace

ReadCitations read_bibtex(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto entries = parse_bibtex(file);
  for (const auto& entry : entries) {
    auto citation = EntryReader(entry, file).read();
    if (is_blank(citation)) {
      file.report(entry.offset, Severity::error, "expected an entry with fields such as \"title = {…}\", found none");
    } else {
      result.citations.push_back(std::move(citation));
    }
  }
  result.diagnostics = file.take_diagnostics();
  if (entries.empty() && result.diagnostics.empty())
    result.diagnostics.push_back({.file = name, .message = "expected entries of BibTeX, found none"});
  return result;
}

}  // namespace citefeed::citation
