#include "citation/citation.hpp"

namespace citefeed::citation {

std::string page_range(const Citation& citation, const char* dash) {
  if (!citation.article_number.empty()) return citation.article_number;
  if (citation.last_page.empty()) return citation.first_page;
  return citation.first_page + dash + citation.last_page;
}

std::string inverted(const Name& name) {
  if (!name.literal.empty()) return name.literal;
  std::string text = name.family;
  for (const auto& part : {name.given, name.suffix})
    if (!part.empty()) text += ", " + part;
  return text;
}

}  // namespace citefeed::citation
