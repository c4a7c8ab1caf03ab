/// Reads feeds/: site.yaml, topics.yaml, research-types.yaml, gone.yaml and bundles/*.yaml.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/outcome.hpp"
#include "content/file_tree.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

/// What the names of the files of feeds/ end in.
inline constexpr std::string_view definition_suffix = ".yaml";

/// A file of feeds/ that defines nothing that is published: the server's settings, read at start by the server.
inline constexpr std::string_view settings_file = "server.yaml";

/// The bytes of feeds/, before anything is understood of them.
struct DefinitionFiles {
  std::map<std::string, std::string> bytes = {};  ///< by path below feeds/
  std::vector<Diagnostic> diagnostics = {};       ///< what could not be read
  bool busy = false;                              ///< one of them is being written, replaced or removed
  bool may_pass = false;                          ///< one could not be read, for a reason that may pass
};

/// Reads the files of `listing`, a listing of `feeds`.
[[nodiscard]] DefinitionFiles read_definition_files(const FileTree& feeds, const Listing& listing);

/// What the files say. `name` stands for feeds/ in diagnostics. No value when anything is wrong in a way that would
/// change what is served: unknown keys, references to what is not defined and missing files are errors here.
/// research-types.yaml and gone.yaml may be missing.
[[nodiscard]] Outcome<model::Definitions> parse_definitions(const DefinitionFiles& files, const std::string& name);

/// Both in one.
[[nodiscard]] Outcome<model::Definitions> load_definitions(const FileTree& feeds);

}  // namespace citefeed::content
