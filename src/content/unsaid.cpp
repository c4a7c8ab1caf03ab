#include "content/unsaid.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <utility>

#include "base/utf8.hpp"
#include "citation/pubmed_id.hpp"

namespace citefeed::content {
namespace {

using model::Notice;
using model::NoticeKind;
using Records = Retractions::Records;
using Notices = std::vector<const Notice*>;
using std::chrono::days;
using std::chrono::sys_days;

/// The notices on one article, by date.
Notices notices_on(const model::Post& post, std::size_t index) {
  Notices notices;
  for (const Notice& notice : post.notices) {
    if (notice.article == index) notices.push_back(&notice);
  }
  std::stable_sort(notices.begin(), notices.end(), [](const Notice* a, const Notice* b) { return a->date < b->date; });
  return notices;
}

/// Who says what.
struct Matching {
  Notices sayers = {};  ///< of each record; null where there is none
  Notices left = {};    ///< notices that say no record, by date
};

/// Gives records that have no sayer those of `notices` that say them. `article_doi` as fold_case() has it.
Matching match(const Records& records, const Notices& notices, const std::string& article_doi, Notices sayers) {
  const auto doi_of = [&article_doi](const Notice& notice) {
    std::string doi = fold_case(notice.doi);
    return doi == article_doi ? std::string{} : doi;  // as for records
  };
  Notices left;
  for (const Notice* notice : notices) {
    const auto doi = doi_of(*notice);
    bool is_left = true;
    for (std::size_t i = 0; i < records.size() && !doi.empty(); ++i) {
      if (records[i].kind != notice->kind || fold_case(records[i].notice_doi) != doi) continue;
      sayers[i] = notice;
      is_left = false;
    }
    if (is_left) left.push_back(notice);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (sayers[i] != nullptr) continue;
    const auto found = std::find_if(left.begin(), left.end(), [&](const Notice* notice) {
      return notice->kind == records[i].kind && (records[i].notice_doi.empty() || doi_of(*notice).empty());
    });
    if (found == left.end()) continue;
    sayers[i] = *found;
    left.erase(found);
  }
  return {.sayers = std::move(sayers), .left = std::move(left)};
}

/// One article: what became of it, and what its post says of that.
class ArticleHistory final {
 public:
  ArticleHistory(const Records& records, const model::Post& post, std::size_t index, const Present& present)
      : records_(records), index_(index), present_(present) {
    const auto all = notices_on(post, index);
    const auto first_to_come =
        std::find_if(all.begin(), all.end(), [&present](const Notice* notice) { return notice->date > present.now; });
    told_ = Notices(all.begin(), first_to_come);
    const auto doi = fold_case(post.reviewed.at(index).doi);
    said_ = match(records, told_, doi, Notices(records.size()));
    promised_ = match(records, Notices(first_to_come, all.end()), doi, said_.sayers).sayers;
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (is_reinstatement(i)) reinstated_before_ = i;
    }
    find_needed();
  }

  [[nodiscard]] std::vector<UnsaidRecord> unsaid() const {
    const auto dates = dates_to_write();
    std::vector<UnsaidRecord> found;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      UnsaidRecord record{.record = records_[i], .article = index_, .date = dates[i]};
      if (const Notice* end = wrong_end_of(i)) {
        record.lack = Lack::taken_back;
        record.date = to_day(said_.sayers[i]->date);
        record.reinstatement_date = to_day(end->date);
      } else if (is_said(i) || is_needless(i)) {
        continue;
      } else if (promised_[i] != nullptr) {
        record.lack = Lack::to_come;
        record.date = to_day(promised_[i]->date);
      }
      found.push_back(std::move(record));
    }
    return found;
  }

 private:
  [[nodiscard]] bool is_said(std::size_t i) const { return said_.sayers[i] != nullptr; }
  [[nodiscard]] bool is_reinstatement(std::size_t i) const { return records_[i].kind == NoticeKind::reinstatement; }

  [[nodiscard]] bool is_over(std::size_t i) const { return can_be_ended(records_[i].kind) && i < reinstated_before_; }

  /// True of what was taken back, and of the taking back, before what has to be said.
  [[nodiscard]] bool is_needless(std::size_t i) const {
    if (i >= needed_from_ || (!is_over(i) && !is_reinstatement(i))) return false;
    // A notice that the database does not know has to be taken back, too.
    return !is_reinstatement(i) || std::none_of(said_.left.begin(), said_.left.end(),
                                                [](const Notice* notice) { return can_be_ended(notice->kind); });
  }

  /// From the first retraction or concern that is said. A notice without DOI, once it is written, says the first of its
  /// kind that nobody says, so that this is needed then.
  void find_needed() {
    needed_from_ = 0;
    while (needed_from_ < records_.size() && !(is_said(needed_from_) && can_be_ended(records_[needed_from_].kind)))
      ++needed_from_;
    for (std::size_t i = records_.size(); i-- > 0;) {
      if (is_said(i) || is_needless(i) || !records_[i].notice_doi.empty()) continue;
      for (std::size_t before = 0; before < i; ++before) {
        if (is_said(before) || records_[before].kind != records_[i].kind || !is_needless(before)) continue;
        needed_from_ = before;
        i = records_.size();  // more may be needed now
        break;
      }
    }
  }

  /// The notice that ends what stands at the end of the records, though it says what was before.
  [[nodiscard]] const Notice* wrong_end_of(std::size_t i) const {
    if (!is_said(i) || is_over(i)) return nullptr;
    for (std::size_t before = 0; before < i; ++before) {
      const Notice* earlier = said_.sayers[before];
      if (earlier != nullptr && is_ended_by(*said_.sayers[i], *earlier)) return earlier;
    }
    return nullptr;
  }

  /// For each record that is to be written: today, or as long before as what comes after it in the records requires.
  [[nodiscard]] std::vector<std::string> dates_to_write() const {
    const sys_days today = present_.zone.day_of(present_.now);
    sys_days latest_end = today;        // of a reinstatement
    sys_days latest_beginning = today;  // of what it ends
    std::vector<std::string> dates(records_.size());
    for (std::size_t i = records_.size(); i-- > 0;) {
      const bool can_end = can_be_ended(records_[i].kind);
      if (!can_end && !is_reinstatement(i)) {
        dates[i] = to_iso_date(today);
        continue;
      }
      if (!is_said(i) && is_needless(i)) continue;
      const sys_days proposed = can_end ? latest_beginning : latest_end;
      const sys_days day = is_said(i) ? sys_days{present_.zone.day_of(said_.sayers[i]->date)} : proposed;
      dates[i] =
          day == today && is_day_too_early(i) ? fmt::format("\"{}\"", to_rfc3339(present_.now)) : to_iso_date(day);
      if (can_end) {
        latest_end = std::min(latest_end, day - days{1});
      } else {
        latest_beginning = std::min(latest_beginning, day);
      }
    }
    return dates;
  }

  /// Whether the first moment of today does not come after what was told today and happened before.
  [[nodiscard]] bool is_day_too_early(std::size_t i) const {
    if (is_over(i)) return false;
    const Instant start = present_.zone.start_of(present_.zone.day_of(present_.now));
    return std::any_of(told_.begin(), told_.end(), [&](const Notice* notice) {
      return is_reinstatement(i) ? can_be_ended(notice->kind) && notice->date > start
                                 : notice->kind == NoticeKind::reinstatement && notice->date >= start;
    });
  }

  [[nodiscard]] std::string to_day(Instant date) const { return to_iso_date(present_.zone.day_of(date)); }

  const Records& records_;
  std::size_t index_;
  const Present& present_;
  Notices told_ = {};
  Matching said_ = {};
  std::size_t reinstated_before_ = 0;  ///< the place of the last reinstatement
  std::size_t needed_from_ = 0;        ///< nothing from this record on is needless
  Notices promised_ = {};              ///< as sayers of Matching, with those that are to come
};

/// `text` in double quotes, as YAML has it.
std::string to_yaml(const std::string& text) {
  std::string quoted = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') quoted += '\\';
    quoted += character;
  }
  return quoted + "\"";
}

/// `{ date: 2026-11-30, doi: "10.1000/n" }`; the article is left out where the post reviews one.
std::string to_item(const UnsaidRecord& record, const model::Post& post) {
  std::string fields = "date: " + record.date;
  if (post.reviewed.size() > 1) fields += fmt::format(", article: {}", record.article + 1);
  if (!record.record.notice_doi.empty()) fields += ", doi: " + to_yaml(record.record.notice_doi);
  return "{ " + fields + " }";
}

/// "the retraction of 10.1000/X of 2024-02-12".
std::string describe(const UnsaidRecord& record, const model::Post& post) {
  const auto& article = post.reviewed.at(record.article);
  const auto name = article.doi.empty() ? "PMID " + citation::find_pubmed_id(article) : article.doi;
  const auto& date = record.record.date;
  return fmt::format("the {} of {}{}", to_noun(record.record.kind), name, date.empty() ? "" : " of " + date);
}

/// What to write where there is no notice.
std::string advice(const std::vector<UnsaidRecord>& together, const model::Post& post) {
  const NoticeKind kind = together.front().record.kind;
  const bool is_one = together.size() == 1;
  std::string items;
  for (const UnsaidRecord& record : together) items += (items.empty() ? "" : ", ") + to_item(record, post);
  const bool has_key = std::any_of(post.notices.begin(), post.notices.end(),
                                   [kind](const Notice& notice) { return notice.kind == kind; });
  if (has_key) {
    return fmt::format("to say {}, make the value of \"{}\" a list, unless it is one, and add {} to it: {}",
                       is_one ? "it" : "them", to_noun(kind), is_one ? "this item" : "these items", items);
  }
  if (is_one) return fmt::format("to say it: {}: {}", to_noun(kind), items);
  return fmt::format("to say them: {}: [{}]", to_noun(kind), items);
}

}  // namespace

std::vector<UnsaidRecord> unsaid(const Records& records, const model::Post& post, std::size_t index,
                                 const Present& present) {
  return ArticleHistory{records, post, index, present}.unsaid();
}

std::vector<std::vector<UnsaidRecord>> by_message(std::vector<UnsaidRecord> records) {
  std::stable_sort(records.begin(), records.end(),
                   [](const UnsaidRecord& a, const UnsaidRecord& b) { return a.record.date < b.record.date; });
  std::vector<std::vector<UnsaidRecord>> messages;
  for (UnsaidRecord& record : records) {
    const auto group = std::find_if(messages.begin(), messages.end(), [&record](const auto& together) {
      const UnsaidRecord& first = together.front();
      return record.lack == Lack::no_notice && first.lack == Lack::no_notice && first.record.kind == record.record.kind;
    });
    if (group == messages.end()) {
      messages.push_back({std::move(record)});
    } else {
      group->push_back(std::move(record));
    }
  }
  return messages;
}

std::string to_message(const std::vector<UnsaidRecord>& together, const model::Post& post) {
  std::string happened;
  for (const UnsaidRecord& record : together) happened += (happened.empty() ? "" : ", ") + describe(record, post);
  const auto expected = fmt::format("expected a notice of {}, which Retraction Watch has, found ", happened);
  const UnsaidRecord& first = together.front();
  switch (first.lack) {
    case Lack::to_come:
      return fmt::format("{}one of {}, a day to come; correct its date", expected, first.date);
    case Lack::taken_back:
      return fmt::format(
          "{}one of {}, which the reinstatement of {} ends, though that was before it; give it a later date", expected,
          first.date, first.reinstatement_date);
    case Lack::no_notice:
      break;
  }
  return expected + "none; " + advice(together, post);
}

}  // namespace citefeed::content
