/// The files of feeds/, one reader each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

/// site.yaml.
[[nodiscard]] model::SiteDefinition read_site(const yaml::Node& root, Report& report);

/// topics.yaml and research-types.yaml: a mapping whose only key is `key`, with a list of categories. No slug, label or
/// alias may stand for two of them.
[[nodiscard]] std::vector<model::Category> read_category_list(const yaml::Node& root, std::string_view key,
                                                              Report& report);

/// bundles/NAME.yaml. Topics and types are named as posts name them.
[[nodiscard]] model::Bundle read_bundle(const yaml::Node& root, const std::string& name,
                                        const model::Definitions& definitions, Report& report);

/// gone.yaml: what was published once and is gone. Successors of topics are named as posts name topics; a topic of
/// topics.yaml is not gone.
[[nodiscard]] model::Gone read_gone(const yaml::Node& root, const model::Definitions& definitions, Report& report);

/// The text of `key`; an error when there is none.
[[nodiscard]] std::string required_text(const yaml::Node& mapping, std::string_view key, Report& report);

/// The text of `key`; empty when there is none.
[[nodiscard]] std::string optional_text(const yaml::Node& mapping, std::string_view key, Report& report);

/// False, and an error, when `node` is no mapping.
[[nodiscard]] bool is_mapping(const yaml::Node& node, std::string_view what, Report& report);

/// [a-z0-9-]+.
[[nodiscard]] bool is_slug(std::string_view text);

}  // namespace citefeed::content
