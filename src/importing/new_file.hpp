/// Writes a new post's file and sees that content/ takes it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "importing/filing.hpp"
#include "importing/imported_post.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// A post that is to become a file.
struct NewPost {
  ImportedPost post = {};
  Filed filed = {};
  std::string path = {};         ///< below the content folder
  std::string own_id = {};       ///< of its address: "2023-12/some-slug"
  std::string source_file = {};  ///< names its source in diagnostics
};

/// The bytes of the file. Nothing, and an error, when content/ would refuse them. Warned of is what a person should
/// look at: a citation that was not read for certain, and, of exports, what content/ says of the text.
[[nodiscard]] std::optional<std::string> write_new_file(const NewPost& post, const model::Definitions& definitions,
                                                        std::vector<Diagnostic>& diagnostics);

}  // namespace citefeed::importing
