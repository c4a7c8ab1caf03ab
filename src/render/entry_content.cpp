#include "render/entry_content.hpp"

#include <fmt/format.h>
#include <algorithm>

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
  return fmt::format("{} has been {}", subject,
                     notice.kind == model::NoticeKind::retraction ? "retracted" : "corrected");
}

model::NoticeText to_notice_text(const model::Notice& notice, const std::string& subject, const TimeZone& zone) {
  std::string text =
      fmt::format("{} (notice of {}).", what_happened(notice, subject), to_day_in_words(notice.date, zone));
  if (!notice.note.empty()) text += " " + one_line(notice.note);
  if (!notice.doi.empty()) text += " " + citation::doi_url(notice.doi);
  return {.notice = notice, .text = text};
}

bool says_the_same(const model::Notice& a, const model::Notice& b) {
  return a.kind == b.kind && a.doi == b.doi && (!a.doi.empty() || a.note == b.note);
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
  for (const model::Notice& notice : post.notices) {
    if (notice.article >= post.reviewed.size()) continue;
    texts.push_back(to_notice_text(notice, subject_of(post, notice.article), zone));
  }
  return texts;
}

std::vector<model::NoticeText> notices_of(const model::Article& article, const TimeZone& zone) {
  const std::string identity = citation::identity(article.citation());
  std::vector<model::NoticeText> texts;
  for (const auto& post : article.reviews) {
    for (const model::Notice& notice : post->notices) {
      const bool is_on_it =
          notice.article < post->reviewed.size() && citation::identity(post->reviewed[notice.article]) == identity;
      const auto same = [&notice](const model::NoticeText& known) { return says_the_same(known.notice, notice); };
      if (!is_on_it || std::any_of(texts.begin(), texts.end(), same)) continue;
      texts.push_back(to_notice_text(notice, "This article", zone));
    }
  }
  std::stable_sort(texts.begin(), texts.end(), [](const model::NoticeText& a, const model::NoticeText& b) {
    return model::stands_before(a.notice, b.notice);
  });
  return texts;
}

std::string notices_html(const model::Post& post, const TimeZone& zone) {
  std::string html;
  for (const model::Notice& notice : post.notices) {
    if (notice.article >= post.reviewed.size()) continue;
    html += fmt::format("<p class=\"notice\" role=\"note\"><strong>{}</strong> (notice of {}).",
                        escape_html(what_happened(notice, subject_of(post, notice.article))),
                        to_day_in_words(notice.date, zone));
    if (!notice.note.empty()) html += " " + escape_html(one_line(notice.note));
    if (!notice.doi.empty()) {
      const std::string address = escape_html(citation::doi_url(notice.doi));
      html += fmt::format(" <a href=\"{0}\">{0}</a>", address);
    }
    html += "</p>\n";
  }
  return html;
}

void add_notices(pugi::xml_node work, const std::vector<model::NoticeText>& notices) {
  for (const auto& [notice, text] : notices) {
    const bool is_retraction = notice.kind == model::NoticeKind::retraction;
    auto node =
        work.append_child(is_retraction ? "cito:isRetractedBy" : "cito:isCorrectedBy").append_child("rdf:Description");
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

std::string post_url(const model::Post& post, const model::SiteDefinition& site) {
  return site.base_url.text + folder_path(Folder::post) + encode_path(post.id) + "/";
}

std::string entry_id(const std::string& post_id, const std::string& elsewhere, const model::SiteDefinition& site) {
  return elsewhere.empty() ? fmt::format("tag:{}:posts/{}", site.id_authority, encode_path(post_id)) : elsewhere;
}

model::DeletedEntry make_deleted(const std::string& post_id, const std::string& elsewhere,
                                 const model::Withdrawal& withdrawal, const model::SiteDefinition& site) {
  return {.ref = entry_id(post_id, elsewhere, site), .when = withdrawal.date, .comment = one_line(withdrawal.reason)};
}

model::Entry make_entry(const model::Post& post, const model::Definitions& definitions) {
  const model::SiteDefinition& site = definitions.site;
  const model::PostText text = model::text_of(post);
  const auto citations = model::noted_citations(post);
  const std::string notices = notices_html(post, site.time_zone);
  model::Entry entry{.id = entry_id(post.id, post.entry_id, site),
                     .url = post_url(post, site),
                     .title = title_prefix(citations) + one_line(post.title),
                     .published = post.published,
                     .updated = post.updated,
                     .authors = post.authors,
                     .categories = categories_of(post, definitions),
                     .language = post.language,
                     .rights = site.rights,
                     .implications_text = text.implications_text,
                     .implications_html = text.implications_html,
                     .description_html = notices + description_html(post, text),
                     .content_html = notices + content_html(post, text),
                     .correspondence_email = text.correspondence_email,
                     .extensions_url = site.base_url.text + folder_path(Folder::about)};
  for (const citation::Citation& reviewed : citations) {
    entry.reviews.push_back({.citation = reviewed, .files = citation_links(entry.url)});
  }
  const auto told = notices_of(post, site.time_zone);
  for (const model::NoticeText& notice : told) entry.reviews.at(notice.notice.article).notices.push_back(notice);
  entry.summary_text = summary_of(entry, told);
  return entry;
}

}  // namespace citefeed::render
