#include "content/definition_file.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "content/category_names.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t most_entries = 1000;  // of one subscription feed

/// Notes every name of a list of categories, and complains of one that stands for two of them.
class Names final {
 public:
  explicit Names(Report& report) : report_(report) {}

  void add(std::string_view name, std::size_t owner, const yaml::Node& node) {
    const auto [found, added] = owners_.try_emplace(fold_name(name), owner);
    if (added || found->second == owner) return;
    report_.error(node.position,
                  "expected a name of its own, found " + in_quotes(name) + ", which is another one's already");
  }

 private:
  Report& report_;
  std::map<std::string, std::size_t> owners_ = {};
};

std::string read_slug(const yaml::Node& node, std::string_view what, Report& report) {
  auto text = yaml::read_text(node, what, report);
  if (!text || is_slug(*text)) return text.value_or("");
  report.error(node.position,
               fmt::format("expected {} of small letters, digits and \"-\", found {}", what, in_quotes(*text)));
  return {};
}

model::Category read_category(const yaml::Node& node, std::size_t number, Names& names, Report& report) {
  model::Category category;
  if (!is_mapping(node, "a mapping with \"slug\" and \"label\"", report)) return category;
  yaml::check_keys(node, {"slug", "label", "aliases", "label_fr", "description"}, Severity::error, report);
  category.label = required_text(node, "label", report);
  category.label_fr = optional_text(node, "label_fr", report);
  category.description = optional_text(node, "description", report);
  if (const auto* slug = yaml::find(node, "slug")) {
    category.slug = read_slug(*slug, "a slug", report);
    names.add(category.slug, number, *slug);
  } else {
    category.slug = required_text(node, "slug", report);
  }
  if (const auto* label = yaml::find(node, "label")) names.add(category.label, number, *label);
  if (const auto* aliases = yaml::find(node, "aliases")) {
    for (const auto* item : yaml::read_list(*aliases, "a list of aliases", report)) {
      category.aliases.push_back(read_slug(*item, "an alias", report));
      names.add(category.aliases.back(), number, *item);
    }
  }
  return category;
}

}  // namespace

std::vector<model::Category> read_category_list(const yaml::Node& root, std::string_view key, Report& report) {
  std::vector<model::Category> categories;
  if (!is_mapping(root, fmt::format("\"{}:\" and a list", key), report)) return categories;
  yaml::check_keys(root, {key}, Severity::error, report);
  const auto* list = yaml::find(root, key);
  if (list == nullptr || list->kind != yaml::Kind::list) {
    report.error(list == nullptr ? root.position : list->position, fmt::format("expected \"{}:\" and a list", key));
    return categories;
  }
  Names names{report};
  for (const auto& item : list->children) categories.push_back(read_category(item, categories.size(), names, report));
  return categories;
}

model::Bundle read_bundle(const yaml::Node& root, const std::string& name, const model::Definitions& definitions,
                          Report& report) {
  model::Bundle bundle{.name = name};
  if (!is_slug(name))
    report.error({}, "expected a file name of small letters, digits and \"-\", found " + in_quotes(name));
  if (!is_mapping(root, "a bundle with \"title\" and \"select\"", report)) return bundle;
  yaml::check_keys(root, {"title", "subtitle", "select", "limit"}, Severity::error, report);
  bundle.title = required_text(root, "title", report);
  bundle.subtitle = optional_text(root, "subtitle", report);
  bundle.limit = definitions.site.limits.feed_entries;
  if (const auto* limit = yaml::find(root, "limit")) {
    bundle.limit = yaml::read_number(*limit, 1, most_entries, report).value_or(bundle.limit);
  }
  const auto* select = yaml::find(root, "select");
  if (select == nullptr) {
    report.error({.line = 1, .column = 1}, "expected \"select\" with \"topics\" or \"types\", found none");
  } else if (is_mapping(*select, "\"topics\" and \"types\"", report)) {
    yaml::check_keys(*select, {"topics", "types"}, Severity::error, report);
    if (const auto* topics = yaml::find(*select, "topics")) {
      bundle.select.topics = read_categories(*topics, definitions.topics, "a topic of topics.yaml", report);
    }
    if (const auto* types = yaml::find(*select, "types")) {
      bundle.select.types =
          read_categories(*types, definitions.research_types, "a research type of research-types.yaml", report);
    }
  }
  return bundle;
}

std::string required_text(const yaml::Node& mapping, std::string_view key, Report& report) {
  if (const auto* node = yaml::find(mapping, key)) {
    return yaml::read_text(*node, fmt::format("a value for \"{}\"", key), report).value_or("");
  }
  report.error(mapping.position, fmt::format("expected \"{}\", found none", key));
  return {};
}

std::string optional_text(const yaml::Node& mapping, std::string_view key, Report& report) {
  return yaml::find(mapping, key) == nullptr ? std::string{} : required_text(mapping, key, report);
}

bool is_mapping(const yaml::Node& node, std::string_view what, Report& report) {
  if (node.kind == yaml::Kind::mapping) return true;
  report.error(node.position, fmt::format("expected {}, found {}", what, yaml::describe(node)));
  return false;
}

bool is_slug(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace citefeed::content
