#include "citation/characters.hpp"
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

}  // namespace

std::string to_ris(const Citation& citation) {
  std::string record;
  add(record, "TY", ris_type(citation.type));
  for (const auto& name : citation.authors) add(record, "AU", inverted(name));
  if (citation.year) add(record, "PY", std::to_string(*citation.year));
  add(record, "TI", citation.title);
  add(record, "T2", citation.container_title);
  add(record, "VL", citation.volume);
  add(record, "IS", citation.issue);
  add(record, "SP", citation.article_number.empty() ? citation.first_page : citation.article_number);
  if (citation.article_number.empty()) add(record, "EP", citation.last_page);
  add(record, "PB", citation.publisher);
  add(record, "DO", citation.doi);
  add(record, "UR", citation.url);
  record += "ER  - \r\n";
  return record;
}

}  // namespace citefeed::citation
