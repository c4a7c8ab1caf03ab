#include "citation/identity.hpp"

#include <initializer_list>

#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

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
