/// Collects what is to be said about a source: of what concerns many of its posts alike, one sentence.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::importing {

/// What may concern many posts.
enum class Common : std::uint8_t {
  address_without_alias,  ///< its old address cannot be an alias
  id_not_kept,            ///< its identity cannot stand in Atom
  old_media,              ///< images stay where they are
  relative_address,       ///< of a link or image, with nothing to resolve it against
};

/// One thread at a time.
class SourceNotes final {
 public:
  explicit SourceNotes(std::string_view file) : file_(file) {}

  void warn(std::uint32_t line, std::string message);
  void error(std::uint32_t line, std::string message);

  /// Counts a post at `line` that `common` is true of; `example` is shown for the first.
  void count(Common common, std::uint32_t line, std::string_view example);

  /// Counts something that is no post, such as "attachments".
  void pass_over(const std::string& things) { ++passed_over_[things]; }
  [[nodiscard]] std::size_t passed_over() const;

  /// All diagnostics, the notes about many posts last; the notes are spent.
  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  struct Count {
    std::size_t posts = 0;
    std::uint32_t first_line = 0;
    std::string example = {};
  };

  void add(Severity severity, std::uint32_t line, std::string message);

  std::string file_;
  std::vector<Diagnostic> diagnostics_ = {};
  std::map<Common, Count> counts_ = {};
  std::map<std::string, std::size_t> passed_over_ = {};
};

}  // namespace citefeed::importing
