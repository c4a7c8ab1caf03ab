/// Whether what is said to be gone is, and what is named instead is there: only all files together tell.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "content/post_shelf.hpp"
#include "model/notice.hpp"

namespace citefeed::content {

/// Warnings about posts of `gone` that are on the shelf, and about withdrawn posts and posts of `gone` whose successor
/// is not there or is withdrawn itself. `content_name` and `feeds_name` stand for the two trees.
[[nodiscard]] std::vector<Diagnostic> check_gone(const PostShelf& shelf, const model::Gone& gone,
                                                 const std::string& content_name, const std::string& feeds_name);

}  // namespace citefeed::content
