/// What is remembered of past days: numbers for each day and feed, in an SQLite database.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database.hpp"

namespace citefeed::subscribers {

/// A feed on one day.
struct FeedDay {
  std::string day = {};            ///< "2026-11-27", of the site's time zone
  std::string feed = {};           ///< its path: "/topics/empathy/feed.atom"
  std::uint64_t announced = 0;     ///< subscribers, summed over fetchers
  std::uint64_t estimated = 0;     ///< readers who fetch for themselves
  std::uint64_t full = 0;          ///< requests answered with 200
  std::uint64_t not_modified = 0;  ///< and with 304
  std::uint64_t body_bytes = 0;
  bool operator==(const FeedDay&) const = default;
};

/// What one fetcher announced of one feed on one day, at the most.
struct Announcement {
  std::string day = {};
  std::string feed = {};
  std::string fetcher = {};
  std::uint64_t subscribers = 0;
  bool operator==(const Announcement&) const = default;
};

/// One thread at a time. Each change is one transaction: after a crash it is there as a whole or not at all. Two
/// processes may keep one ledger (while one takes over from the other): requests are added up, subscribers are the
/// larger number.
class Ledger final {
 public:
  /// The ledger in `directory`, which is made where it is not there; in memory, and gone with this, when `directory` is
  /// empty or cannot be used. A damaged file is put aside as "subscribers.db.damaged" and a new one begun. problem()
  /// says so.
  explicit Ledger(const std::filesystem::path& directory);

  /// What was wrong when it was opened, as half a sentence; empty when nothing was.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// Adds requests and bytes of `feeds` to what is there, and raises subscribers to what is larger (`announced` of a
  /// FeedDay is not looked at: it follows from `announcements`). Why nothing of it was written; empty when all was.
  [[nodiscard]] std::string add(const std::vector<FeedDay>& feeds, const std::vector<Announcement>& announcements);
  /// Forgets the days before `day`. Why not; empty when they are gone.
  [[nodiscard]] std::string forget_before(std::string_view day);

  /// All days and feeds, in this order; likewise what was announced on `day` or later, in the order of day, feed and
  /// fetcher. Throw std::runtime_error when the database cannot be read.
  [[nodiscard]] std::vector<FeedDay> days() const;
  [[nodiscard]] std::vector<Announcement> announcements_since(std::string_view day) const;

 private:
  [[nodiscard]] storage::Database open_or_begin(const std::filesystem::path& directory);

  std::string problem_ = {};
  storage::Database database_;
};

}  // namespace citefeed::subscribers
