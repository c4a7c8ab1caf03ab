#include "citation/citation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <string_view>

#include "base/utf8.hpp"
#include "citation/apa_reader.hpp"
#include "citation/characters.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {

namespace {

struct TypeName {
  WorkType type = WorkType::article_journal;
  const char* name = "";
};

constexpr std::array<TypeName, 14> type_names = {{{WorkType::article_journal, "article-journal"},
                                                  {WorkType::book, "book"},
                                                  {WorkType::chapter, "chapter"},
                                                  {WorkType::thesis, "thesis"},
                                                  {WorkType::report, "report"},
                                                  {WorkType::webpage, "webpage"},
                                                  {WorkType::preprint, "article"},
                                                  {WorkType::dataset, "dataset"},
                                                  {WorkType::software, "software"},
                                                  {WorkType::conference_paper, "paper-conference"},
                                                  {WorkType::speech, "speech"},
                                                  {WorkType::video, "motion_picture"},
                                                  {WorkType::broadcast, "broadcast"},
                                                  {WorkType::blog_post, "post-weblog"}}};

constexpr auto types = [] {
  std::array<WorkType, type_names.size()> all = {};
  for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = type_names.at(i).type;
  return all;
}();

}  // namespace

const char* csl_type(WorkType type) {
  for (const auto& known : type_names)
    if (known.type == type) return known.name;
  return "document";
}

std::optional<WorkType> work_type_of_csl(std::string_view name) {
  for (const auto& known : type_names)
    if (known.name == name) return known.type;
  return std::nullopt;
}

std::span<const WorkType> all_work_types() {
  return types;
}

std::string page_range(const Citation& citation, const char* dash) {
  if (!citation.article_number.empty()) return citation.article_number;
  if (citation.last_page.empty()) return citation.first_page;
  return citation.first_page + dash + citation.last_page;
}

namespace {

constexpr std::string_view at_end = "et al.", inside = "et al. (after the first ";

}  // namespace

std::string gap_note(const Citation& citation) {
  if (!citation.gap) return {};
  if (*citation.gap >= citation.authors.size()) return std::string{at_end};
  return std::string{inside} + std::to_string(*citation.gap) + ")";
}

std::optional<std::size_t> read_gap(std::string_view note, std::size_t authors) {
  if (authors == 0) return std::nullopt;
  if (note.starts_with(inside) && note.ends_with(')')) {
    const auto digits = note.substr(inside.size(), note.size() - inside.size() - 1);
    std::size_t gap = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), gap);
    const bool is_whole = error == std::errc{} && end == digits.data() + digits.size();
    return is_whole && gap > 0 && gap < authors ? std::optional{gap} : std::nullopt;
  }
  return means_et_al(note) ? std::optional{authors} : std::nullopt;
}

std::string inverted(const Name& name) {
  if (!name.literal.empty()) return name.literal;
  std::string text = name.family;
  for (const auto& part : {name.given, name.suffix})
    if (!part.empty()) text += ", " + part;
  return text;
}

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
  if (!citation.doi.empty()) return "doi:" + lower_ascii(citation.doi);
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

namespace {

bool differ(std::string_view left, std::string_view right) {
  return !left.empty() && !right.empty() && left != right && letters_of(left) != letters_of(right);
}

const std::string& known_by(const Name& name) {
  return name.literal.empty() ? name.family : name.literal;
}

std::string count(std::size_t authors) {
  return std::to_string(authors) + (authors == 1 ? " author" : " authors");
}

std::optional<Difference> difference_of_authors(const Citation& left, const Citation& right) {
  const auto& one = left.authors;
  const auto& other = right.authors;
  const auto compare = [](const Name& a, const Name& b) {
    return differ(known_by(a), known_by(b)) ? std::optional(Difference{"author", inverted(a), inverted(b)})
                                            : std::nullopt;
  };
  const auto common = std::min(left.gap.value_or(one.size()), right.gap.value_or(other.size()));
  for (std::size_t i = 0; i < std::min({common, one.size(), other.size()}); ++i)
    if (auto found = compare(one[i], other[i])) return found;
  if (one.empty() || other.empty()) return std::nullopt;
  const auto has_last = [](const Citation& citation) {
    return !citation.gap || *citation.gap < citation.authors.size();
  };
  if ((left.gap || right.gap) && has_last(left) && has_last(right)) {
    if (auto found = compare(one.back(), other.back())) return found;
  }
  if (one.size() == other.size()) return std::nullopt;
  const bool abridged = one.size() < other.size() ? left.gap.has_value() : right.gap.has_value();
  return abridged ? std::nullopt : std::optional(Difference{"author", count(one.size()), count(other.size())});
}

std::optional<Difference> difference_of_years(const Citation& left, const Citation& right) {
  if (!left.year || !right.year || *left.year == *right.year) return std::nullopt;
  return Difference{"issued", std::to_string(*left.year), std::to_string(*right.year)};
}

std::optional<Difference> difference_of_pages(const Citation& left, const Citation& right) {
  if (!differ(page_range(left), page_range(right))) return std::nullopt;
  const auto one = page_numbers(left);
  const auto other = page_numbers(right);
  if (one && other && one->first == other->first && one->last == other->last) return std::nullopt;
  // One gives only the first page of the other's range, or an article number beside pages.
  const bool one_end = left.last_page.empty() != right.last_page.empty() && left.first_page == right.first_page;
  const bool numbered = left.article_number.empty() != right.article_number.empty();
  if (one_end || numbered) return std::nullopt;
  return Difference{"page", page_range(left), page_range(right)};
}

std::optional<Difference> difference_of_texts(const char* field, const std::string& left, const std::string& right) {
  return differ(left, right) ? std::optional(Difference{field, left, right}) : std::nullopt;
}

}  // namespace

std::optional<Difference> difference(const Citation& left, const Citation& right) {
  if (auto found = difference_of_authors(left, right)) return found;
  if (auto found = difference_of_years(left, right)) return found;
  if (auto found = difference_of_texts("title", left.title, right.title)) return found;
  if (auto found = difference_of_texts("container-title", left.container_title, right.container_title)) return found;
  if (auto found = difference_of_texts("volume", left.volume, right.volume)) return found;
  if (auto found = difference_of_texts("issue", left.issue, right.issue)) return found;
  return difference_of_pages(left, right);
}

}  // namespace citefeed::citation
