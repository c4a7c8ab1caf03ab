#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/doi.hpp"
#include "citation/read.hpp"
#include "citation/tagged_records.hpp"

namespace citefeed::citation {
namespace {

struct TypeName {
  std::string_view name = {};
  std::string_view ris = {};
};

/// The types of EndNote under their types in RIS (EndNote, export filters of both formats); empty for other names.
std::string_view ris_type_of(std::string_view name) {
  static constexpr std::array<TypeName, 50> types = {{{"Journal Article", "JOUR"},
                                                      {"Electronic Article", "EJOUR"},
                                                      {"Magazine Article", "MGZN"},
                                                      {"Newspaper Article", "NEWS"},
                                                      {"Generic", "GEN"},
                                                      {"Book", "BOOK"},
                                                      {"Electronic Book", "EBOOK"},
                                                      {"Edited Book", "EDBOOK"},
                                                      {"Classical Work", "CLSWK"},
                                                      {"Serial", "SER"},
                                                      {"Catalog", "CTLG"},
                                                      {"Book Section", "CHAP"},
                                                      {"Electronic Book Section", "ECHAP"},
                                                      {"Encyclopedia", "ENCYC"},
                                                      {"Dictionary", "DICT"},
                                                      {"Conference Paper", "CPAPER"},
                                                      {"Conference Proceedings", "CONF"},
                                                      {"Conference Proceeding", "CONF"},
                                                      {"Thesis", "THES"},
                                                      {"Report", "RPRT"},
                                                      {"Government Document", "GOVDOC"},
                                                      {"Standard", "STAND"},
                                                      {"Pamphlet", "PAMP"},
                                                      {"Hearing", "HEAR"},
                                                      {"Bill", "BILL"},
                                                      {"Statute", "STAT"},
                                                      {"Case", "CASE"},
                                                      {"Legal Rule or Regulation", "LEGAL"},
                                                      {"Patent", "PAT"},
                                                      {"Grant", "GRANT"},
                                                      {"Unpublished Work", "UNPB"},
                                                      {"Manuscript", "MANSCPT"},
                                                      {"Preprint", "UNPB"},
                                                      {"Web Page", "ELEC"},
                                                      {"Online Database", "DBASE"},
                                                      {"Aggregated Database", "AGGR"},
                                                      {"Blog", "BLOG"},
                                                      {"Dataset", "DATA"},
                                                      {"Computer Program", "COMP"},
                                                      {"Film or Broadcast", "MPCT"},
                                                      {"Audiovisual Material", "ADVS"},
                                                      {"Online Multimedia", "MULTI"},
                                                      {"Podcast", "SOUND"},
                                                      {"Music", "MUSIC"},
                                                      {"Personal Communication", "PCOMM"},
                                                      {"Artwork", "ART"},
                                                      {"Figure", "FIGURE"},
                                                      {"Chart or Table", "CHART"},
                                                      {"Map", "MAP"},
                                                      {"Ancient Text", "ANCIENT"}}};
  for (const auto& [type, ris] : types)
    if (equals_ignoring_case(type, name)) return ris;
  return {};
}

struct ReferRecord {
  std::string type = {};  ///< what %0 says
  std::vector<TaggedField> fields = {};
  std::size_t offset = 0;

  [[nodiscard]] bool has(std::string_view name) const {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const TaggedField& field) { return field.name == name && !field.value.empty(); });
  }
};

class ReferSplitter final {
 public:
  explicit ReferSplitter(CitationFile& file) : file_(file) {}

  std::vector<ReferRecord> split() {
    for_each_line(file_.text(), [this](std::size_t offset, std::string_view line) { read_line(offset, line); });
    return std::move(records_);
  }

 private:
  /// A record ends before the next %0; without %0, at an empty line.
  void read_line(std::size_t offset, std::string_view line) {
    if (trim(line).empty()) {
      after_empty_line_ = true;
      return;
    }
    const bool tagged = line.size() >= 2 && line[0] == '%' && line[1] != ' ' && (line.size() == 2 || line[2] == ' ');
    if (!tagged) return continue_value(offset, line);
    const auto name = line.substr(0, 2);
    const bool typed = !records_.empty() && !records_.back().type.empty();
    if (records_.empty() || name == "%0" || (after_empty_line_ && !typed)) records_.push_back({.offset = offset});
    after_empty_line_ = false;
    auto value = normalise_space(line.substr(2));
    if (name == "%0") {
      records_.back().type = std::move(value);
    } else {
      records_.back().fields.push_back({.value = std::move(value), .offset = offset, .name = std::string(name)});
    }
  }

  /// Abstracts and notes go on over empty lines.
  void continue_value(std::size_t offset, std::string_view line) {
    if (records_.empty() || records_.back().fields.empty()) {
      if (std::exchange(warned_, true)) return;
      return file_.report(
          offset, Severity::warning,
          "expected \"%0 \", with which a record begins, found " + in_quotes(trim(line)) + "; passed over");
    }
    auto& value = records_.back().fields.back().value;
    value += (value.empty() ? "" : " ") + normalise_space(line);
  }

  CitationFile& file_;
  std::vector<ReferRecord> records_ = {};
  bool after_empty_line_ = false;
  bool warned_ = false;
};

/// Without %0 it is what the other tags belong to.
std::string type_of(const ReferRecord& record, CitationFile& file) {
  if (const auto type = ris_type_of(record.type); !type.empty()) return std::string(type);
  if (!record.type.empty())
    file.report(record.offset, Severity::warning,
                "expected a type of work such as \"Journal Article\", found " + in_quotes(record.type) +
                    "; read as what its tags say");
  if (record.has("%J")) return "JOUR";
  if (record.has("%B")) return "CHAP";
  return record.has("%I") ? "BOOK" : "GEN";
}

/// refer has "J. M. Doe"; EndNote and Google Scholar have "Doe, J. M.", and groups end in a comma.
std::string as_inverted(const std::string& name) {
  const auto space = name.rfind(' ');
  const auto first = std::string_view(name).substr(0, name.find(' '));
  const bool initials_first = first.size() > 1 && first[1] == '.' && is_ascii_upper(first[0]);
  if (name.find(',') != std::string::npos || space == std::string::npos || !initials_first) return name;
  auto begin = space;
  // Particles belong to the family name.
  while (begin > 0) {
    const auto before = name.rfind(' ', begin - 1);
    if (before == std::string::npos || !begins_lower(std::string_view(name).substr(before + 1))) break;
    begin = before;
  }
  return name.substr(begin + 1) + ", " + name.substr(0, begin);
}

/// The tags of RIS that EndNote gives the same meaning.
std::string_view ris_tag_of(std::string_view name) {
  constexpr std::array<TypeName, 24> tags = {
      {{"%A", "AU"}, {"%T", "TI"}, {"%J", "JF"}, {"%B", "T2"}, {"%V", "VL"}, {"%N", "IS"}, {"%P", "SP"}, {"%D", "PY"},
       {"%R", "DO"}, {"%E", "A2"}, {"%Y", "A3"}, {"%?", "A4"}, {"%7", "ET"}, {"%9", "M3"}, {"%I", "PB"}, {"%C", "CY"},
       {"%U", "UR"}, {"%S", "T3"}, {"%(", "OP"}, {"%Z", "N1"}, {"%6", "NV"}, {"%Q", "TT"}, {"%3", "C3"}, {"%@", "SN"}}};
  for (const auto& [tag, ris] : tags)
    if (tag == name) return ris;
  return {};
}

/// %E is the editor of a book, and A2 its series'; %R the DOI, or the number of a report; %] and %1 to %7 are custom.
std::string_view ris_tag_of(const TaggedField& field, const std::string& type) {
  const bool book = type == "BOOK" || type == "EBOOK" || type == "EDBOOK";
  if (field.name == "%E" && book) return "ED";
  if (field.name == "%R" && !parse_doi(field.value)) return type == "RPRT" || type == "GOVDOC" ? "C7" : "";
  if (field.name == "%@" && type != "RPRT" && type != "GOVDOC") return {};
  if (field.name == "%3" && type != "CONF" && type != "CPAPER") return {};
  return ris_tag_of(field.name);
}

TaggedRecord translated(ReferRecord record, CitationFile& file) {
  TaggedRecord result{.type = type_of(record, file), .offset = record.offset};
  for (auto& field : record.fields) {
    const auto tag = ris_tag_of(field, result.type);
    if (tag.empty()) continue;
    const bool is_name = tag == "AU" || tag == "A2" || tag == "A3" || tag == "A4" || tag == "ED";
    if (is_name) field.value = as_inverted(field.value);
    field.tag = tag;
    result.fields.push_back(std::move(field));
  }
  return result;
}

}  // namespace

ReadCitations read_refer(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  auto records = ReferSplitter(file).split();
  for (auto& record : records) {
    const auto offset = record.offset;
    add_citation(result, read_tagged_record(translated(std::move(record), file), file), offset, "%T …", file);
  }
  file.take_diagnostics(result, "records of EndNote");
  return result;
}

}  // namespace citefeed::citation
