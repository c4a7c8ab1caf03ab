#include "importing/xml_file.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/utf8.hpp"

namespace citefeed::importing {
namespace {

/// The start tag of the document element in `bytes`, from after its "<": past declarations, comments and a document
/// type. Empty when they are not such.
std::string_view from_root_tag(std::string_view bytes) {
  while (true) {
    bytes = trim(bytes);
    if (!bytes.starts_with('<')) return {};
    const bool is_comment = bytes.starts_with("<!--");
    const bool is_type = !is_comment && bytes.starts_with("<!");
    if (!is_comment && !is_type && !bytes.starts_with("<?")) return bytes.substr(1);
    const bool has_subset = is_type && bytes.find('[') < bytes.find('>');
    const std::string_view end = is_comment ? "-->" : has_subset ? "]" : ">";
    const auto at = bytes.find(end);
    if (at == std::string_view::npos) return {};
    bytes.remove_prefix(at + end.size());
    if (has_subset) bytes.remove_prefix(std::min(bytes.find_first_not_of("> \t\r\n"), bytes.size()));
  }
}

}  // namespace

std::optional<Diagnostic> XmlFile::load(std::string_view bytes, std::string_view shown_file) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1))
    line_ends_.push_back(static_cast<std::ptrdiff_t>(at));
  const auto prolog = bytes.substr(0, bytes.size() - from_root_tag(bytes).size());
  if (const auto entity = prolog.find("<!ENTITY"); entity != std::string_view::npos) {
    return Diagnostic{.file = std::string{shown_file},
                      .line = line_at(static_cast<std::ptrdiff_t>(entity)),
                      .message = "expected a feed or export, found XML that defines entities of its own"};
  }
  const auto result = document_.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                            pugi::encoding_utf8);
  if (result && root()) return std::nullopt;
  const auto* const problem = result ? "No document element found" : result.description();
  return Diagnostic{.file = std::string{shown_file},
                    .line = line_at(result.offset),
                    .message = fmt::format("expected well-formed XML, found none: {}", problem)};
}

std::uint32_t XmlFile::line_at(std::ptrdiff_t offset) const {
  const auto before = std::lower_bound(line_ends_.begin(), line_ends_.end(), offset) - line_ends_.begin();
  return static_cast<std::uint32_t>(before) + 1;
}

std::uint32_t XmlFile::line_of(pugi::xml_node node) const {
  const auto offset = node.offset_debug();
  return offset < 0 ? 0 : line_at(offset);
}

std::string_view root_name(std::string_view bytes) {
  const auto tag = from_root_tag(bytes);
  return tag.substr(0, std::min(tag.find_first_of(" \t\r\n/>"), tag.size()));
}

}  // namespace citefeed::importing
