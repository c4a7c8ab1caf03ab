#include "model/post.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace citefeed::model {

std::vector<std::string> notice_names(const Post& post, const TimeZone& zone) {
  std::vector<std::size_t> as_written(post.notices.size());  // so that one that is added below changes no name
  std::iota(as_written.begin(), as_written.end(), std::size_t{0});
  std::stable_sort(as_written.begin(), as_written.end(), [&notices = post.notices](std::size_t a, std::size_t b) {
    return notices[a].place < notices[b].place;
  });
  std::vector<std::string> names(post.notices.size());
  std::map<std::string, int> known;
  for (const std::size_t place : as_written) {
    const Notice& notice = post.notices[place];
    std::string name = fmt::format("{}-{}", to_noun(notice.kind), to_iso_date(zone.day_of(notice.date)));
    if (notice.article > 0) name += fmt::format("-article-{}", notice.article + 1);
    const int number = ++known[name];
    names[place] = number == 1 ? name : fmt::format("{}-{}", name, number);
  }
  return names;
}

std::vector<Notice> standing_notices(const Post& post) {
  auto standing = post.notices;
  std::erase_if(standing, [&all = post.notices](const Notice& notice) {
    return std::any_of(all.begin(), all.end(), [&notice](const Notice& other) {
      return other.article == notice.article && is_ended_by(notice, other);
    });
  });
  return standing;
}

namespace {

void add_notice(const Notice& notice, citation::Citation& citation) {
  citation.retracted = citation.retracted || notice.kind == NoticeKind::retraction;
  citation.note += (citation.note.empty() ? "" : " – ") + to_text(notice);
}

/// How a reference prints what `kind` is about: "Retraction published 2012, …".
const char* printed_beginning(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::correction:
      return "Correct";
    case NoticeKind::concern:
      return "Expression of concern";
    case NoticeKind::retraction:
    case NoticeKind::reinstatement:
      break;
  }
  return "Retract";
}

/// What the reference printed of the same is said better by the notice, or taken back by it.
void drop_printed_note(const Notice& notice, citation::Citation& citation) {
  if (citation.note.starts_with(printed_beginning(notice.kind))) citation.note.clear();
  if (notice.kind == NoticeKind::reinstatement) citation.retracted = false;
}

bool says_the_same(const Notice& a, const Notice& b) {
  return a.kind == b.kind && a.doi == b.doi && (!a.doi.empty() || a.note == b.note);
}

}  // namespace

std::vector<citation::Citation> noted_citations(const Post& post) {
  auto citations = post.reviewed;
  const auto standing = standing_notices(post);
  for (const Notice& notice : standing) {
    if (notice.article < citations.size()) drop_printed_note(notice, citations[notice.article]);
  }
  for (const Notice& notice : standing) {
    if (notice.article < citations.size()) add_notice(notice, citations[notice.article]);
  }
  return citations;
}

std::vector<Notice> standing_notices(const std::vector<Notice>& all) {
  std::vector<Notice> standing;
  for (const Notice& notice : all) {
    const bool is_known = std::any_of(standing.begin(), standing.end(),
                                      [&notice](const Notice& known) { return says_the_same(known, notice); });
    const bool is_ended =
        std::any_of(all.begin(), all.end(), [&notice](const Notice& other) { return is_ended_by(notice, other); });
    if (!is_known && !is_ended) standing.push_back(notice);
  }
  std::stable_sort(standing.begin(), standing.end(), stands_before);
  return standing;
}

std::vector<Notice> standing_notices(const Article& article) {
  const std::string identity = citation::identity(article.citation());
  std::vector<Notice> all;
  for (const auto& post : article.reviews) {
    for (const Notice& notice : post->notices) {
      if (notice.article < post->reviewed.size() && citation::identity(post->reviewed[notice.article]) == identity)
        all.push_back(notice);
    }
  }
  return standing_notices(all);
}

citation::Citation noted(citation::Citation citation, const std::vector<Notice>& notices) {
  for (const Notice& notice : notices) add_notice(notice, citation);
  return citation;
}

bool is_same_review(const Post& a, const Post& b) {
  const auto is_same_article = [](const auto& one, const auto& other) { return one.printed == other.printed; };
  return a.title == b.title &&
         std::equal(a.reviewed.begin(), a.reviewed.end(), b.reviewed.begin(), b.reviewed.end(), is_same_article);
}

}  // namespace citefeed::model
