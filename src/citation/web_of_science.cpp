#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/read.hpp"
#include "citation/tagged_records.hpp"

namespace citefeed::citation {
namespace {

struct FieldTag {
  std::string_view tag = {};
  std::string_view ris = {};
};

/// A field with each of its lines: of names and references each line is one, of a text they belong together.
struct LinedField {
  std::string tag = {};
  std::vector<std::string> lines = {};
  std::size_t offset = 0;

  [[nodiscard]] std::string joined() const {
    std::string text;
    for (const auto& line : lines) text += (text.empty() || line.empty() ? "" : " ") + line;
    return text;
  }
};

struct LinedRecord {
  std::vector<LinedField> fields = {};
  std::size_t offset = 0;

  [[nodiscard]] const LinedField* find(std::string_view tag) const {
    for (const auto& field : fields)
      if (field.tag == tag && !field.lines.front().empty()) return &field;
    return nullptr;
  }
  [[nodiscard]] bool has(std::string_view tag) const { return find(tag) != nullptr; }
  [[nodiscard]] std::string value(std::string_view tag) const {
    const auto* field = find(tag);
    return field == nullptr ? std::string{} : field->joined();
  }
};

class LinedSplitter final {
 public:
  explicit LinedSplitter(CitationFile& file) : file_(file) {}

  std::vector<LinedRecord> split() {
    for_each_line(file_.text(), [this](std::size_t offset, std::string_view line) { read_line(offset, line); });
    if (open_) warn_of_missing_end(file_.text().size(), "the end of the file");
    return std::move(records_);
  }

 private:
  void warn(std::size_t offset, std::string message) { file_.report(offset, Severity::warning, std::move(message)); }

  void warn_of_missing_end(std::size_t offset, const std::string& found) {
    warn(offset, "expected \"ER\" at the end of this record, found " + found);
  }

  void read_line(std::size_t offset, std::string_view line) {
    if (trim(line).empty()) return;
    if (line.starts_with("  ")) return continue_field(offset, line);
    const bool tagged = line.size() >= 2 && is_ascii_upper(line[0]) && (is_ascii_upper(line[1]) || is_digit(line[1])) &&
                        (line.size() == 2 || line[2] == ' ');
    if (!tagged) return warn_of_stray_line(offset, line);
    const auto tag = line.substr(0, 2);
    if (tag == "ER") {
      open_ = false;
    } else if (tag != "FN" && tag != "VR" && tag != "EF") {
      if (open_ && tag == "PT") warn_of_missing_end(offset, "the next one");
      if (!open_ || tag == "PT") records_.push_back({.offset = offset});
      open_ = true;
      records_.back().fields.push_back(
          {.tag = std::string(tag), .lines = {normalise_space(line.substr(2))}, .offset = offset});
    }
  }

  void continue_field(std::size_t offset, std::string_view line) {
    if (!open_) return warn_of_stray_line(offset, line);
    records_.back().fields.back().lines.push_back(normalise_space(line));
  }

  void warn_of_stray_line(std::size_t offset, std::string_view line) {
    if (std::exchange(warned_, true)) return;
    warn(offset, "expected a tag such as \"TI \", found " + in_quotes(trim(line)) + "; passed over");
  }

  CitationFile& file_;
  std::vector<LinedRecord> records_ = {};
  bool open_ = false;
  bool warned_ = false;
};

std::string type_of(const LinedRecord& record) {
  const auto document = record.value("DT"), kind = record.value("PT");
  const bool journal = kind.empty() || kind == "J";
  if (kind == "P") return "PAT";
  if (contains_ignoring_case(document, "data set")) return "DATA";
  if (journal) return "JOUR";
  if (contains_ignoring_case(document, "proceedings") || kind == "C") return "CONF";
  const bool part = contains_ignoring_case(document, "chapter") ||
                    (record.has("SO") && letters_of(record.value("SO")) != letters_of(record.value("TI")));
  return part ? "CHAP" : "BOOK";
}

/// What the brackets behind the title say of it (APA 7, 10.1).
std::string_view genre_of(std::string_view document) {
  if (equals_ignoring_case(document, "letter")) return "Letter to the editor";
  if (equals_ignoring_case(document, "editorial material")) return "Editorial";
  return {};
}

/// Adds to a record of RIS what `record` says in the words of Web of Science.
class Translator final {
 public:
  explicit Translator(const LinedRecord& record)
      : record_(record), result_{.type = type_of(record), .offset = record.offset} {}

  TaggedRecord translate() {
    for (const auto& field : record_.fields) add_field(field);
    // Full names where there are some.
    add_names(record_.has("AF") ? "AF" : "AU", "AU", false);
    add_names(record_.has("BF") ? "BF" : "BA", result_.type == "BOOK" ? "AU" : "A3", false);
    add_names("BE", result_.type == "BOOK" ? "ED" : "A2", false);
    add_names("CA", "AU", true);
    add_names("GP", result_.type == "BOOK" ? "AU" : "A2", true);
    add_conference();
    if (!record_.has("PY")) add("PY", record_.value("EA"));
    if (!record_.has("DI")) add("DO", record_.value("D2"));
    add("M3", genre_of(record_.value("DT")));
    return std::move(result_);
  }

 private:
  void add(std::string_view tag, std::string_view value, std::string_view name = {}) {
    if (value.empty()) return;
    result_.fields.push_back(
        {.tag = std::string(tag), .value = std::string(value), .offset = record_.offset, .name = std::string(name)});
  }

  void add_names(std::string_view tag, std::string_view ris, bool groups) {
    const auto* field = record_.find(tag);
    if (field == nullptr) return;
    for (const auto& line : field->lines) add(ris, groups ? as_group(line) : line, tag);
  }

  /// The proceedings are the source of a paper, and its conference and place are apart.
  void add_conference() {
    const bool paper = result_.type == "CONF";
    const auto source = in_title_case(record_.value("SO"));
    add(paper ? "C3" : result_.type == "CHAP" ? "BT" : "JF", result_.type == "BOOK" ? std::string{} : source);
    if (!paper) return;
    add("T2", record_.value("CT"));
    add("CY", record_.value("CL"));
  }

  void add_field(const LinedField& field) {
    constexpr std::array<FieldTag, 12> tags = {{{"TI", "TI"},
                                                {"PY", "PY"},
                                                {"VL", "VL"},
                                                {"IS", "IS"},
                                                {"BP", "SP"},
                                                {"EP", "EP"},
                                                {"AR", "C7"},
                                                {"DI", "DO"},
                                                {"PU", "PB"},
                                                {"SE", "T3"},
                                                {"ET", "ET"},
                                                {"UR", "UR"}}};
    for (const auto& [tag, ris] : tags)
      if (field.tag == tag) result_.fields.push_back({std::string(ris), field.joined(), field.offset, field.tag});
  }

  const LinedRecord& record_;
  TaggedRecord result_;
};

void read_status(const LinedRecord& record, Citation& citation, CitationFile& file) {
  if (!contains_ignoring_case(record.value("DT"), "retracted publication")) return;
  citation.retracted = true;
  citation.note = "Retracted";
  file.report(record.offset, Severity::warning, "expected a work that stands, found one that was retracted");
}

}  // namespace

ReadCitations read_web_of_science(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto records = LinedSplitter(file).split();
  for (const auto& record : records) {
    auto citation = read_tagged_record(Translator(record).translate(), file);
    if (!is_blank(citation)) read_status(record, citation, file);
    add_citation(result, std::move(citation), record.offset, "TI …", file);
  }
  file.take_diagnostics(result, "records of Web of Science");
  return result;
}

}  // namespace citefeed::citation
