/// Reads a site's trees once, for the subcommands that end.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <vector>

#include "content/loader.hpp"

namespace citefeed::engine {

/// Where a site is.
struct Trees {
  std::filesystem::path content = "content";
  std::filesystem::path feeds = "feeds";
};

/// One thread for each processor.
[[nodiscard]] unsigned processors();

/// Everything that two trees say.
struct LoadedTrees {
  std::shared_ptr<const model::Definitions> definitions = {};  ///< null when something is wrong with them
  /// By which the posts were read: `definitions`, or what can be understood of those that are wrong; null for nothing.
  std::shared_ptr<const model::Definitions> understood = {};
  std::vector<std::shared_ptr<const model::Post>> posts = {};  ///< by path; drafts and scheduled posts included
  model::IntroductionsPointer introductions = {};              ///< drafts included
  std::vector<Diagnostic> diagnostics = {};                    ///< by file, line, column
};

/// How long others may take over a file: what is missing is gone, and what nobody can tell to be whole is whole, after
/// two seconds.
[[nodiscard]] content::Patience usual_patience();

/// At a start there may be no version from before to stand for a file that may be half: it is waited for, two seconds
/// each for feeds/ and content/, and no longer than this.
inline constexpr std::chrono::seconds longest_start{5};

/// Everything that `trees` say now. With `retractions`, what posts do not say of their articles is a warning.
[[nodiscard]] LoadedTrees load_once(const Trees& trees,
                                    std::shared_ptr<const content::Retractions> retractions = nullptr);

}  // namespace citefeed::engine
