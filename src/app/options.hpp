/// The command line, as data.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "authoring/post_draft.hpp"
#include "engine/load.hpp"

namespace citefeed::app {

struct ServeOptions {
  engine::Trees trees = {};
  std::map<std::string, std::vector<std::string>> settings = {};  ///< as given by flags; see app/settings.hpp
  bool check_config = false;  ///< only say what is wrong with the settings, or what they are
};

enum class ReportFormat : std::uint8_t { text, json, sarif };

struct CheckOptions {
  engine::Trees trees = {};
  std::filesystem::path state = {};        ///< of a server; empty for none
  std::filesystem::path retractions = {};  ///< a file of the Retraction Watch database; empty for none
  ReportFormat format = ReportFormat::text;
};

struct ExportOptions {
  engine::Trees trees = {};
  std::filesystem::path directory = {};
  bool precompressed = false;
};

struct ImportOptions {
  engine::Trees trees = {};
  std::vector<std::filesystem::path> files = {};
  std::string topic = {};          ///< label, slug or alias; empty when the pages are of no topic
  std::filesystem::path out = {};  ///< empty means `trees.content`
};

struct NewPostOptions {
  engine::Trees trees = {};
  authoring::DraftRequest post = {};
  std::filesystem::path from = {};  ///< file of a reference manager; empty when there is none
  bool to_stdout = false;
};

struct CiteParseOptions {
  bool explain = false;
};

enum class CitationFormat : std::uint8_t { bibtex, ris, csl, apa };

struct CiteExportOptions {
  engine::Trees trees = {};
  std::vector<std::string> posts = {};   ///< ids, paths of files, or addresses of pages
  std::vector<std::string> topics = {};  ///< labels, slugs or aliases
  bool all = false;
  CitationFormat to = CitationFormat::bibtex;
};

using Options = std::variant<ServeOptions, CheckOptions, ExportOptions, ImportOptions, NewPostOptions, CiteParseOptions,
                             CiteExportOptions>;

/// Exit codes (docs/architecture.md): all is well; the content has errors; wrong usage or cannot start.
inline constexpr int exit_fine = 0;
inline constexpr int exit_content_errors = 1;
inline constexpr int exit_cannot_start = 2;

/// What the command line asks for, or the exit code when that was already answered (--help, --version) or is wrong;
/// help goes to standard output, complaints to standard error.
[[nodiscard]] std::variant<Options, int> parse_options(int argc, const char* const* argv);

}  // namespace citefeed::app
