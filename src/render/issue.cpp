#include "render/issue.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "render/entry.hpp"
#include "render/html.hpp"
#include "render/names.hpp"
#include "render/notices.hpp"
#include "render/text.hpp"

namespace citefeed::render {
namespace {

std::string post_html(const model::Post& post, const model::Entry& entry, const model::SiteDefinition& site) {
  const std::string url = escape_html(entry.url);
  std::string html = fmt::format("<h2><a href=\"{}\">{}</a></h2>\n{}<p class=\"date\">{}</p>\n{}", url,
                                 escape_html(entry.title), notices_html(post, site.time_zone),
                                 to_day_in_words(post.published, site.time_zone), citation_lines(post.reviewed));
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
  return {{.href = url + mail_text_name, .rel = "related", .type = "text/plain", .title = "For mail: plain text"},
          {.href = url + mail_html_name, .rel = "related", .type = "text/html", .title = "For mail: HTML"}};
}

}  // namespace

std::string issue_url(const model::MonthName& month, const model::SiteDefinition& site) {
  return site.base_url.text + digest_path + to_string(month) + "/";
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
                     .extensions_url = site.base_url.text + names::extensions_path,
                     .month = to_string(issue.month),
                     .links = mail_bodies(url)};
  begin_with_introduction(issue, entry);
  entry.description_html += "<p>In this issue:</p>\n<ul>\n";
  entry.summary_text += entry.summary_text.empty() ? "In this issue:" : "\n\nIn this issue:";
  for (const auto& post : issue.posts) {
    const model::Entry of_post = make_entry(*post, definitions);
    entry.content_html += post_html(*post, of_post, site);
    entry.description_html +=
        fmt::format("<li><a href=\"{}\">{}</a></li>\n", escape_html(of_post.url), escape_html(of_post.title));
    entry.summary_text += "\n- " + of_post.title;
    add_categories(of_post, entry.categories);
  }
  entry.description_html += "</ul>\n";
  if (const std::string rest = rest_of(issue); !rest.empty()) {
    entry.content_html += fmt::format("<p>{} <a href=\"{}archive/{}/\">All posts of the year</a></p>\n", rest,
                                      escape_html(site.base_url.text), issue.month.year);
  }
  entry.digest = digest_of(entry);
  return entry;
}

}  // namespace citefeed::render
