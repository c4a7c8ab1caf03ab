/// What one file of content/ says now.
#pragma once
#include <memory>
#include <string>

#include "model/post.hpp"

namespace citefeed::model {

struct FileChange {
  std::string file = {};                         ///< path below content/
  std::shared_ptr<const model::Post> post = {};  ///< null when the file no longer says anything
};

}  // namespace citefeed::model
