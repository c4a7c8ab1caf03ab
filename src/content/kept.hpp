/// A file that is read again and again while others work on it, and what stands of it: the last good version outlives
/// whatever befalls the file for a moment.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "content/file_tree.hpp"

namespace citefeed::content {

/// How a file was found when it was last looked at. What stands of it is what it says while that is good, and the last
/// good version while it says nothing good; while nobody knows what it says, what stood goes on standing.
enum class FileState : std::uint8_t {
  unread,         ///< new, or changed since it was read
  current,        ///< it says something good
  broken,         ///< it says nothing good
  unreadable,     ///< it could not be read, for a reason that may pass
  being_written,  ///< somebody has it open for writing: an event will follow
  settling,  ///< written a moment ago, nobody knows whether to the end: it is read when it has been quiet for a while
  missing,   ///< it is not there; it may just be being replaced
  unseen,    ///< nobody can see whether it is there
  gone,      ///< it has been missing for long enough: nothing stands any more
};

/// How long others may take over a file.
struct Patience {
  using TimePoint = std::chrono::steady_clock::time_point;
  /// A file that was there may be missing for this long, and at so many looks after the first, before it is gone:
  /// editors and git take the old file away before they write the new one, and a disk may stall between the two. With
  /// the looks, neither a file that is saved again and again and seen twice in a gap is gone, nor is one that was saved
  /// while this process stood still.
  std::chrono::milliseconds longest = {};
  int looks = 0;
  /// A file of which nobody knows whether it is whole is taken for whole when it has not changed for this long.
  std::chrono::milliseconds quiet = {};
  std::function<TimePoint()> now = std::chrono::steady_clock::now;
  /// What is said to be gone from a later date on is waited for like anything else; a notice of a later date says
  /// nothing yet.
  std::function<Instant()> date = [] { return SystemClock{}.now(); };
};

/// What one file says, said, and what is wrong with it. T is what a file says. The states and how they follow one
/// another are the same for all kinds of files; tests/content/kept_test.cpp has the table. One thread at a time.
template <class T>
class Kept final {
 public:
  using Version = std::shared_ptr<const T>;
  using TimePoint = Patience::TimePoint;

  [[nodiscard]] FileState state() const { return state_; }
  /// What it says, or said when it was last read; null when that was nothing good.
  [[nodiscard]] const Version& said() const { return said_; }
  /// Null when there never was one.
  [[nodiscard]] const Version& last_good() const { return last_good_; }
  /// What it says, or said last when it says nothing good; null when it never said anything good.
  [[nodiscard]] const Version& standing() const { return said_ ? said_ : last_good_; }
  /// What was wrong when it was last read.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  /// True until it has been read as it is now.
  [[nodiscard]] bool is_to_be_read() const { return state_ != FileState::current && state_ != FileState::broken; }
  /// True while what it says cannot be looked up, since it is not there or nobody can see it.
  [[nodiscard]] bool is_out_of_sight() const {
    return state_ == FileState::missing || state_ == FileState::unseen || state_ == FileState::gone;
  }
  /// It was there and nothing stands of it yet: it may be half, or nobody can see it now.
  [[nodiscard]] bool is_lacking() const {
    return (state_ == FileState::settling || state_ == FileState::unseen) && !standing();
  }
  /// Since when it is missing, or has been as it is while it settles.
  [[nodiscard]] TimePoint since() const { return since_; }
  /// As it was seen last.
  [[nodiscard]] const FileSignature& signature() const { return signature_; }

  /// It is in a listing.
  void list(const FileSignature& signature, const Patience& patience) {
    if (!is_out_of_sight() && signature == signature_) return;
    state_ = FileState::unread;
    signature_ = signature;
    since_ = patience.now();
  }
  /// It may say something else though it is the same, as when the definitions change.
  void doubt() {
    if (!is_to_be_read()) state_ = FileState::unread;
  }
  /// It was read whole, and says `version`; null when that is nothing good.
  void read(Version version, std::vector<Diagnostic> diagnostics, const FileSignature& signature) {
    said_ = std::move(version);
    diagnostics_ = std::move(diagnostics);
    read_the_same(signature);
  }
  /// It was read whole, and its bytes are those of last time.
  void read_the_same(const FileSignature& signature) {
    state_ = said_ ? FileState::current : FileState::broken;
    signature_ = signature;
  }
  /// It is there and cannot be read, for a reason that may pass or not, or since somebody is writing it.
  void note(const ReadProblem& problem, std::string shown_path) {
    if (problem.busy) return hold(FileState::being_written, problem, std::move(shown_path));
    read(nullptr, {told(problem, std::move(shown_path))}, signature_);
    if (problem.may_pass) state_ = FileState::unreadable;
  }
  /// Nobody knows whether what can be read of it now, with this signature, is whole. True when it has been quiet for
  /// long enough to be taken for whole; else it settles.
  [[nodiscard]] bool has_settled(const FileSignature& signature, const Patience& patience, std::string shown_path) {
    const bool is_waited_for = state_ == FileState::unread || state_ == FileState::settling;
    if (!is_waited_for || signature != signature_) since_ = patience.now();
    signature_ = signature;
    if (patience.now() - since_ >= patience.quiet) return true;
    hold(FileState::settling, {.message = std::string{unknown_end}}, std::move(shown_path));
    return false;
  }
  /// It was looked for and is not there. What never stood is not waited for.
  void miss(const Patience& patience) {
    if (state_ == FileState::gone) return;
    if (state_ == FileState::missing) {
      ++looks_;
    } else {
      since_ = patience.now();
      looks_ = 0;
    }
    const bool is_over = patience.now() - since_ >= patience.longest && looks_ >= patience.looks;
    state_ = is_over || !last_good_ ? FileState::gone : FileState::missing;
  }
  /// Nobody can see it, as when its folder cannot be read.
  void hide() { state_ = FileState::unseen; }
  /// An earlier process kept this good version of it, which is the last good one unless this process knows one. Of a
  /// file that is not there to be read it is also what it says.
  void recall(Version version, std::vector<Diagnostic> diagnostics) {
    if (last_good_) return;
    last_good_ = std::move(version);
    if (!is_out_of_sight()) return;
    said_ = last_good_;
    diagnostics_ = std::move(diagnostics);
  }

  /// What it says has come to stand: from now on this is the last good version. Null for none.
  void keep(Version version) { last_good_ = std::move(version); }
  /// Both versions become what `change` makes of them.
  template <class Change>
  void adapt(const Change& change) {
    const bool is_one = said_ == last_good_;
    said_ = change(said_);
    last_good_ = is_one ? said_ : change(last_good_);
  }
  void tell(std::vector<Diagnostic> diagnostics) { diagnostics_ = std::move(diagnostics); }

 private:
  static Diagnostic told(const ReadProblem& problem, std::string shown_path) {
    return {.file = std::move(shown_path), .message = "cannot be read: " + problem.message};
  }
  /// `problem` is told where there is nothing else to tell of it.
  void hold(FileState state, const ReadProblem& problem, std::string shown_path) {
    state_ = state;
    if (!standing() && diagnostics_.empty()) diagnostics_ = {told(problem, std::move(shown_path))};
  }

  Version said_ = {};
  Version last_good_ = {};
  std::vector<Diagnostic> diagnostics_ = {};
  FileSignature signature_ = {};
  TimePoint since_ = {};
  int looks_ = 0;  ///< since it is missing, after the first
  FileState state_ = FileState::unread;
};

/// The files of one tree that are looked at again though nothing announces a change: those that are missing, and those
/// that settle. One thread at a time.
class Awaited final {
 public:
  explicit Awaited(Patience patience) : patience_(std::move(patience)) {}
  [[nodiscard]] const Patience& patience() const { return patience_; }

  /// Something befell the file at `path`.
  template <class T>
  void update(const std::string& path, const Kept<T>& file) {
    update(path, file.state(), file.since());
  }
  void forget(const std::string& path) { update(path, FileState::gone, {}); }
  /// All that are missing have just been looked for.
  void note_look() { looked_at_ = patience_.now(); }

  /// Those that are missing, ascending.
  [[nodiscard]] std::vector<std::string> missing() const { return {missing_.begin(), missing_.end()}; }
  /// Those that settle and have been quiet for long enough, unless they changed since, ascending.
  [[nodiscard]] std::vector<std::string> settled() const;
  /// How long until one of them is to be looked at, rounded up; zero when it is time. For those that are missing some
  /// 100 ms after the last look, since where nobody tells of changes only looking tells. Nothing when there are none.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next() const;

 private:
  void update(const std::string& path, FileState state, Patience::TimePoint since);

  Patience patience_;
  Patience::TimePoint looked_at_ = {};
  std::set<std::string> missing_ = {};
  std::map<std::string, Patience::TimePoint> settling_ = {};  ///< and since when they have been quiet
};

/// What was last good when an earlier process looked. All functions are safe from several threads at once. What was
/// kept and cannot be read back is as if it had not been.
class KeptVersions {
 public:
  KeptVersions() = default;
  KeptVersions(const KeptVersions&) = delete;
  KeptVersions& operator=(const KeptVersions&) = delete;
  virtual ~KeptVersions() = default;

  /// The paths of posts below content/, ascending, each once.
  [[nodiscard]] virtual std::vector<std::string> posts() const = 0;
  /// The bytes of one of these files when it was last good; nothing for any other.
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path) const = 0;
  /// The files of feeds/ when they were last good, by path below it; empty when they are not kept.
  [[nodiscard]] virtual std::map<std::string, std::string> definitions() const = 0;
};

}  // namespace citefeed::content
