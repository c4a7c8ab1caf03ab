/// What became of articles after they were published, as the Retraction Watch database says, which Crossref publishes
/// as a CSV file every working day.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostic.hpp"
#include "citation/citation.hpp"
#include "model/notice.hpp"

namespace citefeed::content {

/// One thing that happened to one article.
struct RetractionRecord {
  model::NoticeKind kind = model::NoticeKind::retraction;
  std::string date = {};        ///< "2024-02-12": when the journal said so; empty when that is not known
  std::string notice_doi = {};  ///< bare, of the notice; empty when there is none, or it is that of the article
  bool operator==(const RetractionRecord&) const = default;
};

/// By what an article is found: its DOI as fold_case() has it; where it has none, "pmid:" and its number in PubMed.
/// Empty when it has neither.
[[nodiscard]] std::string article_key(const citation::Citation& citation);

/// A value. Reading it is safe from any thread.
class Retractions final {
 public:
  using Records = std::vector<RetractionRecord>;

  /// Takes the record, unless there is one of the article that says the same. `doi` in any letter case; it or
  /// `pubmed_id` may be empty. Where both are known once, both lead to all records of the article.
  void add(std::string_view doi, RetractionRecord record, std::string_view pubmed_id = {});
  /// By date, those without one first; null when there are none. `key` as article_key() has it.
  [[nodiscard]] const Records* find(const std::string& key) const;
  [[nodiscard]] std::size_t articles() const { return records_.size(); }

 private:
  std::unordered_map<std::string, Records> records_ = {};
  std::unordered_map<std::string, std::string> known_as_ = {};  ///< keys by number in PubMed -> keys of `records_`
};

/// Reads the CSV file (RFC 4180, line breaks of any kind) whose bytes are `csv`. Columns are found by their names:
/// OriginalPaperDOI, RetractionDOI, RetractionDate and RetractionNature have to be there, the last one being
/// Retraction, Correction, Expression of concern or Reinstatement; OriginalPaperPubMedID may be. DOIs may be several,
/// with semicolons between; what is none ("unavailable") is passed over, and so are articles without DOI and number in
/// PubMed. What is not UTF-8 does not matter. An error where this is another file or a part of one; a warning for
/// natures that are none of the four. `file` is its name. 70,000 rows take half a second.
[[nodiscard]] Outcome<Retractions> read_retractions(std::string_view csv, const std::string& file);

}  // namespace citefeed::content
