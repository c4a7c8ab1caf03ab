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

/// The values of a record under PubMed's tags, in the order of the file.
struct MedlineRecord {
  std::vector<TaggedField> fields = {};
  std::size_t offset = 0;

  [[nodiscard]] bool has(std::string_view tag) const {
    return std::any_of(fields.begin(), fields.end(), [&](const TaggedField& field) { return field.tag == tag; });
  }
  [[nodiscard]] bool is_of_type(std::string_view type) const {
    return std::any_of(fields.begin(), fields.end(), [&](const TaggedField& field) {
      return field.tag == "PT" && equals_ignoring_case(field.value, type);
    });
  }
  [[nodiscard]] std::string_view value(std::string_view tag) const {
    for (const auto& field : fields)
      if (field.tag == tag && !field.value.empty()) return field.value;
    return {};
  }
};

/// "TI  - One": a tag of up to four letters in four columns, then a hyphen.
bool is_medline_tag(std::string_view line) {
  constexpr std::size_t width = 4;
  return line.size() > width && line[width] == '-' && is_ascii_upper(line[0]) && is_ascii_upper(line[1]) &&
         (line.size() == width + 1 || line[width + 1] == ' ');
}

class MedlineSplitter final {
 public:
  explicit MedlineSplitter(CitationFile& file) : file_(file) {}

  std::vector<MedlineRecord> split() {
    for_each_line(file_.text(), [this](std::size_t offset, std::string_view line) { read_line(offset, line); });
    return std::move(records_);
  }

 private:
  /// A record ends at an empty line; where that is missing, at the next PMID.
  void read_line(std::size_t offset, std::string_view line) {
    if (trim(line).empty()) {
      open_ = false;
    } else if (!is_medline_tag(line)) {
      if (line.starts_with(' ') && open_) return continue_value(line);
      warn_of_stray_line(offset, line);
    } else {
      constexpr std::size_t value_begins = 5;
      const auto tag = trim(line.substr(0, value_begins - 1));
      if (!open_ || tag == "PMID") records_.push_back({.offset = offset});
      open_ = true;
      records_.back().fields.push_back({.tag = std::string(tag),
                                        .value = normalise_space(line.substr(value_begins)),
                                        .offset = offset,
                                        .name = std::string(tag)});
    }
  }

  void continue_value(std::string_view line) {
    auto& value = records_.back().fields.back().value;
    value += (value.empty() ? "" : " ") + normalise_space(line);
  }

  void warn_of_stray_line(std::size_t offset, std::string_view line) {
    if (std::exchange(warned_, true)) return;
    file_.report(offset, Severity::warning,
                 "expected a tag such as \"TI  - \", found " + in_quotes(trim(line)) + "; passed over");
  }

  CitationFile& file_;
  std::vector<MedlineRecord> records_ = {};
  bool open_ = false;
  bool warned_ = false;
};

/// "The American journal of psychiatry", "Psychotherapy (Chicago, Ill.)", "Sleep : official publication of …" as the
/// journals print their names.
std::string journal_name(std::string_view name) {
  if (const auto addition = name.find(" : "); addition != std::string_view::npos) name = name.substr(0, addition);
  if (const auto place = name.rfind(" ("); place != std::string_view::npos && name.ends_with(')'))
    name = name.substr(0, place);
  return in_title_case(trim_end(name, " ."));
}

/// "682-90" as "682-690", "S12-9" as "S12-S19"; what follows a semicolon is a discussion.
std::string whole_range(std::string_view pages) {
  pages = trim_both(pages.substr(0, pages.find_first_of(";,")), " ");
  const auto dash = pages.find('-');
  if (dash == std::string_view::npos || pages.find('-', dash + 1) != std::string_view::npos) return std::string(pages);
  const auto first = pages.substr(0, dash), last = pages.substr(dash + 1);
  const bool shortened = !last.empty() && last.size() < first.size() && std::all_of(last.begin(), last.end(), is_digit);
  if (!shortened) return std::string(pages);
  return std::string(pages.substr(0, dash + 1)) + std::string(first.substr(0, first.size() - last.size())) +
         std::string(last);
}

/// "Doe JA" for the family name "van der Berg AM": of a person certainly, whatever the words are.
std::string as_person(std::string_view name) {
  auto initials = last_word(name);
  auto family = trim_end(name.substr(0, name.size() - initials.size()), " ");
  std::string suffix;
  if (initials == "Jr" || initials == "Sr" || initials == "2nd" || initials == "3rd") {
    suffix = initials == "2nd" ? "II" : initials == "3rd" ? "III" : std::string(initials) + ".";
    initials = last_word(family);
    family = trim_end(family.substr(0, family.size() - initials.size()), " ");
  }
  if (family.empty()) return std::string(initials);
  return std::string(family) + ", " + std::string(initials) + (suffix.empty() ? "" : ", " + suffix);
}

std::string type_of(const MedlineRecord& record) {
  if (record.has("BTI")) return record.has("TI") ? "CHAP" : "BOOK";
  if (record.is_of_type("Preprint")) return "UNPB";
  if (record.is_of_type("Dataset")) return "DATA";
  return "JOUR";
}

/// What the brackets behind the title say of it (APA 7, 10.1).
std::string_view genre_of(const MedlineRecord& record) {
  if (record.is_of_type("Letter")) return "Letter to the editor";
  if (record.is_of_type("Editorial")) return "Editorial";
  return {};
}

/// "[Silence in groups.]" is the translation of a title in another language, which TT has.
std::string title_of(const MedlineRecord& record) {
  std::string title(record.value("TI"));
  if (title.starts_with('[') && (title.ends_with("]") || title.ends_with("].")))
    title = "[" + plain_title(trim_both(title, "[]. ")) + "]";
  const auto original = record.value("TT");
  if (original.empty()) return title;
  return plain_title(original) + (title.empty() ? "" : title.starts_with('[') ? " " + title : " [" + title + "]");
}

/// Adds to a record of RIS what `record` says in PubMed's words.
class MedlineTranslator final {
 public:
  explicit MedlineTranslator(const MedlineRecord& record)
      : record_(record), result_{.type = type_of(record), .offset = record.offset} {}

  TaggedRecord translate() {
    for (const auto& field : record_.fields) add_field(field);
    add("TI", title_of(record_));
    add("M3", genre_of(record_));
    // With JT this is the abbreviation.
    if (!record_.has("JT")) add("JF", record_.value("TA"));
    return std::move(result_);
  }

 private:
  struct Translation {
    std::string_view tag = {};
    std::string_view ris = {};
  };

  void add(std::string_view tag, std::string_view value) {
    if (!value.empty())
      result_.fields.push_back({.tag = std::string(tag), .value = std::string(value), .offset = record_.offset});
  }

  void add_field(const TaggedField& field) {
    const auto& tag = field.tag;
    std::string_view ris;
    for (const auto& [from, to] : translations)
      if (tag == from) ris = to;
    std::string value = field.value;
    if (tag == "JT") value = journal_name(value);
    if (tag == "PG") value = whole_range(value);
    if (tag == "CN") value = as_group(trim_end(value, " ."));
    if (tag == "AU" || tag == "ED") {
      const bool has_full_name = tag == "AU" ? has_full_authors_ : has_full_editors_;
      ris = has_full_name ? std::string_view{} : tag == "AU" ? "AU" : "A2";
      value = as_person(value);
    }
    if (tag == "LID" || tag == "AID") ris = doi_tag(value);
    if (!ris.empty()) result_.fields.push_back({std::string(ris), std::move(value), field.offset, tag});
  }

  /// "10.1000/x [doi]"; an article has other names there too.
  static std::string_view doi_tag(std::string& value) {
    constexpr std::string_view mark = " [doi]";
    if (!value.ends_with(mark)) return {};
    value.resize(value.size() - mark.size());
    return "DO";
  }

  static constexpr std::array<Translation, 13> translations = {{{"FAU", "AU"},
                                                                {"CN", "AU"},
                                                                {"FED", "A2"},
                                                                {"BTI", "BT"},
                                                                {"JT", "JF"},
                                                                {"DP", "PY"},
                                                                {"VI", "VL"},
                                                                {"IP", "IS"},
                                                                {"PG", "SP"},
                                                                {"PB", "PB"},
                                                                {"EN", "ET"},
                                                                {"CTI", "T3"},
                                                                {"VTI", "T3"}}};

  const MedlineRecord& record_;
  const bool has_full_authors_ = record_.has("FAU");
  const bool has_full_editors_ = record_.has("FED");
  TaggedRecord result_;
};

/// What the record says of the work since it was published.
void read_status(const MedlineRecord& record, Citation& citation, CitationFile& file) {
  const bool printed = !citation.volume.empty() || !page_range(citation).empty() || record.has("DEP");
  if (equals_ignoring_case(record.value("STAT"), "Publisher") && citation.type == WorkType::article_journal &&
      !printed) {
    citation.in_press = true;
    citation.year.reset();
  }
  const auto notice = record.value("RIN"), correction = record.value("CRI");
  if (record.is_of_type("Retracted Publication") || !notice.empty()) {
    citation.retracted = true;
    citation.note = notice.empty() ? "Retracted" : "Retracted: " + std::string(notice);
    file.report(record.offset, Severity::warning,
                "expected a work that stands, found one that was retracted" +
                    (notice.empty() ? std::string{} : " (" + std::string(notice) + ")"));
  } else if (!correction.empty()) {
    citation.note = "Corrected and republished: " + std::string(correction);
  }
}

}  // namespace

ReadCitations read_medline(std::string_view bytes, const std::string& name) {
  CitationFile file(bytes, name);
  ReadCitations result;
  const auto records = MedlineSplitter(file).split();
  for (const auto& record : records) {
    auto citation = read_tagged_record(MedlineTranslator(record).translate(), file);
    const bool blank = is_blank(citation);
    if (!blank) read_status(record, citation, file);
    add_citation(result, std::move(citation), record.offset, "TI  - …", file);
  }
  file.take_diagnostics(result, "records of PubMed");
  return result;
}

}  // namespace citefeed::citation
