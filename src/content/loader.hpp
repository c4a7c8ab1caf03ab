/// Loads content/ and feeds/ again and again, reading only what changed and keeping the last good version of every
/// post.
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/iri.hpp"
#include "content/file_tree.hpp"
#include "content/kept.hpp"
#include "content/post_parser.hpp"
#include "content/retractions.hpp"
#include "model/definitions.hpp"
#include "model/issue.hpp"
#include "model/post.hpp"

namespace citefeed::content {

/// What content/ and feeds/ say now, as far as they can be read. A value: the posts are shared and immutable.
struct Loaded {
  /// Those that stand, with the last good version of each file that is wrong now; null when there never were any good
  /// ones.
  std::shared_ptr<const model::Definitions> definitions = {};
  /// By which the posts were read: `definitions`, or what can be understood of files that never were good.
  std::shared_ptr<const model::Definitions> understood = {};
  /// The posts that stand now where others or none did at the last look, by path; drafts and scheduled posts included.
  std::vector<model::FileChange> changes = {};
  std::size_t posts = 0;  ///< how many stand now
  /// Those that stand, drafts included; the same object as at the last look while they are the same.
  model::IntroductionsPointer introductions = {};
  std::vector<Diagnostic> diagnostics = {};  ///< all that is wrong now, by file, line, column
  std::size_t unsaid = 0;                    ///< how many records of what Loader::heed() was told they name
  /// Files that are broken now and whose last good version stands: posts by their paths below content/, definitions by
  /// their whole paths.
  std::vector<std::string> kept = {};
  std::string unreadable = {};  ///< which of the two trees cannot be read at all now, and why; empty when both can
  bool incomplete = false;      ///< something could not be read for a reason that may pass: load() again after a while
  bool has_unread = false;      ///< texts were left for read_texts(): what they are warned of is not in `diagnostics`
};

/// A post whose bytes and definitions are the same as before is the same object as before. Of several posts with one id
/// the one whose path says it stands, else the first by path, as of several with one alias. Folders that cannot be read
/// keep the posts they had; so does the whole tree when a look finds no post at all where there were some, as where a
/// disk is no longer mounted. A file that was there and is missing stands as it was for a while, in case it is just
/// being replaced, unless its post has come back in another file or gone.yaml names it. A file that was written a
/// moment ago stands as it was until it is known to be whole, or has been quiet for a while. When the definitions
/// change, all posts are read again; while a file of them is broken, its last good version stands. Where there never
/// was one, posts are looked at all the same, though none may be published. One thread at a time.
class Loader final {
 public:
  /// The trees must outlive the loader. `threads` read in parallel (at least 1). With Depth::header, a look that reads
  /// many files leaves their texts for read_texts(); what stands is the same. What `kept` has (null for nothing)
  /// stands in, at the first load(), for broken posts, for folders and trees that cannot be read, for posts that are
  /// missing, and for definitions that are broken or missing; it is not looked at again.
  Loader(const FileTree& content, const FileTree& feeds, unsigned threads, Depth depth = Depth::whole,
         const KeptVersions* kept = nullptr, const Patience& patience = {});
  ~Loader();
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  /// The site is at `base_url`, whatever its definitions say. Before the first load().
  void publish_at(Iri base_url);

  /// From the next look on there is a warning wherever a post does not say what `retractions` do of an article that it
  /// reviews, by the date of the Patience; null for none.
  void heed(std::shared_ptr<const Retractions> retractions);

  /// Looks at both trees whole; reads files that are new or whose signature moved.
  [[nodiscard]] Loaded load();
  /// Reads just these files (paths below content/; names that are no post's ignored), and drops what is gone.
  /// Falls back to load() before the first load().
  [[nodiscard]] Loaded reload(const std::vector<std::string>& content_paths);
  /// How long until look_again() is to be called, if nothing else happens; zero when it is time. Nothing when no file
  /// is waited for.
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_look() const;
  /// Looks for the files that are missing or may be half, and reads or drops those that are whole, there again or gone;
  /// nothing when there are none such.
  [[nodiscard]] std::optional<Loaded> look_again();
  /// True when there are files of which nothing stands though they were there, since they may be half or nobody can see
  /// them now: what stands is a part of what will.
  [[nodiscard]] bool lacks_files() const;
  /// Reads at most `at_most` of the texts that were left for later; the next look, reload({}) say, knows of their
  /// warnings. False when none is left. Takes about 0.05 ms for each.
  bool read_texts(std::size_t at_most);
  /// The next look gives every post that stands as a change: for a caller that lost what it was told.
  void tell_all_again() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace citefeed::content
