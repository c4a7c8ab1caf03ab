#include "model/notice.hpp"

#include "citation/doi.hpp"

namespace citefeed::model {

bool stands_before(const Notice& a, const Notice& b) {
  return a.kind == b.kind ? a.date > b.date : a.kind == NoticeKind::retraction;
}

const char* to_participle(NoticeKind kind) {
  return kind == NoticeKind::retraction ? "Retracted" : "Corrected";
}

std::string to_text(const Notice& notice) {
  std::string text = to_participle(notice.kind);
  if (!notice.note.empty() || !notice.doi.empty()) text += ":";
  if (!notice.note.empty()) text += " " + notice.note;
  if (!notice.doi.empty()) text += " " + citation::doi_url(notice.doi);
  return text;
}

}  // namespace citefeed::model
