/// Topics, research types and authors as the command line names them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "model/category.hpp"
#include "model/definitions.hpp"

namespace citefeed::app {

/// The slugs of the categories called `names` (slug, label or alias, in any letter case), each once, in this order; for
/// each unknown name an error of `option` ("--topic") with the nearest one, and no value. `what` is "a topic of
/// topics.yaml".
[[nodiscard]] Outcome<std::vector<std::string>> find_slugs(const std::vector<model::Category>& categories,
                                                           const std::vector<std::string>& names,
                                                           std::string_view option, std::string_view what);

/// The errors for those of `keys` that name no author of `site`.
[[nodiscard]] std::vector<Diagnostic> unknown_authors(const model::SiteDefinition& site,
                                                      const std::vector<std::string>& keys);

}  // namespace citefeed::app
