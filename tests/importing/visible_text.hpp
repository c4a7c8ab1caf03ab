/// What a reader sees of HTML, for tests.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace citefeed::importing {

/// The text of each paragraph of `html`; anything else at its top level is shown with its tag in front, "[ul]…", so
/// that it never equals a paragraph.
[[nodiscard]] std::vector<std::string> visible_paragraphs(std::string_view html);

/// The addresses of all links in `html`, in order.
[[nodiscard]] std::vector<std::string> link_addresses(std::string_view html);

}  // namespace citefeed::importing
