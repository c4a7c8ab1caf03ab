/// What posts do not say yet of what became of the articles they review, and what editors are to write.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "content/retractions.hpp"
#include "model/notice.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// The present moment, and where it is which day.
struct Present {
  Instant now = {};
  TimeZone zone = {};
};

/// Why a post does not say a record.
enum class Lack : std::uint8_t {
  no_notice,
  to_come,     ///< the date of its notice is
  taken_back,  ///< its notice is ended by one that says what happened before
};

struct UnsaidRecord {
  RetractionRecord record = {};
  std::size_t article = 0;  ///< of those that the post reviews, from 0
  Lack lack = Lack::no_notice;
  std::string date = {};                ///< of the notice to write, or of that which is there
  std::string reinstatement_date = {};  ///< of the notice that takes that back
  bool operator==(const UnsaidRecord&) const = default;
};

/// Those of `records` that the notices of `post` on its article at `index` (from 0) do not say, in their order. A
/// notice whose date is to come says nothing. One says the records of its kind that have its DOI; notices and records
/// of one kind that are left and of which one has no DOI are matched one to one, by date. What was taken back before
/// anybody was told of anything need not be said. The dates are such that a post with the notices to write ends in the
/// state that `records` end in: a reinstatement ends all that has its day or an earlier one.
[[nodiscard]] std::vector<UnsaidRecord> unsaid(const Retractions::Records& records, const model::Post& post,
                                               std::size_t index, const Present& present);

/// Records of several articles of one post, as many together as one message is to name: those of one kind that lack a
/// notice, since a key stands once in the front matter.
[[nodiscard]] std::vector<std::vector<UnsaidRecord>> by_message(std::vector<UnsaidRecord> records);

/// The message on an element of by_message(): what was expected, what was found, and what `post` is to say on one line:
/// `retraction: { date: 2026-11-30, doi: "10.1000/n" }`, or what to add to the notices of that kind that it has.
[[nodiscard]] std::string to_message(const std::vector<UnsaidRecord>& together, const model::Post& post);

}  // namespace citefeed::content
