#include "app/category_options.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "content/category_names.hpp"
#include "content/nearest.hpp"
#include "content/report.hpp"
#include "content/source_text.hpp"

namespace citefeed::app {
namespace {

std::vector<std::string_view> all_names(const std::vector<model::Category>& categories) {
  std::vector<std::string_view> names;
  for (const auto& category : categories) {
    names.insert(names.end(), {category.slug, category.label});
    names.insert(names.end(), category.aliases.begin(), category.aliases.end());
  }
  return names;
}

const model::Category* find_category(const std::vector<model::Category>& categories, const std::string& name) {
  return content::find_by_name(categories, content::single_line(name));
}

}  // namespace

Outcome<std::vector<std::string>> find_slugs(const std::vector<model::Category>& categories,
                                             const std::vector<std::string>& names, std::string_view option,
                                             std::string_view what) {
  std::vector<std::string> slugs;
  std::vector<Diagnostic> diagnostics;
  for (const auto& name : names) {
    if (const auto* category = find_category(categories, name)) {
      if (std::find(slugs.begin(), slugs.end(), category->slug) == slugs.end()) slugs.push_back(category->slug);
      continue;
    }
    diagnostics.push_back({.file = std::string{option},
                           .message = fmt::format("expected {}, found {}{}", what, content::in_quotes(name),
                                                  content::suggestion(name, all_names(categories)))});
  }
  if (!diagnostics.empty()) return {.diagnostics = std::move(diagnostics)};
  return {.value = std::move(slugs)};
}

std::vector<Diagnostic> unknown_authors(const model::SiteDefinition& site, const std::vector<std::string>& keys) {
  std::vector<std::string_view> known;
  known.reserve(site.authors.size());
  for (const auto& [key, person] : site.authors) known.emplace_back(key);
  std::vector<Diagnostic> diagnostics;
  for (const auto& key : keys) {
    if (site.authors.count(key) != 0) continue;
    diagnostics.push_back({.file = "--author",
                           .message = fmt::format("expected an author of site.yaml, found {}{}",
                                                  content::in_quotes(key), content::suggestion(key, known))});
  }
  return diagnostics;
}

}  // namespace citefeed::app
