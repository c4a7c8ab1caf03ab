#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "citation/characters.hpp"
#include "citation/citation_file.hpp"
#include "citation/exported_fields.hpp"
#include "citation/read.hpp"
#include "citation/ris_records.hpp"

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
                                                      {"CONF", chapter},
                                                      {"CPAPER", chapter},
                                                      {"ENCYC", chapter},
                                                      {"DICT", chapter},
                                                      {"THES", thesis},
                                                      {"RPRT", report},
                                                      {"GOVDOC", report},
                                                      {"STAND", report},
                                                      {"PAMP", report},
                                                      {"UNPB", report},
                                                      {"UNPD", report},
                                                      {"MANSCPT", report},
                                                      {"HEAR", report},
                                                      {"BILL", report},
                                                      {"UNBILL", report},
                                                      {"STAT", report},
                                                      {"CASE", report},
                                                      {"LEGAL", report},
                                                      {"PAT", report},
                                                      {"GRNT", report},
                                                      {"GRANT", report},
                                                      {"ELEC", webpage},
                                                      {"WEB", webpage},
                                                      {"BLOG", webpage},
                                                      {"ICOMM", webpage},
                                                      {"PCOMM", webpage},
                                                      {"DATA", webpage},
                                                      {"DBASE", webpage},
                                                      {"AGGR", webpage},
                                                      {"COMP", webpage},
                                                      {"VIDEO", webpage},
                                                      {"MPCT", webpage},
                                                      {"ADVS", webpage},
                                                      {"SOUND", webpage},
                                                      {"MUSIC", webpage},
                                                      {"SLIDE", webpage},
                                                      {"ART", webpage},
                                                      {"FIGURE", webpage},
                                                      {"CHART", webpage},
                                                      {"EQUA", webpage},
                                                      {"MAP", webpage},
                                                      {"MULTI", webpage},
                                                      {"ANCIENT", webpage}}};
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

class RecordReader final {
 public:
  RecordReader(const RisRecord& record, CitationFile& file) : record_(record), file_(file) {}

  Citation read() {
    Citation citation{.type = read_type(), .title = plain_title(first({"TI", "T1", "CT"}))};
    if (citation.title.empty() && citation.type == WorkType::book) citation.title = plain_title(first({"BT"}));
    read_authors(citation);
    read_year(citation);
    const bool in_book = citation.type == WorkType::chapter;
    citation.container_title = in_book ? text({"T2", "BT", "JF", "JO"}) : text({"T2", "JF", "JO", "JA", "J2", "J1"});
    citation.volume = text({"VL"});
    citation.issue = text({"IS"});
    citation.publisher = text({"PB"});
    read_pages(citation);
    read_location(citation);
    return citation;
  }

 private:
  /// The first value under the first of `tags` that has one; empty when there is none.
  [[nodiscard]] std::string_view first(std::initializer_list<std::string_view> tags) const {
    for (const auto tag : tags)
      for (const auto& field : record_.fields)
        if (field.tag == tag && !field.value.empty()) return field.value;
    return {};
  }
  [[nodiscard]] std::string text(std::initializer_list<std::string_view> tags) const { return plain_text(first(tags)); }

  void warn(std::string_view tag, std::string message) {
    const auto field = std::find_if(record_.fields.begin(), record_.fields.end(),
                                    [&](const RisField& candidate) { return candidate.tag == tag; });
    file_.report(field == record_.fields.end() ? record_.offset : field->offset, Severity::warning, std::move(message));
  }

  WorkType read_type() {
    if (const auto type = work_type(record_.type)) return *type;
    file_.report(record_.offset, Severity::warning,
                 "expected a type of work such as \"JOUR\", found " + quoted(record_.type) + "; read as an article");
    return WorkType::article_journal;
  }

  void read_authors(Citation& citation) const {
    add_names(citation, {"AU", "A1"});
    if (citation.authors.empty() && citation.type == WorkType::book) add_names(citation, {"A3", "ED", "A2"});
    if (!citation.authors.empty() && means_et_al(first({"N1"}))) citation.et_al = true;
  }

  /// The names under the first of `tags` that has some: exports that write both repeat themselves.
  void add_names(Citation& citation, std::initializer_list<std::string_view> tags) const {
    for (const auto tag : tags) {
      for (const auto& field : record_.fields) {
        if (field.tag != tag || field.value.empty()) continue;
        if (means_et_al(field.value)) {
          citation.et_al = !citation.authors.empty();
          continue;
        }
        auto name = read_inverted_name(plain_text(field.value));
        if (name != Name{}) citation.authors.push_back(std::move(name));
      }
      if (!citation.authors.empty()) return;
    }
  }

  /// "2019///a": what stands in the last place is any other information (RIS, PY).
  void read_year(Citation& citation) {
    for (const std::string_view tag : {"PY", "Y1", "DA"}) {
      const auto value = first({tag});
      auto year = citation::read_year(value);
      if (!year && !value.empty() && !value.starts_with("///"))
        warn(tag, "expected a year such as \"2019\", found " + quoted(value));
      const auto other = value.substr(std::min(value.rfind('/') + 1, value.size()));
      const bool has_letter =
          std::count(value.begin(), value.end(), '/') == 3 && other.size() == 1 && is_ascii_lower(other[0]);
      if (has_letter) citation.year_suffix = other;
      if (!year) continue;
      citation.year = year->year;
      if (!year->suffix.empty()) citation.year_suffix = std::move(year->suffix);
      return;
    }
  }

  void read_pages(Citation& citation) const {
    set_article_number(citation, text({"C7"}));
    if (const auto number = text({"SN"}); citation.type == WorkType::report && !is_standard_number(number))
      set_article_number(citation, number);
    const auto printed_begin = text({"SP"}), printed_end = text({"EP"});
    const auto begin = without_page_label(printed_begin), end = without_page_label(printed_end);
    // Some exports write the range into SP, and the last page once more into EP.
    if (end.empty() || is_range_to(begin, end)) return set_page_range(citation, begin);
    // to_ris() says so of a single page with a dash of its own.
    const bool single = begin == end && has_dash(begin);
    set_pages(citation, begin, single ? std::string_view{} : end);
  }

  void read_location(Citation& citation) {
    const auto doi = text({"DO"});
    auto other_doi = std::string();
    for (const std::string_view tag : {"M3", "L3"})
      if (const auto value = text({tag}); value.find("10.") != std::string::npos) other_doi = value;
    set_location(citation, doi, {});
    if (!doi.empty() && citation.doi.empty())
      warn("DO", "expected a DOI such as \"10.1000/182\", found " + quoted(doi));
    if (citation.doi.empty()) set_location(citation, other_doi, text({"UR", "L2"}));
  }

  const RisRecord& record_;
  CitationFile& file_;
};

}  // namespace

ReadCitations read_ris(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto records = split_ris_records(file);
  for (const auto& record : records) {
    auto citation = RecordReader(record, file).read();
    if (is_blank(citation)) {
      file.report(record.offset, Severity::error, "expected a record with tags such as \"TI  - …\", found none");
    } else {
      result.citations.push_back(std::move(citation));
    }
  }
  result.diagnostics = file.take_diagnostics();
  if (records.empty() && result.diagnostics.empty())
    result.diagnostics.push_back({.file = name, .message = "expected records of RIS, found none"});
  return result;
}

}  // namespace citefeed::citation
