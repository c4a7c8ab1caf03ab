#include "model/post.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace citefeed::model {

std::vector<std::string> notice_names(const Post& post, const TimeZone& zone) {
  std::vector<std::size_t> oldest_first(post.notices.size());  // so that a later one changes no name
  std::iota(oldest_first.begin(), oldest_first.end(), std::size_t{0});
  std::stable_sort(oldest_first.begin(), oldest_first.end(), [&notices = post.notices](std::size_t a, std::size_t b) {
    return std::tie(notices[a].date, notices[a].article) < std::tie(notices[b].date, notices[b].article);
  });
  std::vector<std::string> names(post.notices.size());
  std::map<std::string, int> known;
  for (const std::size_t place : oldest_first) {
    const Notice& notice = post.notices[place];
    std::string name = fmt::format("{}-{}", to_noun(notice.kind), to_iso_date(zone.day_of(notice.date)));
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

std::vector<citation::Citation> noted_citations(const Post& post) {
  auto citations = post.reviewed;
  for (const Notice& notice : standing_notices(post)) {
    if (notice.article >= citations.size()) continue;
    citation::Citation& citation = citations[notice.article];
    citation.retracted = citation.retracted || notice.kind == NoticeKind::retraction;
    citation.note += (citation.note.empty() ? "" : " – ") + to_text(notice);
  }
  return citations;
}

bool is_same_review(const Post& a, const Post& b) {
  const auto is_same_article = [](const auto& one, const auto& other) { return one.printed == other.printed; };
  return a.title == b.title &&
         std::equal(a.reviewed.begin(), a.reviewed.end(), b.reviewed.begin(), b.reviewed.end(), is_same_article);
}

}  // namespace citefeed::model
