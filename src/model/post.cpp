#include "model/post.hpp"

#include <algorithm>

namespace citefeed::model {

std::vector<citation::Citation> noted_citations(const Post& post) {
  auto citations = post.reviewed;
  for (const Notice& notice : post.notices) {
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
