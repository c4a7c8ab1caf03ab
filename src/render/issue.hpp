/// Composes the entry of an issue, the digest of one month: what the feeds and the pages say of it. Pure.
#pragma once
#include <string>

#include "model/definitions.hpp"
#include "model/entry.hpp"
#include "model/issue.hpp"

namespace citefeed::render {

/// Below the site's root: the page that lists the issues.
inline constexpr const char* digest_path = "digest/";
/// The names of an issue's mail bodies, beside its page.
inline constexpr const char* mail_html_name = "digest.html";
inline constexpr const char* mail_text_name = "digest.txt";

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

}  // namespace citefeed::render
