/// Writes an imported post as a file of content/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "importing/blog_page.hpp"

namespace citefeed::importing {

/// `text` as a YAML 1.2 scalar on one line: plain where that is safe, else in double quotes.
[[nodiscard]] std::string to_yaml(std::string_view text);

/// "2023-12".
[[nodiscard]] std::string to_text(std::chrono::year_month month);

/// The file of `post`: front matter with the identity `id` and the slugs `topics`, then the text, the practice
/// implications and the author's address as Markdown. The same post gives the same bytes.
[[nodiscard]] std::string to_content_file(const ImportedPost& post, std::string_view id,
                                          const std::vector<std::string>& topics);

}  // namespace citefeed::importing
