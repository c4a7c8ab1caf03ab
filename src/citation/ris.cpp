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
#include "citation/tagged_records.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

// Takes a RIS file apart into records and tagged values.

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

  std::vector<TaggedRecord> split() {
    const auto text = file_.text();
    for_each_line(text, [this](std::size_t offset, std::string_view line) { read_line(offset, line); });
    if (open_) warn_of_missing_end(text.size(), "the end of the file");
    return std::move(records_);
  }

 private:
  void warn(std::size_t offset, std::string message) { file_.report(offset, Severity::warning, std::move(message)); }

  void warn_of_missing_end(std::size_t offset, const std::string& found) {
    warn(offset, "expected \"ER  - \" at the end of this record, found " + found);
  }

  /// Web of Science closes its files with "EF".
  void read_line(std::size_t offset, std::string_view line) {
    if (trim(line).empty() || (!open_ && trim(line) == "EF")) return;
    const auto tagged = read_tag(line);
    if (!tagged) {
      const auto indented = read_tag(trim(line));
      if (indented && indented->tag == "TY") return read_line(offset, trim(line));
      continue_value(offset, line);
    } else if (tagged->tag == "TY") {
      if (open_) warn_of_missing_end(offset, "the next one");
      begin_record(offset, tagged->value);
    } else if (tagged->tag == "ER") {
      open_ = false;
    } else if (open_ || begins_without_type(offset, *tagged)) {
      records_.back().fields.push_back(
          {.tag = std::string(tagged->tag), .value = normalise_space(tagged->value), .offset = offset});
    } else {
      warn_of_stray_line(offset, line);
    }
  }

  /// A record that lost its first line is one all the same.
  bool begins_without_type(std::size_t offset, const TaggedLine& line) {
    constexpr std::array<std::string_view, 8> tags = {"AU", "A1", "TI", "T1", "PY", "Y1", "JO", "JF"};
    if (line.value.empty() || !is_one_of(line.tag, tags)) return false;
    warn(offset, "expected \"TY  - \", with which a record begins, found " + in_quotes(line.tag) +
                     "; read as one whose type is unknown");
    begin_record(offset, "GEN");
    return true;
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
  std::vector<TaggedRecord> records_ = {};
  bool open_ = false;
  bool warned_of_stray_line_ = false;
};

/// The records of `file`, each from its TY to its ER, or to the next TY or the end where ER is missing. A line without
/// a tag continues the value before it. Mistakes are reported to `file`. Linear time.
std::vector<TaggedRecord> split_ris_records(CitationFile& file) {
  return RecordSplitter(file).split();
}

/// The one that most programs read as what it is.
const char* ris_type(const Citation& citation) {
  switch (citation.type) {
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
      return !citation.event.empty() && citation.container_title.empty() ? "CPAPER"
                                                                         : "CONF";  // held, or in proceedings
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
void add_names(std::string& record, std::string_view tag, const std::vector<Name>& names) {
  for (auto name : names) {
    name.given = spaced_initials(name.given);
    add(record, tag, name.literal.empty() ? inverted(name) : as_group(name.literal));
  }
}

/// Editors are ED, which means them in works of any type; A2 is an author of the book to bibutils.
void add_people(std::string& record, const Citation& citation) {
  add_names(record, citation.edited && !stands_in_another(citation.type) ? "ED" : "AU", citation.authors);
  add_names(record, "ED", citation.editors);
  add_names(record, has_translators(citation.type) ? "A4" : "TA", citation.translators);
}

void add_date(std::string& record, const Citation& citation) {
  const auto date = citation.year ? std::to_string(*citation.year) : citation.in_press ? "in press" : std::string();
  add(record, "PY", citation.year_suffix.empty() ? date : date + "///" + citation.year_suffix);
  if (citation.original_year) add(record, "OP", std::to_string(*citation.original_year));
}

/// T2 is what newer programs read, JF and BT what older ones do. Of a conference paper T2 is the conference, C3 the
/// proceedings to EndNote and Zotero.
void add_container(std::string& record, const Citation& citation) {
  const auto& title = citation.container_title;
  const bool paper = citation.type == WorkType::conference_paper;
  if ((paper && !citation.event.empty()) || citation.type == WorkType::speech) {
    add(record, "T2", citation.event);
    add(record, "C3", title);
    return add(record, "BT", title);
  }
  add(record, "T2", title);
  if (citation.type == WorkType::article_journal) add(record, "JF", title);
  if (citation.type == WorkType::chapter) add(record, "BT", title);
  if (!citation.event.empty()) add(record, "N1", std::string(event_label) + citation.event);
}

/// Programs that know no article numbers read them as the first page; C7 says what they are where their form does not.
void add_pages(std::string& record, const Citation& citation) {
  const auto& number = citation.article_number;
  if (number.empty()) {
    add(record, "SP", citation.first_page);
    // A single page with a dash of its own would be taken for a range, one of a book for how many it has.
    const bool whole = citation.type == WorkType::book || citation.type == WorkType::thesis;
    const bool twice = citation.last_page.empty() && (whole || has_dash(citation.first_page));
    add(record, "EP", twice ? citation.first_page : citation.last_page);
    return;
  }
  const bool report = citation.type == WorkType::report;
  add(record, report ? "SN" : "SP", number);
  if (report ? is_standard_number(number) : !is_article_number(number)) add(record, "C7", number);
}

/// JabRef reads no DOI but in an address. One that is percent-encoded is a second DOI to bibutils.
std::string address_of(const Citation& citation) {
  if (citation.doi.empty()) return citation.url;
  auto address = doi_url(citation.doi);
  return address.find('%') == std::string::npos ? address : std::string{};
}

}  // namespace

std::string to_ris(const Citation& citation) {
  std::string record;
  add(record, "TY", ris_type(citation));
  add_people(record, citation);
  add_date(record, citation);
  add(record, "TI", citation.title);
  add(record, "M3", citation.genre);
  add(record, "ET", citation.edition);
  add_container(record, citation);
  add(record, "VL", citation.volume);
  add(record, "IS", citation.issue);
  add_pages(record, citation);
  add(record, "PB", citation.publisher);
  add(record, "DO", citation.doi);
  add(record, "UR", address_of(citation));
  add(record, "N1", gap_note(citation));
  add(record, "N1", citation.note);
  record += "ER  - \r\n";
  return record;
}

ReadCitations read_ris(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto records = split_ris_records(file);
  for (const auto& record : records)
    add_citation(result, read_tagged_record(record, file), record.offset, "TI  - …", file);
  file.take_diagnostics(result, "records of RIS");
  return result;
}

}  // namespace citefeed::citation
