/// Reads feeds/: site.yaml, topics.yaml, research-types.yaml and bundles/*.yaml.
#pragma once
#include "base/outcome.hpp"
#include "content/file_tree.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

/// Reads all definitions. No value when anything is wrong in a way that would change what is served (severity error).
[[nodiscard]] Outcome<model::Definitions> load_definitions(const FileTree& feeds);

}  // namespace citefeed::content
