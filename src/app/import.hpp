/// Reads the files and folders that an import was given.
#pragma once
#include <cstddef>
#include <vector>

#include "app/options.hpp"
#include "base/diagnostic.hpp"
#include "importing/merge.hpp"
#include "model/definitions.hpp"

namespace citefeed::app {

struct ImportSources {
  std::vector<importing::Page> pages = {};
  std::size_t passed_over = 0;  ///< files and things in files that are no posts
  std::vector<Diagnostic> diagnostics = {};
};

/// Reads `options.files`, on all processors. A folder is walked: hidden files, what a site generator made or is made of
/// (public, _site, themes, layouts, node_modules), and whatever has no posts in it are passed over there. Without
/// `options.topic`, a saved page whose file is called like a topic ("empathy.html") is a page of that topic.
[[nodiscard]] ImportSources read_sources(const ImportOptions& options, const model::Definitions& definitions);

}  // namespace citefeed::app
