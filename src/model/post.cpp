#include "model/post.hpp"

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

}  // namespace citefeed::model
