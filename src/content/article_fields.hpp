/// Reads `article`, the fields of a reviewed article that a post gives itself.
#pragma once
#include "citation/reading.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {

/// Overrides what was read of a reference, field by field, with the fields of the mapping `article`, named as in CSL.
/// "" says that the article has no such field, whatever the reference seems to say. A value that cannot be used is an
/// error, an unknown name a warning.
void override_fields(const yaml::Node& article, citation::Reading& reading, Report& report);

}  // namespace citefeed::content
