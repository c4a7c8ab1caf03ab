#include "generated_citations.hpp"

#include <array>

namespace citefeed::citation {

std::string CitationGenerator::word() {
  static constexpr std::array<const char*, 48> pieces = {
      "a", "e", "mind", "Therapist", "DNA", "é", "Ö", "ß",  "ø", "ł",  "ı", "ñ",    "ǆ",  "Ж", "心",        "م",
      "😀", "’", "“",    "”",         "–",   "—", "-", "--", "'", "''", "`", "``",   "\"", "{", "}",         "\\",
      "%", "&", "$",    "#",         "_",   "^", "~", "[",  "(", ")",  "]", "\\'e", "@",  "=", "\\textbf{", "?"};
  std::string text;
  const auto count = 1 + below(4);
  for (std::size_t i = 0; i < count; ++i) text += pieces[below(pieces.size())];
  return text;
}

std::string CitationGenerator::words(std::size_t most) {
  std::string text = word();
  const auto count = below(most);
  for (std::size_t i = 0; i < count; ++i) text += (chance(6) ? ": " : chance(8) ? " and " : " ") + word();
  return text;
}

std::string CitationGenerator::number() {
  return (chance(5) ? "S" : "") + std::to_string(1 + below(9999)) + (chance(9) ? "-" + std::to_string(below(99)) : "");
}

/// Somebody with a family name and initials, or a group of several words.
Name CitationGenerator::name() {
  if (chance(5)) return {.literal = "Group " + words(3)};
  static constexpr std::array<const char*, 5> particles = {"", "van der ", "de ", "O’", "Mac "};
  static constexpr std::array<const char*, 4> suffixes = {"Jr.", "III", "Sr.", "II"};
  Name name{.family = particles[below(particles.size())] + word(), .given = chance(4) ? "Ana M." : "A.-B. C."};
  if (chance(6)) name.suffix = suffixes[below(suffixes.size())];
  return name;
}

Citation CitationGenerator::make() {
  static constexpr std::array<WorkType, 6> types = {WorkType::article_journal, WorkType::book,   WorkType::chapter,
                                                    WorkType::thesis,          WorkType::report, WorkType::webpage};
  Citation citation{.type = types[below(types.size())], .title = words(9)};
  const auto count = below(5);
  for (std::size_t i = 0; i < count; ++i) citation.authors.push_back(name());
  if (count > 0 && chance(4)) citation.gap = 1 + below(count);
  if (chance(6)) citation.genre = "Genre " + words(2);
  if (!chance(8)) citation.year = static_cast<int>(1000 + below(1100));
  if (chance(5)) citation.year_suffix = std::string(1, static_cast<char>('a' + below(26)));
  if (!chance(4)) citation.container_title = words(5);
  if (!chance(3)) citation.volume = number();
  if (!chance(3)) citation.issue = number();
  if (chance(4)) {
    citation.article_number = chance(2) ? "e0161544" : std::to_string(100 + below(900));
  } else if (!chance(5)) {
    citation.first_page = number();
    if (!chance(4)) citation.last_page = number() + "9";
  }
  if (chance(3)) citation.publisher = words(4);
  if (chance(2)) {
    citation.doi =
        "10." + std::to_string(1000 + below(9000)) + "/(SICI)" + std::to_string(below(99)) + "<1::AID_x>3.0;2-#";
  } else if (chance(2)) {
    citation.url = "https://example.org/~a_b?c=%20&d=" + std::to_string(below(99)) + "#e";
  }
  return citation;
}

std::vector<Name> CitationGenerator::names(std::size_t most) {
  std::vector<Name> names;
  const auto count = 1 + below(most);
  for (std::size_t i = 0; i < count; ++i) names.push_back(name());
  return names;
}

Citation CitationGenerator::make_full() {
  static constexpr std::array<const char*, 5> editions = {"2", "11", "Rev.", "Text rev.", "International"};
  auto citation = make();
  citation.type = all_work_types()[below(all_work_types().size())];
  if (chance(3)) citation.translators = names(3);
  if (stands_in_another(citation.type)) {
    if (chance(2)) citation.editors = names(4);
  } else if (!citation.authors.empty()) {
    citation.edited = chance(3);
    if (!citation.edited && chance(4)) citation.editors = names(4);
  }
  if (chance(6)) citation.year.reset();
  citation.in_press = !citation.year && chance(2);
  if (chance(5)) citation.original_year = static_cast<int>(1000 + below(1000));
  if (chance(3)) citation.edition = editions[below(editions.size())];
  const bool held = citation.type == WorkType::conference_paper || citation.type == WorkType::speech;
  if (held) citation.event = "Event " + words(4);
  return citation;
}

}  // namespace citefeed::citation
