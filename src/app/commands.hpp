/// The subcommands. Each takes its options and gives the exit code; what people or programs asked for goes to standard
/// output, all else to standard error. And those parts of them that have tests of their own.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.hpp"
#include "base/diagnostic.hpp"
#include "importing/merge.hpp"
#include "model/definitions.hpp"
#include "model/post.hpp"

namespace citefeed::app {

[[nodiscard]] int serve(const ServeOptions& options);
[[nodiscard]] int check(const CheckOptions& options);
[[nodiscard]] int export_to_directory(const ExportOptions& options);
[[nodiscard]] int import_pages(const ImportOptions& options);
[[nodiscard]] int new_post(const NewPostOptions& options);
[[nodiscard]] int cite_parse(const CiteParseOptions& options);
[[nodiscard]] int cite_export(const CiteExportOptions& options);

// What `check` writes for programs: JSON and SARIF.

/// A JSON array of {file, line, column, severity, message}; line and column are left out where they are unknown.
[[nodiscard]] std::string to_json_report(const std::vector<Diagnostic>& diagnostics);

/// A SARIF 2.1.0 log with one run, as code hosts and editors read it. `source_line` gives a line of a file without its
/// line end, empty when it cannot be had: SARIF counts columns in code points, diagnostics in bytes.
using SourceLine = std::function<std::string(const std::string& file, std::uint32_t line)>;
[[nodiscard]] std::string to_sarif_report(const std::vector<Diagnostic>& diagnostics, const SourceLine& source_line);

// The files and folders that an import was given.

struct ImportSources {
  std::vector<importing::Page> pages = {};
  std::size_t passed_over = 0;  ///< files and things in files that are no posts
  std::vector<Diagnostic> diagnostics = {};
};

/// Reads `options.files`, on all processors. A folder is walked: hidden files, what a site generator made or is made of
/// (public, _site, themes, layouts, node_modules), and whatever has no posts in it are passed over there. Without
/// `options.topic`, a saved page whose file is called like a topic ("empathy.html") is a page of that topic.
[[nodiscard]] ImportSources read_sources(const ImportOptions& options, const model::Definitions& definitions);

// Finds posts by whatever people call them on the command line.

using PostPointer = std::shared_ptr<const model::Post>;

/// The post of `posts` called `name`: by its id, an old address, its file (any path that ends in YYYY/MM/slug.md), or
/// the address of its page ("/posts/{id}/", whole or only the path); null when there is none.
[[nodiscard]] PostPointer find_post(const std::vector<PostPointer>& posts, std::string_view name);

/// The posts called `names`, in this order; for each name that is none's an error with the id most like it, and no
/// value.
[[nodiscard]] Outcome<std::vector<PostPointer>> find_posts(const std::vector<PostPointer>& posts,
                                                           const std::vector<std::string>& names);

// Printed references, one a line, into CSL-JSON.

/// A longer line is no reference; the memory in use never grows with a line beyond it.
inline constexpr std::size_t max_reference_bytes = std::size_t{1} << 20U;

/// For each line of the input one line of output, in the same order: a CSL-JSON item, or "{}" for a blank line and
/// where nothing could be read. Lines end in LF or CRLF; the last one need not. The same lines give the same output,
/// however the input is cut. Pure.
class ReferenceLines final {
 public:
  /// `explain` adds to "custom" how sure the reading is.
  explicit ReferenceLines(bool explain) : explain_(explain) {}

  /// The next bytes of the input.
  void take(std::string_view bytes);
  /// There are no more: reads the last line if it has no end.
  void finish();

  /// What the lines that have ended since the last call say; "line\nline\n".
  [[nodiscard]] std::string take_output();
  /// What is wrong with them: a line that could not be read at all, or is no UTF-8, is an error.
  [[nodiscard]] std::vector<Diagnostic> take_diagnostics();

 private:
  void end_line();
  void read(std::string_view line);
  void report(std::size_t offset, Severity severity, std::string message);

  bool explain_;
  std::uint32_t line_ = 0;       ///< of the line that is read, 1-based
  std::string unfinished_ = {};  ///< the beginning of a line
  bool too_long_ = false;        ///< then the rest of the line is passed over
  std::string output_ = {};
  std::vector<Diagnostic> diagnostics_ = {};
};

}  // namespace citefeed::app
