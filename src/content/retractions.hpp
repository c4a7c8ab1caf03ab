/// What became of articles after they were published, as the Retraction Watch database says, which Crossref publishes
/// as a CSV file every working day; and what posts do not say of it yet.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/notice.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// One thing that happened to one article.
struct RetractionRecord {
  model::NoticeKind kind = model::NoticeKind::retraction;
  std::string date = {};        ///< "2024-02-12": when the journal said so; empty when that is not known
  std::string notice_doi = {};  ///< bare, of the notice; empty when there is none, or it is that of the article
  bool operator==(const RetractionRecord&) const = default;
};

/// A value. Reading it is safe from any thread.
class Retractions final {
 public:
  using Records = std::vector<RetractionRecord>;

  /// Takes the record, unless there is one of the article that says the same. `doi` in any letter case.
  void add(std::string_view doi, RetractionRecord record);
  /// By date, those without one first; null when there are none. `folded_doi` as fold_case() has it.
  [[nodiscard]] const Records* find(const std::string& folded_doi) const;
  [[nodiscard]] std::size_t articles() const { return records_.size(); }

 private:
  std::unordered_map<std::string, Records> records_ = {};
};

/// Reads the CSV file (RFC 4180, line breaks of any kind) whose bytes are `csv`. Columns are found by their names:
/// OriginalPaperDOI, RetractionDOI, RetractionDate and RetractionNature have to be there, the last one being
/// Retraction, Correction, Expression of concern or Reinstatement. DOIs may be several, with semicolons between; what
/// is none ("unavailable") is passed over, and so are articles without one. What is not UTF-8 does not matter. An error
/// where this is another file or a part of one; a warning for natures that are none of the four. `file` is its name.
/// 70,000 rows take half a second.
[[nodiscard]] Outcome<Retractions> read_retractions(std::string_view csv, const std::string& file);

/// Those of `records` that the notices of `post` on its article at `index` (from 0) do not say, in their order.
/// What was taken back before anybody was told of it need not be said. One notice says all retractions; one of a
/// correction or concern says those that have its DOI, or where either has none.
[[nodiscard]] Retractions::Records unsaid(const Retractions::Records& records, const model::Post& post,
                                          std::size_t index);

/// What the front matter of a post is to say of `record`: `retraction: { date: 2026-11-30, doi: 10.1000/n }`, on one
/// line. `today` is the day on which readers are told; `index` is left out where the post reviews one article.
[[nodiscard]] std::string to_front_matter(const RetractionRecord& record, const model::Post& post, std::size_t index,
                                          const std::string& today);

}  // namespace citefeed::content
