#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

// Takes a RIS file apart into records and tagged values.

struct RisField {
  std::string tag = {};    ///< "AU"
  std::string value = {};  ///< with the lines that continue it, white space runs as one space
  std::size_t offset = 0;  ///< of the tag
};

struct RisRecord {
  std::string type = {};  ///< the value of TY, in capitals
  std::vector<RisField> fields = {};
  std::size_t offset = 0;  ///< of TY
};

bool is_tag_character(char byte) {
  return is_ascii_upper(byte) || is_digit(byte);
}

struct TaggedLine {
  std::string_view tag = {};
  std::string_view value = {};
};

/// "AU  - Doe, J."; one space before the hyphen and none after it will do.
std::optional<TaggedLine> read_tag(std::string_view line) {
  if (line.size() < 4 || !is_ascii_upper(line[0]) || !is_tag_character(line[1])) return std::nullopt;
  const auto hyphen = line.find_first_not_of(' ', 2);
  const bool tagged = hyphen != std::string_view::npos && hyphen >= 3 && hyphen <= 4 && line[hyphen] == '-' &&
                      (hyphen + 1 == line.size() || line[hyphen + 1] == ' ' || hyphen == 4);
  if (!tagged) return std::nullopt;
  return TaggedLine{.tag = line.substr(0, 2), .value = trim(line.substr(hyphen + 1))};
}

class RecordSplitter final {
 public:
  explicit RecordSplitter(CitationFile& file) : file_(file) {}

  std::vector<RisRecord> split() {
    const auto text = file_.text();
    std::size_t begin = 0;
    while (begin < text.size()) {
      const auto end = std::min(text.find_first_of("\r\n", begin), text.size());
      read_line(begin, text.substr(begin, end - begin));
      begin = end + 1;
    }
    if (open_) warn_of_missing_end(text.size(), "the end of the file");
    return std::move(records_);
  }

 private:
  void warn(std::size_t offset, std::string message) { file_.report(offset, Severity::warning, std::move(message)); }

  void warn_of_missing_end(std::size_t offset, const std::string& found) {
    warn(offset, "expected \"ER  - \" at the end of this record, found " + found);
  }

  void read_line(std::size_t offset, std::string_view line) {
    if (trim(line).empty()) return;
    const auto tagged = read_tag(line);
    if (!tagged) {
      continue_value(offset, line);
    } else if (tagged->tag == "TY") {
      if (open_) warn_of_missing_end(offset, "the next one");
      begin_record(offset, tagged->value);
    } else if (tagged->tag == "ER") {
      open_ = false;
    } else if (open_) {
      records_.back().fields.push_back(
          {.tag = std::string(tagged->tag), .value = normalise_space(tagged->value), .offset = offset});
    } else {
      warn_of_stray_line(offset, line);
    }
  }

  void begin_record(std::size_t offset, std::string_view type) {
    std::string name(type);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char letter) { return is_ascii_lower(letter) ? static_cast<char>(letter - 'a' + 'A') : letter; });
    records_.push_back({.type = std::move(name), .offset = offset});
    open_ = true;
  }

  void continue_value(std::size_t offset, std::string_view line) {
    if (!open_ || records_.back().fields.empty()) return warn_of_stray_line(offset, line);
    auto& value = records_.back().fields.back().value;
    const auto more = normalise_space(line);
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
  }

  /// Databases put a few lines about themselves before the first record; one warning is enough for them.
  void warn_of_stray_line(std::size_t offset, std::string_view line) {
    if (std::exchange(warned_of_stray_line_, true)) return;
    warn(offset, "expected \"TY  - \", with which a record begins, found " + in_quotes(trim(line)) + "; passed over");
  }

  CitationFile& file_;
  std::vector<RisRecord> records_ = {};
  bool open_ = false;
  bool warned_of_stray_line_ = false;
};

/// The records of `file`, each from its TY to its ER, or to the next TY or the end where ER is missing. A line without
/// a tag continues the value before it. Mistakes are reported to `file`. Linear time.
std::vector<RisRecord> split_ris_records(CitationFile& file) {
  return RecordSplitter(file).split();
}

const char* ris_type(WorkType type) {
  switch (type) {
    case WorkType::article_journal:
      return "JOUR";
    case WorkType::book:
      return "BOOK";
    case WorkType::chapter:
      return "CHAP";
    case WorkType::thesis:
      return "THES";
    case WorkType::report:
      return "RPRT";
    case WorkType::webpage:
      return "ELEC";
    case WorkType::preprint:
      return "UNPB";
    case WorkType::dataset:
      return "DATA";
    case WorkType::software:
      return "COMP";
    case WorkType::conference_paper:
      return "CPAPER";
    case WorkType::speech:
      return "SLIDE";
    case WorkType::video:
      return "VIDEO";
    case WorkType::broadcast:
      return "SOUND";
    case WorkType::blog_post:
      return "BLOG";
  }
  return "GEN";
}

/// One line; a line end inside a value would begin another field.
void add(std::string& record, std::string_view tag, std::string_view value) {
  const auto line = normalise_space(value);
  if (line.empty()) return;
  record += tag;
  record += "  - " + line + "\r\n";
}

/// RIS knows no groups. What EndNote does is what most read right: "World Bank," and a doubled comma inside a name.
std::string ris_name(const Name& name) {
  if (name.literal.empty()) return inverted(name);
  const auto comma = name.literal.find(',');
  return comma == std::string::npos ? name.literal + "," : std::string(name.literal).insert(comma, ",");
}

/// Programs that know no article numbers read them as the first page; C7 says what they are where their form does not.
void add_pages(std::string& record, const Citation& citation) {
  const auto& number = citation.article_number;
  if (number.empty()) {
    add(record, "SP", citation.first_page);
    // A single page with a dash of its own would be taken for a range.
    add(record, "EP",
        citation.last_page.empty() && has_dash(citation.first_page) ? citation.first_page : citation.last_page);
    return;
  }
  const bool report = citation.type == WorkType::report;
  add(record, report ? "SN" : "SP", number);
  if (report ? is_standard_number(number) : !is_article_number(number)) add(record, "C7", number);
}

}  // namespace

std::string to_ris(const Citation& citation) {
  std::string record;
  add(record, "TY", ris_type(citation.type));
  for (const auto& name : citation.authors) add(record, "AU", ris_name(name));
  const auto year = citation.year ? std::to_string(*citation.year) : std::string();
  add(record, "PY", citation.year_suffix.empty() ? year : year + "///" + citation.year_suffix);
  add(record, "TI", citation.title);
  add(record, "M3", citation.genre);
  add(record, "T2", citation.container_title);
  // T2 is what newer programs read, JF and BT what older ones do.
  if (citation.type == WorkType::article_journal) add(record, "JF", citation.container_title);
  if (citation.type == WorkType::chapter) add(record, "BT", citation.container_title);
  add(record, "VL", citation.volume);
  add(record, "IS", citation.issue);
  add_pages(record, citation);
  add(record, "PB", citation.publisher);
  add(record, "DO", citation.doi);
  add(record, "UR", citation.url);
  add(record, "N1", gap_note(citation));
  add(record, "N1", citation.note);
  record += "ER  - \r\n";
  return record;
}

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
    citation.genre = read_genre();
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

  /// M3 is the type of work, of which an article's says nothing, or, in older filters of EndNote, the DOI.
  [[nodiscard]] std::string read_genre() const {
    auto genre = text({"M3"});
    const bool says_nothing = starts_ignoring_case(genre, "journal") || starts_ignoring_case(genre, "article") ||
                              starts_ignoring_case(genre, "review");
    return says_nothing || parse_doi(genre) ? std::string{} : genre;
  }

  WorkType read_type() {
    if (const auto type = work_type(record_.type)) return *type;
    file_.report(record_.offset, Severity::warning,
                 "expected a type of work such as \"JOUR\", found " + in_quotes(record_.type) + "; read as an article");
    return WorkType::article_journal;
  }

  void read_authors(Citation& citation) const {
    add_names(citation, {"AU", "A1"});
    if (citation.authors.empty() && citation.type == WorkType::book) add_names(citation, {"A3", "ED", "A2"});
    if (auto gap = read_gap(first({"N1"}), citation.authors.size())) citation.gap = gap;
  }

  /// The names under the first of `tags` that has some: exports that write both repeat themselves.
  void add_names(Citation& citation, std::initializer_list<std::string_view> tags) const {
    for (const auto tag : tags) {
      for (const auto& field : record_.fields) {
        if (field.tag != tag || field.value.empty()) continue;
        if (means_et_al(field.value)) {
          if (!citation.authors.empty()) citation.gap = citation.authors.size();
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
        warn(tag, "expected a year such as \"2019\", found " + in_quotes(value));
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
      if (const auto value = text({tag}); parse_doi(value)) other_doi = value;
    set_location(citation, doi, {});
    if (!doi.empty() && citation.doi.empty())
      warn("DO", "expected a DOI such as \"10.1000/182\", found " + in_quotes(doi));
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
