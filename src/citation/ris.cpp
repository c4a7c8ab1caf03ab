#include "citation/characters.hpp"
#include "citation/exported_fields.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

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
  if (citation.et_al) add(record, "N1", "et al.");
  add(record, "N1", citation.note);
  record += "ER  - \r\n";
  return record;
}

}  // namespace citefeed::citation
