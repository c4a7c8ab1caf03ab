/// Collects what is wrong with one file while it is read, so that all of it is shown at once, with what was probably
/// meant.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::content {

// "Did you mean": the known name nearest to one that is not known.

/// Insertions, deletions, replacements and swaps of neighbours (bytes) that make `b` of `a`; no part is changed twice
/// (Damerau-Levenshtein, optimal string alignment).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate most like `text` without regard to letter case; the first of several; empty when none is like it. A
/// candidate is like it when at most every third letter differs, or when one of them is a part of the other and no
/// shorter than four letters.
[[nodiscard]] std::string_view nearest(std::string_view text, const std::vector<std::string_view>& candidates);

/// `; did you mean "empathy"?`, or nothing when no candidate is like `text`.
[[nodiscard]] std::string suggestion(std::string_view text, const std::vector<std::string_view>& candidates);

/// Where in a file: 1-based line and column, the column in bytes; 0 means the whole file or the whole line.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A link to another file of content/: only all files together tell whether it leads anywhere.
struct FileLink {
  Position position = {};
  std::string target = {};   ///< path below content/; empty when it leads out of there
  std::string written = {};  ///< as the file has it
};

/// Diagnostics of one file. Of each severity the first 100 are kept and the others counted, so that a hostile file
/// cannot fill the memory with complaints. One thread at a time.
class Report final {
 public:
  explicit Report(std::string file) : file_(std::move(file)) {}
  /// Goes on with what take() gave of the same file, fewer than 100 of each severity.
  Report(std::string file, std::vector<Diagnostic> known);

  void error(Position position, std::string message);
  /// For a name that the definitions do not have: an error, until that is forgiven or passed over.
  void undefined(Position position, std::string message);
  void forgive_undefined() { undefined_ = Severity::warning; }
  /// Nobody knows whether the definitions have it.
  void pass_over_undefined() { undefined_.reset(); }
  void warning(Position position, std::string message);
  /// Takes note of a link that somebody else is to judge; of the first 1000.
  void note(FileLink link);

  [[nodiscard]] bool has_errors() const { return errors_.count != 0; }
  /// True when a further diagnostic of this severity would only be counted: then its message need not be composed with
  /// care.
  [[nodiscard]] bool is_full(Severity severity) const;

  /// All diagnostics by line and column; the report is spent.
  [[nodiscard]] std::vector<Diagnostic> take();
  /// The links that were noted, in their order.
  [[nodiscard]] std::vector<FileLink> take_links() { return std::move(links_); }

 private:
  struct Pile {
    std::size_t count = 0;
    Position first_left_out = {};
  };
  void add(Pile& pile, Severity severity, Position position, std::string message);

  std::string file_;
  std::vector<Diagnostic> diagnostics_ = {};
  std::vector<FileLink> links_ = {};
  std::optional<Severity> undefined_ = Severity::error;
  Pile errors_ = {};
  Pile warnings_ = {};
};

/// `text` in quotation marks for a message: on one line, and cut on a grapheme boundary after 60 bytes.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace citefeed::content
