/// What the readers of citation files share: the text in good order, and where in it something is wrong.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::citation {

/// The bytes of a file, made readable, and the diagnostics about it. One thread at a time.
class CitationFile final {
 public:
  /// Takes the byte order mark off. Bytes that are not UTF-8 are read as Windows-1252, which older programs write, and
  /// control characters as spaces; each is reported once, where it happens first.
  CitationFile(std::string_view bytes, std::string name);

  /// Valid UTF-8 without control characters other than tab and line ends; empty when the file is UTF-16.
  [[nodiscard]] std::string_view text() const { return text_; }

  /// Reports `message` at `offset` of text(). After `most_diagnostics` only says that there are more.
  void report(std::size_t offset, Severity severity, std::string message);

  /// What was reported, in the order of reporting.
  [[nodiscard]] std::vector<Diagnostic> take_diagnostics() { return std::move(diagnostics_); }

 private:
  static constexpr std::size_t most_diagnostics = 100;  ///< a file with more is no citation file, or one mistake

  struct Position {
    std::size_t offset = 0;
    std::uint32_t line = 1;
    std::size_t line_begin = 0;
  };

  void repair_encoding(std::string_view bytes);
  void repair_control_characters();
  void move_to(std::size_t offset);

  std::string text_ = {};
  std::string name_ = {};
  Position position_ = {};  ///< where the last report was; the next is usually behind it
  std::vector<Diagnostic> diagnostics_ = {};
};

/// `found` as a message quotes it: in quotation marks, at most forty bytes of it.
[[nodiscard]] std::string quoted(std::string_view found);

}  // namespace citefeed::citation
