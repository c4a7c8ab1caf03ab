#include "render/issue_mail.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "render/entry.hpp"
#include "render/html.hpp"
#include "render/issue.hpp"
#include "render/layout.hpp"
#include "render/notices.hpp"
#include "render/templates.hpp"
#include "render/text.hpp"
#include "render/wrapped_text.hpp"

namespace citefeed::render {
namespace {

using kainjow::mustache::object;

/// What clients show of a mail after its subject.
std::string preheader_of(const model::Entry& issue) {
  constexpr std::size_t longest_bytes = 150;
  std::string summary = one_line(issue.summary_text);
  if (summary.size() <= longest_bytes) return summary;
  return std::string{truncate_graphemes(summary, longest_bytes)} + "…";
}

/// A line of dashes; never "-- ", which begins a signature (RFC 3676, 4.3).
std::string rule() {
  return "\n" + std::string(mail_columns, '-') + "\n\n";
}

std::string post_text(const model::Post& post, const model::Definitions& definitions) {
  const TimeZone& zone = definitions.site.time_zone;
  const model::Entry entry = make_entry(post, definitions);
  std::string text = entry.title + "\n\n";
  for (const model::NoticeText& notice : notices_of(post, zone)) text += notice.text + "\n\n";
  text += to_day_in_words(post.published, zone) + "\n\n";
  for (const citation::Citation& reviewed : post.reviewed) {
    const std::string reference = one_line(reference_text(reviewed));
    const std::string address = address_of(reviewed);
    text += reference + "\n";
    if (reference.find(address) == std::string::npos) text += address + "\n";
    text += "\n";
  }
  if (!entry.implications_text.empty()) text += "Practice Implications\n\n" + entry.implications_text + "\n\n";
  return text + "The whole post:\n" + entry.url + "\n";
}

}  // namespace

std::string mail_html(const model::Entry& issue, const model::SiteDefinition& site) {
  const object data{{"language", issue.language},
                    {"issue_title", issue.title},
                    {"preheader", preheader_of(issue)},
                    {"site_title", site.title},
                    {"site_url", site.base_url.text},
                    {"content", with_inline_styles(issue.content_html)},
                    {"issue_url", issue.url},
                    {"digest_url", site.base_url.text + digest_path},
                    {"rights", optional_text(site.rights)},
                    {"footer_mark", mail_footer_mark}};
  return without_controls(fill(templates::issue_mail(), data));
}

std::string mail_text(const model::Issue& issue, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  std::string text = wrap(site.title + "\n" + issue_title(issue, site) + "\n");
  if (issue.introduction && !issue.introduction->text.empty()) {
    text += "\n" + wrap(issue.introduction->text_with_addresses);
  }
  for (const auto& post : issue.posts) text += rule() + wrap(post_text(*post, definitions));
  const std::string rest = rest_of(issue);
  if (!rest.empty()) text += rule() + wrap(rest) + fmt::format("{}archive/{}/\n", site.base_url.text, issue.month.year);
  text += rule() + "On the web:\n" + issue_url(issue.month, site) + "\n\nAll issues:\n" + site.base_url.text +
          digest_path + "\n";
  if (!site.rights.empty()) text += "\n" + wrap(site.rights);
  return without_controls(text);
}

}  // namespace citefeed::render
