/// Writes a site as files that any static host can serve: the same bytes as served, and a manifest of the header
/// fields.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>

#include "base/diagnostic.hpp"
#include "resource/site.hpp"

namespace citefeed::publish {

struct ExportOptions {
  bool precompressed = false;  ///< write every content coding beside the file, as file.gz, file.br, file.zst
  /// Called after each resource with how many are done, of how many; may be empty.
  std::function<void(std::size_t done, std::size_t total)> progress = {};
};

struct ExportSummary {
  std::size_t files = 0;    ///< files of the site, codings included
  std::size_t written = 0;  ///< those whose bytes were not there already
  std::size_t removed = 0;  ///< files of an earlier export that are no longer part of the site
};

/// Exports `site` to `directory`, making it where needed. "/topics/x/" becomes "topics/x/index.html"; every other path
/// is its own file. Each file is written whole or not at all; a file with the same bytes is left alone; whatever others
/// have put into `directory`, nothing is written or removed outside it (SafeDirectory). Health addresses are left out.
///
/// "manifest.json" is written last. It has the header fields of each file, what has moved and what is gone, and lists
/// the files, of which the next export removes those that are no longer part of the site, with the folders that are
/// empty then. It carries a seal, a digest of all it says: where a manifest.json is there without it, or was changed
/// since, nothing is written or removed, and the outcome has no value.
[[nodiscard]] Outcome<ExportSummary> export_site(const resource::Site& site, const std::filesystem::path& directory,
                                                 const ExportOptions& options);

}  // namespace citefeed::publish
