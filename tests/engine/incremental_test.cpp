// Whatever an editor does, the site that follows the changes equals one built afresh, byte for byte.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>

#include "content/memory_tree.hpp"
#include "engine/rebuild.hpp"
#include "hand_clock.hpp"

namespace citefeed::engine {
namespace {

using namespace std::chrono_literals;
using Words = std::map<std::string, std::string>;

class NoLog final : public Log {
 public:
  void write(std::string_view, std::initializer_list<LogField>) noexcept override {}
};

/// One program: a loader, and what it serves.
class Program final {
 public:
  Program(const content::FileTree& content, const content::FileTree& feeds, const Clock& clock)
      : loader_(content, feeds, 2),
        rebuild_({.loader = loader_, .clock = clock, .log = log_, .current = current_, .threads = 2}) {}

  Rebuild& rebuild() { return rebuild_; }

  /// Every address with what it answers: tag, Link and the rest, or where it leads.
  Words answers() const {
    Words words;
    const auto site = site_.get();
    if (!site) return words;
    site->for_each([&](const std::string& path, const resource::Resource& resource) {
      const auto& identity = *resource.prepared().usual.at(0);
      EXPECT_TRUE(words.emplace(path, identity.fields_ok).second) << path;
    });
    site->for_each_moved([&](const std::string& path, const std::string& target) { words.emplace(path, target); });
    for (const auto& [path, said] : site->gone) {
      words.emplace("gone from " + path, said.text + *said.page->prepared().usual.at(0)->body);
    }
    return words;
  }

 private:
  NoLog log_;
  content::Loader loader_;
  resource::CurrentSite site_;
  Current current_{site_};
  Rebuild rebuild_;
};

const std::vector<std::string> topics{"empathy", "cbt", "alliance"};

/// An editor at work, and a copy of the tree in which each file is as it was when it was last good. What it does
/// follows from the parameter, a seed.
class Editor : public testing::TestWithParam<unsigned> {
 protected:
  Editor() {
    write_definitions();
    for (std::size_t number = 0; number < 25; ++number)
      write(path_of(number), files_[path_of(number)] = random_post(number), true);
  }

  std::size_t below(std::size_t end) { return chance_() % end; }
  bool one_in(std::size_t times) { return below(times) == 0; }

  /// A moment that many readers have behind them, or before them.
  std::string day_around_now(std::size_t days) {
    return to_rfc3339(clock_.now() + std::chrono::hours{24 * below(2 * days)} - std::chrono::hours{24 * days});
  }

  void write_site() {
    const std::vector<const char*> zones{"UTC", "America/Toronto", "Pacific/Kiritimati"};
    feeds_.write("site.yaml",
                 fmt::format("title: Example {}\nbase_url: https://example.org/\nid_authority: example.org,2013\n"
                             "authors:\n  editor: {{ name: The Editor }}\ndefault_author: editor\nsince: 2013-01\n"
                             "time_zone: {}\nlimits: {{ feed_entries: {}, digest_entries: {} }}\n",
                             below(3), zones.at(below(zones.size())), 2 + below(4), 1 + below(12)));
  }

  /// Those that posts are filed under stay: without them, which files are good would depend on what was there before.
  void write_categories() {
    feeds_.write("topics.yaml",
                 fmt::format("topics:\n  - {{ slug: empathy, label: Empathy {} }}\n  - {{ slug: cbt, label: CBT, "
                             "aliases: [ct{}] }}\n  - {{ slug: alliance, label: Alliance }}\n{}",
                             below(3), below(2), one_in(2) ? "  - { slug: placebo, label: Placebo }\n" : ""));
    feeds_.write("research-types.yaml", fmt::format("research_types:\n  - {{ slug: survey, label: Survey {} }}\n{}",
                                                    below(2), one_in(2) ? "  - { slug: trial, label: Trial }\n" : ""));
  }

  void write_bundles() {
    for (const char* name : {"both", "third"}) {
      const std::string path = fmt::format("bundles/{}.yaml", name);
      if (one_in(3)) {
        feeds_.remove(path);
        continue;
      }
      feeds_.write(path, fmt::format("title: {} {}\nselect: {{ topics: [{}, alliance] }}\n", name, below(3),
                                     topics.at(below(2))));
    }
  }

  /// Posts that never were, and some that are there all the same; a topic.
  void write_gone() {
    if (one_in(4)) return feeds_.remove("gone.yaml");
    std::string text = "posts:\n";
    for (const std::size_t number : {below(24), 40 + below(10), 50 + below(10)}) {
      text += fmt::format("  - {{ id: post-{}, date: {}, reason: Number {} }}\n", number, day_around_now(100), number);
    }
    text += fmt::format("topics:\n  - {{ slug: old, date: {}, reason: Nobody used it, moved_to: {} }}\n",
                        day_around_now(100), topics.at(below(topics.size())));
    feeds_.write("gone.yaml", text);
  }

  void write_definitions() {
    write_site();
    write_categories();
    write_bundles();
    write_gone();
  }

  void change_definitions() {
    switch (below(5)) {
      case 0:
        return write_site();
      case 1:
        return write_categories();
      case 2:
        return write_bundles();
      case 3:
        return write_gone();
      default:
        return write_definitions();
    }
  }

  /// What happened to the post or to what it reviews, as its front matter says; mostly nothing.
  std::string random_fate() {
    std::string fate;
    if (one_in(8)) fate += fmt::format("retraction: {{ date: {}, note: Made up {} }}\n", day_around_now(60), below(3));
    if (one_in(8)) fate += fmt::format("correction: {{ date: {}, note: Table {} }}\n", day_around_now(60), below(3));
    if (one_in(8)) fate += fmt::format("withdrawn: {{ date: {}, reason: Reason {} }}\n", day_around_now(60), below(3));
    return fate;
  }

  std::string random_post(std::size_t number) {
    const Instant published = clock_.now() + std::chrono::hours{below(33'600)} - 24h * 1370;
    std::string header = fmt::format("title: Post {} in version {}\nid: post-{}\npublished: {}\n", number, ++version_,
                                     number, to_rfc3339(published));
    if (one_in(4)) header += "updated: " + to_rfc3339(published + std::chrono::hours{below(9000)}) + "\n";
    header += fmt::format("topics: [{}]\n", one_in(3) ? "empathy, cbt" : topics.at(below(topics.size())));
    if (one_in(6)) header += "research_type: [survey]\n";
    if (one_in(8)) header += "draft: true\n";
    if (one_in(4)) header += fmt::format("aliases: [old/{}]\n", number);
    return fmt::format(
        "---\n{}{}citation: Rowe, A. (2020). Study {}. A Journal, 3(1), 1–9. https://doi.org/10.1000/{}\n---\n"
        "Text.\n\n## Practice Implications\n\nAsk {}.\n",
        header, random_fate(), below(12), below(12), version_);
  }

  static std::string path_of(std::size_t number) {
    return fmt::format("2023/{:02}/post-{}.md", 1 + number % 12, number);
  }

  void write(const std::string& path, const std::string& bytes, bool is_good) {
    content_.write(path, bytes);
    if (is_good) good_.write(path, bytes);
    touched_.push_back(path);
  }

  void remove(const std::string& path) {
    content_.remove(path);
    good_.remove(path);
    touched_.push_back(path);
  }

  /// An introduction of a month with or without posts: written, drafted, broken or taken away.
  void change_introduction() {
    const std::string path = fmt::format("{}/{:02}/_month.md", 2020 + below(4), 1 + below(12));
    const bool is_new = std::count(touched_.begin(), touched_.end(), path) == 0;
    switch (below(5)) {
      case 0:
        if (introductions_.erase(path) != 0) remove(path);
        return;
      case 1:
        if (introductions_.contains(path) && is_new) write(path, "---\nno-key: x\n---\n", false);
        return;
      default:
        introductions_.insert(path);
        ++version_;
        write(path,
              fmt::format("---\ntitle: Month {}\ndraft: {}\n---\nSee [it](a/{}).\n", version_, below(5) == 0, version_),
              true);
    }
  }

  void change_one() {
    if (one_in(4)) return change_introduction();
    const std::size_t number = below(24);
    const std::string path = path_of(number);
    const std::string renamed = path.substr(0, path.size() - 3) + "-renamed.md";
    switch (below(8)) {
      case 0:
        if (files_.erase(path) != 0) remove(path);
        return;
      case 1:  // broken: its last good version stays, if it had one
        if (files_.contains(path) && std::count(touched_.begin(), touched_.end(), path) == 0)
          write(path, "---\ntitle: [\n---\n", false);
        return;
      case 2:
        if (files_.contains(path)) {
          const auto bytes = files_.at(path);
          files_.erase(path);
          remove(path);
          files_[renamed] = bytes;
          write(renamed, bytes, true);
        }
        return;
      default:
        if (files_.erase(renamed) != 0) remove(renamed);
        write(path, files_[path] = random_post(number), true);
    }
  }

  content::MemoryTree content_{"content"}, good_{"content"}, feeds_{"feeds"};
  std::map<std::string, std::string> files_;
  std::set<std::string> introductions_;
  std::vector<std::string> touched_;
  HandClock clock_;
  std::mt19937 chance_{GetParam()};
  int version_ = 0;
};

/// The thread sanitizer looks at threads, which work alike at every edit, and takes ten times as long for each.
#ifdef __SANITIZE_THREAD__
constexpr int edits = 40;
#else
constexpr int edits = 180;
#endif

TEST_P(Editor, NeverGetsAnotherSiteThanABuildFromScratch) {
  Program incremental{content_, feeds_, clock_};
  incremental.rebuild().everything();
  for (int step = 0; step < edits; ++step) {
    touched_.clear();
    const auto kind = below(20);
    if (kind < 2) {
      change_definitions();
      if (one_in(2)) change_one();
      incremental.rebuild().everything();
    } else if (kind < 5) {
      clock_.move_to(clock_.now() + std::chrono::hours{below(200)});
      incremental.rebuild().due();
    } else {
      for (auto changes = 1 + below(3); changes > 0; --changes) change_one();
      kind == 5 ? incremental.rebuild().everything() : incremental.rebuild().files(touched_);
    }
    if ((step + 1) % 20 != 0) continue;
    Program scratch{good_, feeds_, clock_};
    scratch.rebuild().everything();
    const Words expected = scratch.answers(), found = incremental.answers();
    ASSERT_GT(expected.size(), 200U);
    for (const auto& [path, answer] : expected) {
      const auto there = found.find(path);
      ASSERT_NE(there, found.end()) << path << " is missing after step " << step;
      ASSERT_EQ(there->second, answer) << path << " after step " << step;
    }
    for (const auto& [path, answer] : found) ASSERT_TRUE(expected.contains(path)) << path << " after step " << step;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Editor, testing::Values(5U, 6U));

}  // namespace
}  // namespace citefeed::engine
