/// Reads feeds/: site.yaml, topics.yaml, research-types.yaml, gone.yaml and bundles/*.yaml.
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "base/iri.hpp"
#include "content/file_tree.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

// The files of feeds/, one reader each.

/// Where the aliases of feeds or bundles stand that a reader gives, in their order: only all files together tell
/// whether one of them is something else's, too.
using Places = std::vector<Position>;

/// site.yaml. Adds where its feed's aliases stand to `places`.
[[nodiscard]] model::SiteDefinition read_site(const yaml::Node& root, Report& report, Places& places);

/// topics.yaml and research-types.yaml: a mapping whose only key is `key`, with a list of categories. No slug, label or
/// alias may stand for two of them. Adds where the aliases of their feeds stand to `places`.
[[nodiscard]] std::vector<model::Category> read_category_list(const yaml::Node& root, std::string_view key,
                                                              Report& report, Places& places);

/// bundles/NAME.yaml. Topics and types are named as posts name them. Adds where its aliases stand to `places`.
[[nodiscard]] model::Bundle read_bundle(const yaml::Node& root, const std::string& name,
                                        const model::Definitions& definitions, Report& report, Places& places);

/// gone.yaml: what was published once and is gone. Successors of topics are named as posts name topics, and those of
/// types and bundles likewise; what is there is not gone. `definitions` have everything else.
[[nodiscard]] model::Gone read_gone(const yaml::Node& root, const model::Definitions& definitions, Report& report);

/// Reads what a site's address may be, http or https without query and fragment; with a '/' at its end. Nothing when
/// `text` is anything else.
[[nodiscard]] std::optional<Iri> parse_base_url(std::string_view text);

/// `definitions`, of a site that is published at `base_url` whatever they say; as they are without one.
[[nodiscard]] model::Definitions published_at(const std::optional<Iri>& base_url, model::Definitions definitions);

/// The text of `key`; an error when there is none.
[[nodiscard]] std::string required_text(const yaml::Node& mapping, std::string_view key, Report& report);

/// The text of `key`; empty when there is none.
[[nodiscard]] std::string optional_text(const yaml::Node& mapping, std::string_view key, Report& report);

/// False, and an error, when `node` is no mapping.
[[nodiscard]] bool is_mapping(const yaml::Node& node, std::string_view what, Report& report);

/// [a-z0-9-]+.
[[nodiscard]] bool is_slug(std::string_view text);

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

/// Gives at most so many bytes of the file at a path below feeds/, or why it has none.
using ReadDefinition =
    std::function<std::variant<std::string, ReadProblem>(const std::string& path, std::size_t max_bytes)>;

/// Reads the files of `listing` that define something. `name` stands for feeds/ in diagnostics.
[[nodiscard]] DefinitionFiles read_definition_files(const std::string& name, const Listing& listing,
                                                    const ReadDefinition& read);

/// The same for `feeds`, as it is now.
[[nodiscard]] DefinitionFiles read_definition_files(const FileTree& feeds);

/// What the files say. `name` stands for feeds/ in diagnostics. No value when anything is wrong in a way that would
/// change what is served: unknown keys, references to what is not defined and missing files are errors here.
/// research-types.yaml and gone.yaml may be missing.
[[nodiscard]] Outcome<model::Definitions> parse_definitions(const DefinitionFiles& files, const std::string& name);

/// What can be understood of files that give no definitions.
[[nodiscard]] model::Definitions understand_definitions(const DefinitionFiles& files, const std::string& name);

/// Definitions of files some of which stand as they were.
struct MendedDefinitions {
  model::Definitions value = {};
  std::map<std::string, std::string> bytes = {};  ///< of all that stand, by path
  std::vector<std::string> kept = {};             ///< the paths of those that stand as they were, ascending
};

/// What `files` give, where need be with those that are wrong taken from `last_good`, files that gave definitions: all
/// others count as they are. Where one that is as it was does not go with the others any more, as a bundle of
/// a topic that is gone, what it refers to is as it was too. A file that is wrong and new is left out; without a
/// site.yaml or topics.yaml no file counts as removed. Nothing when that gives no definitions either.
[[nodiscard]] std::optional<MendedDefinitions> mend_definitions(const DefinitionFiles& files,
                                                                const std::map<std::string, std::string>& last_good,
                                                                const std::string& name);

/// Reads and parses in one.
[[nodiscard]] Outcome<model::Definitions> load_definitions(const FileTree& feeds);

}  // namespace citefeed::content
