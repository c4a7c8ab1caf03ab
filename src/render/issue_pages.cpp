#include "render/issue_pages.hpp"

#include "render/feeds.hpp"
#include "render/issue.hpp"
#include "render/layout.hpp"
#include "render/post_list.hpp"
#include "render/templates.hpp"
#include "render/text.hpp"

namespace citefeed::render {
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
      {.url = site.base_url.text + digest_path,
       .title = "Monthly digest – " + site.title,
       .description = "The posts of each month in one message, with their citations and practice implications.",
       .main = fill(templates::issues_page(), data),
       .offers_digest = true},
      site);
}

std::string issue_page(const model::Entry& issue, const IssueNeighbours& neighbours,
                       const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const std::string digest_url = site.base_url.text + digest_path;
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

}  // namespace citefeed::render
