/// The command line, as data.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace citefeed::app {

/// Where the site is; every subcommand takes these.
struct Trees {
  std::filesystem::path content = "content";
  std::filesystem::path feeds = "feeds";
};

struct ServeOptions {
  Trees trees = {};
  std::map<std::string, std::vector<std::string>> settings = {};  ///< as given by flags; see app/settings.hpp
  bool check_config = false;  ///< only say what is wrong with the settings, or what they are
};

enum class ReportFormat : std::uint8_t { text, json, sarif };

struct CheckOptions {
  Trees trees = {};
  std::filesystem::path state = {};  ///< of a server; empty for none
  ReportFormat format = ReportFormat::text;
};

struct ExportOptions {
  Trees trees = {};
  std::filesystem::path directory = {};
  bool precompressed = false;
};

struct ImportOptions {
  Trees trees = {};
  std::vector<std::filesystem::path> files = {};
  std::string topic = {};          ///< label, slug or alias; empty when the pages are of no topic
  std::filesystem::path out = {};  ///< empty means `trees.content`
};

struct NewPostOptions {
  Trees trees = {};
  std::string title = {};
  std::vector<std::string> citations = {};  ///< as printed
  std::filesystem::path from = {};          ///< file of a reference manager; empty when there is none
  std::vector<std::string> topics = {};     ///< labels, slugs or aliases
  std::vector<std::string> types = {};      ///< likewise
  std::vector<std::string> authors = {};    ///< keys of site.yaml
  std::string published = {};               ///< empty means the present month
  std::string id = {};                      ///< empty means one made of the month and the title
  bool draft = true;
  bool to_stdout = false;
};

struct CiteParseOptions {
  bool explain = false;
};

enum class CitationFormat : std::uint8_t { bibtex, ris, csl, apa };

struct CiteExportOptions {
  Trees trees = {};
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
