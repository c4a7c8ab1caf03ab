/// The issues of the monthly digest: as entries of its feed, as pages, and as the body of a mail. Pure.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/issue.hpp"

namespace citefeed::render {

// Composes the entry of an issue, the digest of one month: what the feeds and the pages say of it. Pure.

/// "{base_url}digest/2023-12/".
[[nodiscard]] std::string issue_url(const model::MonthName& month, const model::SiteDefinition& site);

/// "Digest of December 2023", with the title of the introduction, where there is one: "Digest of December 2023:
/// Repair".
[[nodiscard]] std::string issue_title(const model::Issue& issue, const model::SiteDefinition& site);

/// The entry of `issue`: its id is a tag: URI (RFC 4151) made of the month alone. Its content has the introduction and,
/// of every post, title, notices, date, citation and implications. `definitions` are those its posts were read with.
[[nodiscard]] model::Entry make_issue(const model::Issue& issue, const model::Definitions& definitions);

/// "These are the newest 50 of 60 posts." where the issue does not hold all posts of its month; else "".
[[nodiscard]] std::string rest_of(const model::Issue& issue);

// The pages of the monthly digest: all issues, and each. Pure.

/// One issue in the list of all.
struct IssueSummary {
  model::MonthName month = {};
  std::string title = {};  ///< of its introduction; empty when there is none
  std::size_t posts = 0;
};

/// `/digest/`: what the digest is, how to subscribe, and all issues, newest first.
[[nodiscard]] std::string issues_page(const std::vector<IssueSummary>& issues, const model::Definitions& definitions);

/// The issues before and after one; "2023-11", empty when there is none.
struct IssueNeighbours {
  std::string older = {};
  std::string newer = {};
};

/// `/digest/{yyyy-mm}/`. `issue` is what make_issue() gave.
[[nodiscard]] std::string issue_page(const model::Entry& issue, const IssueNeighbours& neighbours,
                                     const model::Definitions& definitions);

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
