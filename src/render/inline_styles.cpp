#include <algorithm>
#include <array>

#include "render/issue_mail.hpp"

namespace citefeed::render {
namespace {

struct Look {
  std::string_view element = {};  ///< its name, and its class where that decides: `p class="notice"`
  std::string_view style = {};
};

/// The first that a start tag begins with counts. Widths, colours and fonts of style.css, in what mail clients know.
constexpr std::array looks{
    Look{"p class=\"notice\"",
         "margin:0 0 16px 0;padding:8px 12px;border-left:4px solid #a8201a;background-color:#fbeeed;color:#22252a"},
    Look{"p class=\"citation\"",
         "margin:0 0 16px 0;padding:0 0 0 12px;border-left:3px solid #dcd9d0;color:#5b626c;font-size:14px;line-height:"
         "21px"},
    Look{"p class=\"date\"", "margin:0 0 12px 0;color:#5b626c;font-size:14px;line-height:21px"},
    Look{"p", "margin:0 0 16px 0"},
    Look{"h2", "margin:32px 0 8px 0;font-family:Helvetica,Arial,sans-serif;font-size:20px;line-height:26px"},
    Look{"h3", "margin:20px 0 8px 0;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:22px"},
    Look{"h4", "margin:16px 0 8px 0;font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:22px"},
    Look{"h5", "margin:16px 0 8px 0;font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:22px"},
    Look{"h6", "margin:16px 0 8px 0;font-family:Helvetica,Arial,sans-serif;font-size:15px;line-height:22px"},
    Look{"a", "color:#0a5a78;text-decoration:underline"},
    Look{"ul", "margin:0 0 16px 0;padding:0 0 0 24px"},
    Look{"ol", "margin:0 0 16px 0;padding:0 0 0 24px"},
    Look{"li", "margin:0 0 6px 0"},
    Look{"blockquote", "margin:0 0 16px 0;padding:0 0 0 12px;border-left:3px solid #dcd9d0"},
    Look{"pre", "margin:0 0 16px 0;white-space:pre-wrap;font-size:14px;line-height:21px"},
    Look{"code", "font-family:Consolas,Menlo,monospace;font-size:14px"},
    Look{"table", "margin:0 0 16px 0;border-collapse:collapse;font-size:14px;line-height:21px"},
    Look{"th", "padding:4px 12px 4px 0;border-bottom:1px solid #dcd9d0;vertical-align:top"},
    Look{"td", "padding:4px 12px 4px 0;border-bottom:1px solid #dcd9d0;vertical-align:top"},
    Look{"img", "max-width:100%;height:auto;border:0"},
    Look{"hr", "margin:24px 0;border:0;border-top:1px solid #dcd9d0"}};

const Look* look_of(std::string_view tag) {
  const auto found = std::find_if(looks.begin(), looks.end(), [tag](const Look& look) {
    return tag.starts_with(look.element) && tag.find_first_of(" />", look.element.size()) == look.element.size();
  });
  return found == looks.end() ? nullptr : &*found;
}

}  // namespace

std::string with_inline_styles(std::string_view html) {
  std::string styled;
  styled.reserve(html.size() * 2);
  while (!html.empty()) {
    const auto tag = std::min(html.find('<'), html.size() - 1) + 1;  // in safe HTML "<" always begins a tag
    styled += html.substr(0, tag);
    html.remove_prefix(tag);
    const Look* look = look_of(html);
    if (look == nullptr) continue;
    styled += look->element;
    styled += " style=\"";
    styled += look->style;
    styled += '"';
    html.remove_prefix(look->element.size());
  }
  return styled;
}

}  // namespace citefeed::render
