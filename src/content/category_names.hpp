/// Finds topics and research types by whatever people call them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/category.hpp"

namespace citefeed::content {

/// The category called `name`: by slug, else by label, else by alias, and then without regard to letter case and
/// kinds of spaces, hyphens and apostrophes; null when none is.
[[nodiscard]] const model::Category* find_by_name(const std::vector<model::Category>& categories,
                                                  std::string_view name);

/// Reads a list of names of `categories` into slugs, each once, in the order written. An unknown name is an error with
/// the nearest slug or label. `what` names one of them: "a topic of feeds/topics.yaml".
[[nodiscard]] std::vector<std::string> read_categories(const yaml::Node& node,
                                                       const std::vector<model::Category>& categories,
                                                       std::string_view what, Report& report);

}  // namespace citefeed::content
