/// Reads XML that anybody may have written: whole, checked, and with line numbers.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace citefeed::importing {

/// A document and the lines of its nodes. One thread at a time.
class XmlFile final {
 public:
  /// Reads `bytes` (valid UTF-8). What is wrong with them, if anything is: they are no XML, or define entities of their
  /// own, which could be expanded without end. Standard HTML entities that XML does not know stay as they are written.
  [[nodiscard]] std::optional<Diagnostic> load(std::string_view bytes, std::string_view shown_file);

  [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }

  /// The line on which `node` begins; 0 for none. A text's is where it begins, CDATA's after the mark.
  [[nodiscard]] std::uint32_t line_of(pugi::xml_node node) const;

 private:
  [[nodiscard]] std::uint32_t line_at(std::ptrdiff_t offset) const;

  pugi::xml_document document_;
  std::vector<std::ptrdiff_t> line_ends_ = {};
};

/// The name of the document element of `bytes`, with its prefix, when they begin as XML or HTML does; else "".
[[nodiscard]] std::string_view root_name(std::string_view bytes);

}  // namespace citefeed::importing
