#include "content/definitions_parser.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "content/definition_file.hpp"
#include "content/nearest.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::content {
namespace {

constexpr std::size_t max_definition_bytes = std::size_t{1} << 20U;
constexpr const char* gone_file = "gone.yaml";
constexpr std::string_view bundle_folder = "bundles/";

bool is_bundle(std::string_view path) {
  return path.starts_with(bundle_folder) && path.find('/', bundle_folder.size()) == std::string_view::npos;
}

bool is_definition(std::string_view path) {
  return path == "site.yaml" || path == "topics.yaml" || path == "research-types.yaml" || path == gone_file ||
         is_bundle(path);
}

/// Reads the files of a DefinitionFiles one after the other, gathering their diagnostics.
class Parser final {
 public:
  Parser(const DefinitionFiles& files, const std::string& name) : files_(files), name_(name) {}

  Outcome<model::Definitions> parse() {
    Outcome<model::Definitions> outcome{.value = model::Definitions{}, .diagnostics = files_.diagnostics};
    auto& definitions = *outcome.value;
    read("site.yaml", [&](const yaml::Node& root, Report& report) { definitions.site = read_site(root, report); });
    read("topics.yaml", [&](const yaml::Node& root, Report& report) {
      definitions.topics = read_category_list(root, "topics", report);
    });
    if (files_.bytes.contains("research-types.yaml")) {
      read("research-types.yaml", [&](const yaml::Node& root, Report& report) {
        definitions.research_types = read_category_list(root, "research_types", report);
      });
    }
    if (files_.bytes.contains(gone_file)) {
      read(gone_file,
           [&](const yaml::Node& root, Report& report) { definitions.gone = read_gone(root, definitions, report); });
    }
    DigestBuilder digest;
    for (const auto& [path, bytes] : files_.bytes) {
      digest.add(path).add(bytes);
      if (!is_bundle(path)) continue;
      const auto bundle_name =
          path.substr(bundle_folder.size(), path.size() - bundle_folder.size() - definition_suffix.size());
      read(path, [&](const yaml::Node& root, Report& report) {
        definitions.bundles.push_back(read_bundle(root, bundle_name, definitions, report));
      });
    }
    definitions.digest = digest.finish();
    std::sort(definitions.bundles.begin(), definitions.bundles.end(),
              [](const model::Bundle& a, const model::Bundle& b) { return a.name < b.name; });
    outcome.diagnostics.insert(outcome.diagnostics.end(), diagnostics_.begin(), diagnostics_.end());
    if (has_errors(outcome.diagnostics)) outcome.value.reset();
    return outcome;
  }

 private:
  /// Calls `reader` with the root of `path`'s YAML and a report, when there is such a file and it is YAML.
  template <class Reader>
  void read(const std::string& path, Reader reader) {
    Report report{name_ + "/" + path};
    const auto file = files_.bytes.find(path);
    if (file == files_.bytes.end()) {
      const bool unreadable = std::any_of(files_.diagnostics.begin(), files_.diagnostics.end(),
                                          [&](const Diagnostic& d) { return d.file == name_ + "/" + path; });
      if (!unreadable) report.error({}, "expected this file, found none");
    } else if (const auto text = read_source(file->second, report)) {
      static constexpr yaml::Limits limits{.depth = 16, .nodes = 100'000};
      if (const auto root = yaml::parse(*text, 1, limits, report)) reader(*root, report);
    }
    auto found = report.take();
    std::move(found.begin(), found.end(), std::back_inserter(diagnostics_));
  }

  const DefinitionFiles& files_;
  const std::string& name_;
  std::vector<Diagnostic> diagnostics_ = {};
};

}  // namespace

DefinitionFiles read_definition_files(const FileTree& feeds, const Listing& listing) {
  DefinitionFiles files;
  const auto say = [&](const std::string& path, Severity severity, std::string message) {
    const std::string file = path.empty() ? feeds.name() : feeds.name() + "/" + path;
    files.diagnostics.push_back({.file = file, .severity = severity, .message = std::move(message)});
  };
  for (const auto& folder : listing.unreadable) say(folder.path, Severity::error, "cannot be read: " + folder.message);
  for (const auto& [path, message] : listing.passed_over) say(path, Severity::warning, "is passed over: " + message);
  for (const auto& entry : listing.files) {
    if (entry.path == settings_file) continue;
    if (!is_definition(entry.path)) {
      say(entry.path, Severity::warning,
          "expected site.yaml, topics.yaml, research-types.yaml, gone.yaml, server.yaml or bundles/NAME.yaml; this "
          "file is not read" +
              suggestion(entry.path, {"site.yaml", "topics.yaml", "research-types.yaml", gone_file, settings_file}));
      continue;
    }
    auto content = feeds.read(entry.path, max_definition_bytes);
    if (auto* bytes = std::get_if<std::string>(&content)) {
      files.bytes.emplace(entry.path, std::move(*bytes));
      continue;
    }
    const auto& problem = std::get<ReadProblem>(content);
    files.busy =
        files.busy || problem.busy || problem.gone;  // it has just been listed: it is being replaced or removed
    files.may_pass = files.may_pass || problem.may_pass;
    if (!problem.gone) say(entry.path, Severity::error, "cannot be read: " + problem.message);
  }
  return files;
}

Outcome<model::Definitions> parse_definitions(const DefinitionFiles& files, const std::string& name) {
  return Parser{files, name}.parse();
}

Outcome<model::Definitions> load_definitions(const FileTree& feeds) {
  return parse_definitions(read_definition_files(feeds, feeds.list(definition_suffix)), feeds.name());
}

}  // namespace citefeed::content
