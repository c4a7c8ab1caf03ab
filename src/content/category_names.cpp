#include "content/category_names.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/utf8.hpp"
#include "content/nearest.hpp"

namespace citefeed::content {
namespace {

/// The first category with a name for which `matches` holds; slugs go before labels, labels before aliases.
template <class Matches>
const model::Category* find_where(const std::vector<model::Category>& categories, Matches matches) {
  for (const auto& category : categories) {
    if (matches(category.slug)) return &category;
  }
  for (const auto& category : categories) {
    if (matches(category.label)) return &category;
  }
  for (const auto& category : categories) {
    if (std::any_of(category.aliases.begin(), category.aliases.end(), matches)) return &category;
  }
  return nullptr;
}

std::vector<std::string_view> all_names(const std::vector<model::Category>& categories) {
  std::vector<std::string_view> names;
  for (const auto& category : categories) names.insert(names.end(), {category.slug, category.label});
  return names;
}

}  // namespace

const model::Category* find_by_name(const std::vector<model::Category>& categories, std::string_view name) {
  const auto* exact = find_where(categories, [name](const std::string& known) { return known == name; });
  if (exact != nullptr) return exact;
  const std::string folded = fold_name(name);  // slow, but nearly all names are written as they are defined
  return find_where(categories, [&folded](const std::string& known) { return fold_name(known) == folded; });
}

std::vector<std::string> read_categories(const yaml::Node& node, const std::vector<model::Category>& categories,
                                         std::string_view what, Report& report) {
  std::vector<std::string> slugs;
  for (const auto* item : yaml::read_list(node, what, report)) {
    const auto name = yaml::read_text(*item, what, report);
    if (!name) continue;
    const auto* category = find_by_name(categories, *name);
    if (category == nullptr) {
      const auto nearest_name = report.is_full(Severity::error) ? "" : suggestion(*name, all_names(categories));
      report.undefined(item->position, fmt::format("expected {}, found {}{}", what, in_quotes(*name), nearest_name));
    } else if (std::find(slugs.begin(), slugs.end(), category->slug) == slugs.end()) {
      slugs.push_back(category->slug);
    }
  }
  return slugs;
}

}  // namespace citefeed::content
