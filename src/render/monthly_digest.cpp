#include "render/monthly_digest.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/published_addresses.hpp"
#include "base/utf8.hpp"
#include "render/entry_content.hpp"
#include "render/html.hpp"
#include "render/layout.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

/// True of a post that joined the month when its issue had appeared.
bool is_late(const model::Post& post, const model::Issue& issue) {
  return post.added >= issue.published;
}

/// "added on 3 June 2019".
std::string lateness_of(const model::Post& post, const TimeZone& zone) {
  return "added on " + to_day_in_words(post.added, zone);
}

/// "May 2019", or "24 May 2019, added on 3 June 2019".
std::string date_of(const model::Post& post, const model::Issue& issue, const TimeZone& zone) {
  const std::string date = to_date_in_words(post.published, post.is_of_month, zone);
  return is_late(post, issue) ? date + ", " + lateness_of(post, zone) : date;
}

/// Those that were there in time first, then those that were added since.
std::vector<std::shared_ptr<const model::Post>> in_order(const model::Issue& issue) {
  auto posts = issue.posts;
  std::stable_partition(posts.begin(), posts.end(), [&issue](const auto& post) { return !is_late(*post, issue); });
  return posts;
}

std::string post_html(const model::Post& post, const model::Entry& entry, const model::Issue& issue,
                      const model::SiteDefinition& site) {
  const std::string url = escape_html(entry.url);
  std::string html = fmt::format("<h2><a href=\"{}\">{}</a></h2>\n{}<p class=\"date\">{}</p>\n{}", url,
                                 escape_html(entry.title), notices_html(post, site.time_zone),
                                 date_of(post, issue, site.time_zone), citation_lines(post.reviewed));
  if (!entry.implications_html.empty()) html += "<h3>Practice Implications</h3>\n" + entry.implications_html;
  html += fmt::format("<p><a href=\"{}\">Read the whole post</a></p>\n", url);
  if (post.language == site.language) return html;
  return fmt::format("<div lang=\"{}\">\n{}</div>\n", escape_html(post.language), html);
}

/// Each topic of the posts once, in the order in which they are first named.
void add_categories(const model::Entry& post, std::vector<model::CategoryTerm>& categories) {
  for (const model::CategoryTerm& category : post.categories) {
    if (std::find(categories.begin(), categories.end(), category) == categories.end()) categories.push_back(category);
  }
}

/// What is said before the posts, as HTML and as plain text.
void begin_with_introduction(const model::Issue& issue, model::Entry& entry) {
  if (!issue.introduction) return;
  entry.content_html = entry.description_html = issue.introduction->html;
  entry.summary_text = issue.introduction->text;
}

/// Related, not alternate: many clients take any alternate link for the entry's page.
std::vector<model::Link> mail_bodies(const std::string& url) {
  std::vector<model::Link> bodies;
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder != Folder::issue || address.route != Route::mail) continue;
    const DocumentFormat& format = format_of(address.kind);
    bodies.push_back({.href = url + address.name,
                      .rel = "related",
                      .type = format.media_type,
                      .title = fmt::format("For mail: {}", format.title)});
  }
  return bodies;
}

}  // namespace

std::string issue_url(const model::MonthName& month, const model::SiteDefinition& site) {
  return site.base_url.text + folder_path(Folder::digest) + to_string(month) + "/";
}

std::string issue_title(const model::Issue& issue, const model::SiteDefinition& site) {
  const Instant begin = start_of(issue.month, site.time_zone);
  const std::string title = "Digest of " + to_month_heading(begin, site.time_zone);
  const bool has_title = issue.introduction && !issue.introduction->title.empty();
  return has_title ? title + ": " + one_line(issue.introduction->title) : title;
}

std::string rest_of(const model::Issue& issue) {
  if (issue.posts.size() >= issue.total) return {};
  return fmt::format("These are the newest {} of {} posts.", issue.posts.size(), issue.total);
}

model::Entry make_issue(const model::Issue& issue, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const std::string url = issue_url(issue.month, site);
  model::Entry entry{.id = fmt::format("tag:{}:digest/{}", site.id_authority, to_string(issue.month)),
                     .url = url,
                     .title = issue_title(issue, site),
                     .published = issue.published,
                     .updated = issue.updated,
                     .authors = {site.authors.at(site.default_author)},
                     .language = site.language,
                     .rights = site.rights,
                     .extensions_url = site.base_url.text + folder_path(Folder::about),
                     .month = to_string(issue.month),
                     .links = mail_bodies(url)};
  begin_with_introduction(issue, entry);
  entry.description_html += "<p>In this issue:</p>\n<ul>\n";
  entry.summary_text += entry.summary_text.empty() ? "In this issue:" : "\n\nIn this issue:";
  for (const auto& post : in_order(issue)) {
    const model::Entry of_post = make_entry(*post, definitions);
    const std::string late = is_late(*post, issue) ? fmt::format(" ({})", lateness_of(*post, site.time_zone)) : "";
    entry.content_html += post_html(*post, of_post, issue, site);
    entry.description_html +=
        fmt::format("<li><a href=\"{}\">{}</a>{}</li>\n", escape_html(of_post.url), escape_html(of_post.title), late);
    entry.summary_text += "\n- " + of_post.title + late;
    add_categories(of_post, entry.categories);
  }
  entry.description_html += "</ul>\n";
  if (const std::string rest = rest_of(issue); !rest.empty()) {
    entry.content_html += fmt::format("<p>{} <a href=\"{}{}{}/\">All posts of the year</a></p>\n", rest,
                                      escape_html(site.base_url.text), folder_path(Folder::year), issue.month.year);
  }
  return entry;
}

namespace {

using kainjow::mustache::list;
using kainjow::mustache::object;

TemplateData summary_data(const IssueSummary& issue, const model::SiteDefinition& site) {
  const Instant begin = start_of(issue.month, site.time_zone);
  return object{{"issue_url", issue_url(issue.month, site)},
                {"month", to_month_heading(begin, site.time_zone)},
                {"title", optional_text(issue.title)},
                {"count", count_of(issue.posts)}};
}

list years_of(const std::vector<IssueSummary>& issues, const model::SiteDefinition& site) {
  list years;
  for (auto issue = issues.begin(); issue != issues.end();) {
    const int year = issue->month.year;
    list of_year;
    for (; issue != issues.end() && issue->month.year == year; ++issue) of_year.push_back(summary_data(*issue, site));
    years.emplace_back(object{{"year", std::to_string(year)}, {"issues", of_year}});
  }
  return years;
}

TemplateData page_at(const std::string& month, const std::string& digest_url) {
  return optional_text(month.empty() ? "" : digest_url + month + "/");
}

/// For whoever finds the page and wants to mail it.
std::string mail_links(const model::Entry& issue) {
  std::string head;
  for (const model::Link& link : issue.links) {
    head += "<link rel=\"alternate\" type=\"" + link.type + "\" title=\"" + escape_html(link.title) + "\" href=\"" +
            escape_html(link.href) + "\">\n";
  }
  return head;
}

}  // namespace

std::string issues_page(const std::vector<IssueSummary>& issues, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const object data{{"formats", digest_formats(site)}, {"years", years_of(issues, site)}};
  return lay_out(
      {.url = site.base_url.text + folder_path(Folder::digest),
       .title = "Monthly digest – " + site.title,
       .description = "The posts of each month in one message, with their citations and practice implications.",
       .main = fill(templates::issues_page(), data),
       .offers_corrections = true,
       .offers_digest = true},
      site);
}

std::string issue_page(const model::Entry& issue, const IssueNeighbours& neighbours,
                       const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const std::string digest_url = site.base_url.text + folder_path(Folder::digest);
  list files;
  for (const model::Link& link : issue.links) {
    files.emplace_back(object{{"file_url", link.href}, {"type", link.type}, {"file_title", link.title}});
  }
  const object data{{"issue_title", issue.title},
                    {"content", issue.content_html},
                    {"older_url", page_at(neighbours.older, digest_url)},
                    {"newer_url", page_at(neighbours.newer, digest_url)},
                    {"digest_url", digest_url},
                    {"files", files}};
  return lay_out({.url = issue.url,
                  .title = issue.title + " – " + site.title,
                  .description = issue.summary_text,
                  .head = mail_links(issue),
                  .main = fill(templates::issue_page(), data),
                  .offers_digest = true},
                 site);
}

namespace {

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

std::string post_text(const model::Post& post, const model::Issue& issue, const model::Definitions& definitions) {
  const TimeZone& zone = definitions.site.time_zone;
  const model::Entry entry = make_entry(post, definitions);
  std::string text = entry.title + "\n\n";
  for (const model::NoticeText& notice : notices_of(post, zone)) text += notice.text + "\n\n";
  text += date_of(post, issue, zone) + "\n\n";
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
                    {"digest_url", site.base_url.text + folder_path(Folder::digest)},
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
  for (const auto& post : in_order(issue)) text += rule() + wrap(post_text(*post, issue, definitions));
  const std::string rest = rest_of(issue);
  if (!rest.empty())
    text +=
        rule() + wrap(rest) + fmt::format("{}{}{}/\n", site.base_url.text, folder_path(Folder::year), issue.month.year);
  text += rule() + "On the web:\n" + issue_url(issue.month, site) + "\n\nAll issues:\n" + site.base_url.text +
          folder_path(Folder::digest) + "\n";
  if (!site.rights.empty()) text += "\n" + wrap(site.rights);
  return without_controls(text);
}

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
