#include "citation/identity.hpp"

#include <initializer_list>

#include "base/utf8.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

/// The bytes of the space or punctuation mark beyond ASCII that begins at `at`: U+0080 to U+00BF,
/// and U+2000 to U+206F; 0 for anything else.
std::size_t mark_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0U;
  };
  if (byte(0) == 0xC2U) return 2;
  return byte(0) == 0xE2U && (byte(1) == 0x80U || byte(1) == 0x81U) ? 3 : 0;
}

/// `text` as it compares: letters and digits of any script, case folded; where it has none, all of it.
std::string letters_of(std::string_view text) {
  const std::string folded = fold_case(text);
  std::string letters;
  for (std::size_t at = 0; at < folded.size();) {
    const char byte = folded[at];
    if (const std::size_t mark = mark_length(folded, at); mark > 0) {
      at += mark;
      continue;
    }
    if (is_ascii_letter(byte) || is_digit(byte) || is_multi_byte(byte)) letters += byte;
    ++at;
  }
  return letters.empty() ? folded : letters;
}

/// The parts that tell works apart, each as letters, after the name of the kind; "" when all of them are empty.
std::string joined(std::string_view kind, std::initializer_list<std::string_view> parts) {
  std::string text;
  bool is_empty = true;
  for (const std::string_view part : parts) {
    const std::string letters = letters_of(part);
    is_empty = is_empty && letters.empty();
    text += '|' + letters;
  }
  return is_empty ? std::string{} : std::string{kind} + text;
}

}  // namespace

std::string identity(const Citation& citation) {
  if (!citation.doi.empty()) {
    std::string doi = "doi:";
    for (const char byte : citation.doi) doi += to_ascii_lower(byte);
    return doi;
  }
  const Name first = citation.authors.empty() ? Name{} : citation.authors.front();
  const std::string& name = first.literal.empty() ? first.family : first.literal;
  const std::string year = citation.year ? std::to_string(*citation.year) : "";
  if (!citation.title.empty()) return joined("work", {name, year, citation.title});
  const std::string placed = joined("place", {citation.container_title, citation.volume, citation.issue,
                                              citation.first_page, citation.article_number, citation.url});
  if (!placed.empty()) return placed + '|' + letters_of(name) + '|' + year;
  const std::string printed = joined("printed", {citation.printed});
  return printed.empty() ? joined("author", {name, year}) : printed;
}

}  // namespace citefeed::citation
