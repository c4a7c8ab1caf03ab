/// What a post is filed under: a topic or a type of research.
#pragma once
#include <string>
#include <vector>

namespace citefeed::model {

/// A topic (feeds/topics.yaml) or a research type (feeds/research-types.yaml). The slug is its identity and never
/// changes.
struct Category {
  std::string slug = {};                  ///< [a-z0-9-]+
  std::string label = {};                 ///< as the network prints it
  std::vector<std::string> aliases = {};  ///< other slugs that lead here
  std::string label_fr = {};              ///< empty when there is none
  std::string description = {};           ///< plain text; empty when there is none
  bool operator==(const Category&) const = default;
};

}  // namespace citefeed::model
