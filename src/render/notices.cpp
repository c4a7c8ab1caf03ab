#include "render/notices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "citation/doi.hpp"
#include "citation/identity.hpp"
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

}  // namespace citefeed::render
