/// Reads WordPress exports (WXR), and what WordPress mixes into the HTML of posts.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace citefeed::importing {

struct PlainHtml {
  std::string html = {};
  std::vector<std::string> left_out = {};  ///< the names of shortcodes whose meaning is lost, each once
};

/// `html` without shortcodes ("[gallery ids=…]"): what stands between an opening and a closing one stays, as the
/// picture and its legend in a caption do. Only what can be no words of the text counts: a name that WordPress itself
/// knows, one with attributes, or one that is closed. Line ends stay. Linear time.
[[nodiscard]] PlainHtml without_shortcodes(std::string_view html);

/// True when `html` is as the classic editor left it: blank lines part its paragraphs, without tags for them.
[[nodiscard]] bool is_classic(std::string_view html);

}  // namespace citefeed::importing
