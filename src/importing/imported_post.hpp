/// A post as its source shows it: a saved page, an export of another program, a file with front matter.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::importing {

// One line of a saved page, as a reader sees it, whatever the page was saved as.

/// A stretch of text, linked or not; or an image.
struct Span {
  std::string text = {};
  std::string href = {};   ///< absolute, http or https; empty when it is no link
  std::string image = {};  ///< the absolute address of an image that `text` describes; empty when it is text
  bool strong = false;
  bool emphasis = false;
  bool code = false;
  bool operator==(const Span&) const = default;
};

/// A paragraph, without line ends; at least one span, none of them empty.
using Paragraph = std::vector<Span>;

/// What a reader sees of it.
[[nodiscard]] std::string text_of(const Paragraph& paragraph);

struct PageLine {
  Paragraph spans = {};
  std::uint32_t line = 0;     ///< 1-based, in the saved file
  std::string left_out = {};  ///< what stood here and cannot be imported: "an image"; then there are no spans
  bool operator==(const PageLine&) const = default;
};

/// What the source files a post under, or who it says wrote it.
struct ForeignName {
  std::string name = {};                 ///< as people see it
  std::vector<std::string> others = {};  ///< other names for the same, such as a slug, a login or an e-mail address
  bool operator==(const ForeignName&) const = default;
};

struct ImportedPost {
  std::string title = {};
  std::chrono::year_month month = {};       ///< in the site's time zone
  std::vector<std::string> citations = {};  ///< as printed; usually one
  std::vector<Paragraph> text = {};
  std::vector<Paragraph> implications = {};  ///< what stands under "Practice Implications"
  std::string author_email = {};             ///< "" when the page gives none
  std::vector<Paragraph> after = {};         ///< what stands after the author's address: rarely anything
  std::uint32_t line = 0;                    ///< where it begins in the source

  // Exports say more than pages do.
  std::string markdown = {};   ///< the whole text; then `text`, `implications`, `author_email` and `after` are empty
  std::string published = {};  ///< RFC 3339 or a day; empty when only the month is known
  std::string updated = {};    ///< likewise; empty when never
  std::string id = {};         ///< an absolute IRI or an id of content/; empty when the source gives none to keep
  std::string slug = {};       ///< of its address there; empty when it is made from the title
  std::vector<std::string> aliases = {};  ///< its old addresses below the site's root, fit for content/
  std::vector<ForeignName> categories = {};
  std::vector<ForeignName> authors = {};
  std::string language = {};
  bool draft = false;
  bool operator==(const ImportedPost&) const = default;
};

// Collects what is to be said about a source: of what concerns many of its posts alike, one sentence.

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
