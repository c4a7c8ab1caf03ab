#include "render/entry_content.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

#include "base/published_addresses.hpp"
#include "citation/citation.hpp"
#include "citation/doi.hpp"
#include "render/html.hpp"
#include "render/text.hpp"
#include "render/xml.hpp"

namespace citefeed::render {
namespace {

/// "The reviewed article", with its title where the post reviews several.
std::string subject_of(const model::Post& post, std::size_t position) {
  if (post.reviewed.size() < 2) return "The reviewed article";
  const citation::Citation& citation = post.reviewed.at(position);
  return fmt::format("The reviewed article “{}”",
                     one_line(citation.title.empty() ? reference_text(citation) : citation.title));
}

std::string what_happened(const model::Notice& notice, const std::string& subject) {
  switch (notice.kind) {
    case model::NoticeKind::correction:
      return subject + " has been corrected";
    case model::NoticeKind::concern:
      return subject + " is under an expression of concern";
    case model::NoticeKind::retraction:
      return subject + " has been retracted";
    case model::NoticeKind::reinstatement:
      break;
  }
  return subject + " has been reinstated";
}

model::NoticeText to_notice_text(const model::Notice& notice, const std::string& subject, const TimeZone& zone) {
  std::string text = fmt::format("{} (notice of {}).", what_happened(notice, subject),
                                 to_date_in_words(notice.date, notice.is_of_month, zone));
  if (!notice.note.empty()) text += " " + one_line(notice.note);
  if (!notice.doi.empty()) text += " " + citation::doi_url(notice.doi);
  return {.notice = notice, .text = text};
}

}  // namespace

std::string title_prefix(const std::vector<citation::Citation>& citations) {
  const auto retracted = std::count_if(citations.begin(), citations.end(),
                                       [](const citation::Citation& citation) { return citation.retracted; });
  if (retracted == 0) return {};
  return static_cast<std::size_t>(retracted) == citations.size() ? "Retracted: " : "Partly retracted: ";
}

std::vector<model::NoticeText> notices_of(const model::Post& post, const TimeZone& zone) {
  std::vector<model::NoticeText> texts;
  for (const model::Notice& notice : model::standing_notices(post)) {
    if (notice.article >= post.reviewed.size()) continue;
    texts.push_back(to_notice_text(notice, subject_of(post, notice.article), zone));
  }
  return texts;
}

std::vector<model::NoticeText> notices_of(const model::Article& article, const TimeZone& zone) {
  std::vector<model::NoticeText> texts;
  for (const model::Notice& notice : model::standing_notices(article))
    texts.push_back(to_notice_text(notice, "This article", zone));
  return texts;
}

namespace {

/// `attributes` stand in the paragraph's tag.
std::string notice_html(const model::Notice& notice, const model::Post& post, const TimeZone& zone,
                        const std::string& attributes) {
  std::string html = fmt::format("<p class=\"notice\" role=\"note\"{}><strong>{}</strong> (notice of {}).", attributes,
                                 escape_html(what_happened(notice, subject_of(post, notice.article))),
                                 to_date_in_words(notice.date, notice.is_of_month, zone));
  if (!notice.note.empty()) html += " " + escape_html(one_line(notice.note));
  if (!notice.doi.empty()) {
    const std::string address = escape_html(citation::doi_url(notice.doi));
    html += fmt::format(" <a href=\"{0}\">{0}</a>", address);
  }
  return html + "</p>\n";
}

/// notices_html(), each with its name as `id`.
std::string named_notices_html(const model::Post& post, const TimeZone& zone) {
  std::string html;
  const auto standing = model::standing_notices(post);
  const auto names = model::notice_names(post, zone);
  for (std::size_t place = 0; place < names.size(); ++place) {
    const model::Notice& notice = post.notices[place];
    const bool stands = std::find(standing.begin(), standing.end(), notice) != standing.end();
    if (notice.article < post.reviewed.size() && stands)
      html += notice_html(notice, post, zone, fmt::format(" id=\"{}\"", names[place]));
  }
  return html;
}

}  // namespace

std::string notices_html(const model::Post& post, const TimeZone& zone) {
  std::string html;
  for (const model::Notice& notice : model::standing_notices(post)) {
    if (notice.article < post.reviewed.size()) html += notice_html(notice, post, zone, "");
  }
  return html;
}

std::string page_html(const model::Entry& entry, const model::Post& post, const TimeZone& zone) {
  std::string html = named_notices_html(post, zone);
  for (std::size_t position = 0; position < post.reviewed.size(); ++position) {
    html += fmt::format("<p class=\"citation\" id=\"{}\">{}</p>\n", article_fragment(position),
                        reference_html(post.reviewed[position]));
  }
  return html + entry.content_html.substr(notices_html(post, zone).size() + citation_lines(post.reviewed).size());
}

namespace {

/// Terms of CiTO. It has none for a reinstatement.
const char* relation_of(model::NoticeKind kind) {
  constexpr std::array relations{"cito:isCorrectedBy", "cito:isDisputedBy", "cito:isRetractedBy", "cito:isDiscussedBy"};
  return relations.at(static_cast<std::size_t>(kind));
}

}  // namespace

void add_notices(pugi::xml_node work, const std::vector<model::NoticeText>& notices) {
  for (const auto& [notice, text] : notices) {
    auto node = work.append_child(relation_of(notice.kind)).append_child("rdf:Description");
    if (!notice.doi.empty()) add_attribute(node, "rdf:about", citation::doi_url(notice.doi));
    add_text(node, "dcterms:description", text);
  }
}

namespace {

std::vector<model::Link> citation_links(const std::string& post_url) {
  std::vector<model::Link> links;
  for (const PublishedAddress& address : published_addresses) {
    if (address.folder != Folder::post || address.route != Route::citations) continue;
    const DocumentFormat& format = format_of(address.kind);
    links.push_back({.href = post_url + address.name,
                     .rel = "related",
                     .type = format.media_type,
                     .title = fmt::format("Citation ({})", format.title)});
  }
  return links;
}

std::vector<model::CategoryTerm> categories_of(const model::Post& post, const model::Definitions& definitions) {
  std::vector<model::CategoryTerm> terms;
  for (const std::string& slug : post.topics) {
    const model::Category* topic = model::find_category(definitions.topics, slug);
    if (topic == nullptr)
      continue;  // a post is read with the definitions it is rendered with; a topic that left is not shown
    terms.push_back({.term = topic->label,
                     .scheme = definitions.site.base_url.text + feed_path(FeedKind::topic, encode_path(slug))});
  }
  return terms;
}

std::string summary_of(const model::Entry& entry, const std::vector<model::NoticeText>& notices) {
  std::string summary;
  const auto add = [&summary](const std::string& text) {
    if (!text.empty()) summary += (summary.empty() ? "" : "\n\n") + text;
  };
  for (const model::NoticeText& notice : notices) add(notice.text);
  add(entry.implications_text);
  return summary;
}

}  // namespace

std::string post_url(const std::string& id, const model::SiteDefinition& site) {
  return site.base_url.text + folder_path(Folder::post) + encode_path(id) + "/";
}

std::string withdrawal_text(std::string_view what, const model::Withdrawal& withdrawal, const TimeZone& zone) {
  return fmt::format("{} was withdrawn {} {}: {}", what, withdrawal.is_of_month ? "in" : "on",
                     to_date_in_words(withdrawal.date, withdrawal.is_of_month, zone), one_line(withdrawal.reason));
}

std::string entry_id(const std::string& post_id, const std::string& elsewhere, const model::SiteDefinition& site) {
  return elsewhere.empty() ? fmt::format("tag:{}:posts/{}", site.id_authority, encode_path(post_id)) : elsewhere;
}

model::DeletedEntry make_deleted(const std::string& post_id, const std::string& elsewhere,
                                 const model::Withdrawal& withdrawal, const model::SiteDefinition& site) {
  return {.ref = entry_id(post_id, elsewhere, site), .when = withdrawal.date, .comment = one_line(withdrawal.reason)};
}

namespace {

/// `post` without its name as a notice: what it is a notice of.
std::string title_of(const model::Post& post) {
  return one_line(post.title.empty() ? post.id : post.title);
}

std::string title_of_notice(const model::Post& notice) {
  if (notice.withdrawn) return "Withdrawn: " + title_of(notice);
  const std::string prefix = title_prefix(model::noted_citations(notice));  // of several articles only one, perhaps
  const std::string mark = std::string{model::to_mark(notice.notices.front().kind)} + ": ";
  return (prefix.empty() ? mark : prefix) + title_of(notice);
}

std::string withdrawal_html(const model::Withdrawal& withdrawal, const model::SiteDefinition& site) {
  std::string html = fmt::format("<p class=\"notice\" role=\"note\">{}",
                                 escape_html(withdrawal_text("This post", withdrawal, site.time_zone)));
  const char* before = " See instead: ";
  for (const std::string& successor : withdrawal.successors) {
    html += fmt::format("{1}<a href=\"{0}\">{0}</a>", escape_html(post_url(successor, site)), before);
    before = ", ";
  }
  return html + "</p>\n";
}

/// What follows on the notice itself: the article it is about, and the post.
std::string subject_html(const model::Post& notice, const std::string& url) {
  std::string html;
  if (!notice.notices.empty() && notice.notices.front().article < notice.reviewed.size())
    html += citation_lines({notice.reviewed[notice.notices.front().article]});
  return html +
         fmt::format("<p>The post: <a href=\"{}\">{}</a></p>\n", escape_html(url), escape_html(title_of(notice)));
}

/// "{id}#{name}"; a second '#' would not be one of an IRI (RFC 3987, 2.2).
std::string with_name(const std::string& id, const std::string& name) {
  return id + (id.find('#') == std::string::npos ? "#" : "/") + name;
}

/// What the entry of a post and those of its notices have alike.
model::Entry begin_entry(const model::Post& post, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  return {.id = entry_id(post.id, post.entry_id, site),
          .url = post_url(post.id, site),
          .published = post.published,
          .updated = post.updated,
          .is_of_month = post.is_of_month,
          .authors = post.authors,
          .categories = categories_of(post, definitions),
          .language = post.language,
          .rights = site.rights,
          .extensions_url = site.base_url.text + folder_path(Folder::about)};
}

/// The entry of a notice (Post::notice_name).
model::Entry make_notice_entry(const model::Post& notice, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const std::string post = post_url(notice.id, site);
  model::Entry entry = begin_entry(notice, definitions);
  entry.id = with_name(entry.id, notice.notice_name);
  entry.url = post + "#" + notice.notice_name;
  entry.title = title_of_notice(notice);
  if (notice.withdrawn) {
    entry.summary_text = withdrawal_text("This post", *notice.withdrawn, site.time_zone);
    entry.content_html = withdrawal_html(*notice.withdrawn, site) + subject_html(notice, post);
  } else {
    const auto citations = model::noted_citations(notice);
    for (const model::NoticeText& told : notices_of(notice, site.time_zone)) {
      entry.summary_text = told.text;
      entry.reviews.push_back(
          {.citation = citations[told.notice.article], .notices = {told}, .files = citation_links(post)});
    }
    entry.content_html = notices_html(notice, site.time_zone) + subject_html(notice, post);
  }
  entry.description_html = entry.content_html;
  return entry;
}

}  // namespace

model::Entry make_entry(const model::Post& post, const model::Definitions& definitions) {
  if (!post.notice_name.empty()) return make_notice_entry(post, definitions);
  const model::SiteDefinition& site = definitions.site;
  const model::PostText text = model::text_of(post);
  const auto citations = model::noted_citations(post);
  const std::string notices = notices_html(post, site.time_zone);
  model::Entry entry = begin_entry(post, definitions);
  entry.title = title_prefix(citations) + one_line(post.title);
  entry.implications_text = text.implications_text;
  entry.implications_html = text.implications_html;
  entry.description_html = notices + description_html(post, text);
  entry.content_html = notices + content_html(post, text);
  entry.correspondence_email = text.correspondence_email;
  for (const citation::Citation& reviewed : citations) {
    entry.reviews.push_back({.citation = reviewed, .files = citation_links(entry.url)});
  }
  const auto told = notices_of(post, site.time_zone);
  for (const model::NoticeText& notice : told) entry.reviews.at(notice.notice.article).notices.push_back(notice);
  entry.summary_text = summary_of(entry, told);
  return entry;
}

}  // namespace citefeed::render
