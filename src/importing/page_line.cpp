#include "importing/page_line.hpp"

namespace citefeed::importing {

std::string text_of(const Paragraph& paragraph) {
  std::string text;
  for (const auto& span : paragraph) text += span.text;
  return text;
}

}  // namespace citefeed::importing
