/// Builds one generation after another from content/ and feeds/, and installs each when it is complete.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/log.hpp"
#include "catalogue/catalogue.hpp"
#include "content/loader.hpp"
#include "engine/current.hpp"
#include "engine/version_store.hpp"
#include "engine/vitals.hpp"
#include "publish/late_posts.hpp"
#include "publish/lost_entries.hpp"
#include "publish/lost_feeds.hpp"

namespace citefeed::engine {

/// The dates of generations, each later than all before it: two that begin in one second must not have one date, or a
/// client that has the first would be told that it has the second. One thread at a time.
class Dates final {
 public:
  /// Later than `last`, what an earlier process gave.
  explicit Dates(Instant last = Instant::min()) : given_(last) {}

  /// The date of what is served as of now. It may lie ahead; it has then to be passed over in silence until it comes.
  [[nodiscard]] Instant next(const Clock& clock);

 private:
  Instant given_;
  bool was_ahead_ = false;  ///< of the clock, when it was given
  std::chrono::steady_clock::time_point given_at_ = {};
};

/// Who is shown what is built.
enum class Audience : std::uint8_t {
  readers,
  editors,  ///< see drafts, as "[Draft] …", and everything that is scheduled as if its time had come
};

/// One thread at a time.
class Rebuild final {
 public:
  struct Parts {
    content::Loader& loader;
    const Clock& clock;
    Log& log;
    Current& current;
    Audience audience = Audience::readers;
    unsigned threads = 1;      ///< that may work on one generation
    Vitals* vitals = nullptr;  ///< is told of each look, when there is one
    /// Knows what an earlier process published, when there is one.
    const VersionStore* versions = nullptr;
    std::string content_name = "content";  ///< stands for the tree in diagnostics
    std::string feeds_name = "feeds";      ///< likewise
  };

  /// All parts must outlive the rebuild.
  explicit Rebuild(const Parts& parts);

  /// Looks at both trees whole and installs the generation they give. Without definitions or without a single good post
  /// nothing is installed, and nothing logged where nothing was ever served: who cannot start says why by
  /// diagnostics().
  void everything();
  /// Looks at these files of content/ only.
  void files(const std::vector<std::string>& content_paths);
  /// Nothing changed but the time: publishes what is due, drops the files that are gone by now, and looks again at what
  /// could not be read. Else reads some of the texts that the first look left for later; what they are warned of is
  /// reported when all are read.
  void due();

  /// For when one of the above threw: what is served stays, and due() looks at everything again.
  void note_failure();

  /// When due() is to be called if nothing else happens; nothing when nothing is scheduled. That is at once while texts
  /// are unread. After files could not be
  /// read for a reason that may pass, or after a failure, that is soon; while it does not pass, ever later, at most a
  /// minute.
  [[nodiscard]] std::optional<Instant> next_due() const;
  /// As content::Loader::next_look(): how long until due() is to be called to look for a file that is missing.
  /// Nothing after a failure: the look that is planned then does that too.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_look() const;
  /// What is wrong now, sorted by place: with the files, and with what subscribers have and nobody publishes any more.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return problems_; }

 private:
  using SnapshotPointer = std::shared_ptr<const catalogue::Snapshot>;

  void take(content::Loaded loaded, std::chrono::steady_clock::time_point began);
  [[nodiscard]] SnapshotPointer advance();
  void publish(const SnapshotPointer& snapshot, std::chrono::steady_clock::time_point began);
  void read_on(std::chrono::steady_clock::time_point began);
  void plan_another_look();
  [[nodiscard]] bool is_look_ahead(Instant now) const;
  void note_vitals(bool is_new, std::size_t posts, std::chrono::steady_clock::time_point began) const;
  void follow_arrivals(const std::vector<catalogue::PostChange>& changes, const catalogue::Snapshot& snapshot);
  void find_problems(const catalogue::Snapshot& snapshot);
  void report_news(const std::vector<Diagnostic>& before) const;

  Parts parts_;
  content::Loaded loaded_ = {};  ///< without its changes: the catalogue has them
  catalogue::Catalogue catalogue_ = {};
  publish::LostEntries lost_ = {};
  publish::LostFeeds lost_feeds_ = {};
  publish::LatePosts late_ = {};
  resource::ServedBefore earlier_ = {};  ///< by an earlier process; until the first generation
  Dates dates_;
  std::vector<Diagnostic> problems_ = {};
  Instant built_at_ = {};
  std::optional<Instant> look_again_at_ = {};
  std::chrono::seconds look_again_after_ = {};  ///< zero while everything can be read
  bool has_failed_ = false;                     ///< since the last look: the next one is that at `look_again_at_`
};

}  // namespace citefeed::engine
