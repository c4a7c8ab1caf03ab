/// Reads the front matter of a post into its fields.
#pragma once
#include <string>
#include <vector>

#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// Fills `post` from `header`, the front matter of the file `path` below content/. What was written and cannot be used
/// is an error; what is missing and can be done without (topics, a citation), or is doubtful, is a warning; an unknown
/// key is a warning. Returns where each of the post's references stands.
std::vector<Position> read_header(const yaml::Node& header, const std::string& path,
                                  const model::Definitions& definitions, Report& report, model::Post& post);

}  // namespace citefeed::content
