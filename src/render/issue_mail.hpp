/// An issue as the body of a mail, for whoever sends the digest as a newsletter. Pure.
#pragma once
#include <string>
#include <string_view>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/issue.hpp"

namespace citefeed::render {

/// Stands on a line of its own where a mailing's footer (an address to unsubscribe at) belongs.
inline constexpr const char* mail_footer_mark = "<!-- footer of the mailing -->";

/// HTML by itself: no script, style sheet or image of ours, every style inline, layout by one table, as mail clients
/// keep it. `issue` is what make_issue() gave.
[[nodiscard]] std::string mail_html(const model::Entry& issue, const model::SiteDefinition& site);

/// Plain text in lines of at most 72 characters, but for long addresses, each on a line of its own.
[[nodiscard]] std::string mail_text(const model::Issue& issue, const model::Definitions& definitions);

/// Safe `html`, as cmark and we write it, with a style attribute on each element that has a look.
[[nodiscard]] std::string with_inline_styles(std::string_view html);

}  // namespace citefeed::render
