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
  void write(std::string_view, std::initializer_list<LogField>) override {}
};

/// One program: a loader, and what it serves.
class Program final {
 public:
  Program(const content::FileTree& content, const content::FileTree& feeds, const Clock& clock)
      : loader_(content, feeds, 2),
        rebuild_({.loader = loader_, .clock = clock, .log = log_, .current = current_, .threads = 2}) {}

  Rebuild& rebuild() { return rebuild_; }

  /// Every address with what it answers: tag, Last-Modified, Link and the rest, or where it leads.
  Words answers() const {
    Words words;
    const auto site = site_.get();
    if (!site) return words;
    site->for_each([&](const std::string& path, const resource::Resource& resource) {
      const auto& identity = *resource.prepared().usual.at(0);
      EXPECT_TRUE(words.emplace(path, identity.fields_ok).second) << path;
    });
    site->for_each_moved([&](const std::string& path, const std::string& target) { words.emplace(path, target); });
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

/// An editor at work, and a copy of the tree in which each file is as it was when it was last good.
class Editor : public testing::Test {
 protected:
  Editor() {
    write_feeds(0);
    for (std::size_t number = 0; number < 25; ++number)
      write(path_of(number), files_[path_of(number)] = random_post(number), true);
  }

  void write_feeds(int version) {
    feeds_.write("site.yaml",
                 "title: Example\nbase_url: https://example.org/\nid_authority: example.org,2013\nauthors:\n  editor: "
                 "{ name: The Editor }\ndefault_author: editor\nsince: 2013-01\nlimits: { feed_entries: 4 }\n");
    feeds_.write("topics.yaml",
                 fmt::format("topics:\n  - {{ slug: empathy, label: Empathy {0} }}\n  - {{ slug: cbt, label: "
                             "CBT, aliases: [ct] }}\n  - {{ slug: alliance, label: Alliance }}\n",
                             version));
    feeds_.write("research-types.yaml", "research_types:\n  - { slug: survey, label: Survey }\n");
    feeds_.write("bundles/both.yaml", fmt::format("title: Both\nselect: {{ topics: [{}] }}\n",
                                                  version % 2 == 0 ? "empathy, cbt" : "empathy, alliance"));
  }

  std::size_t below(std::size_t end) { return chance_() % end; }

  std::string random_post(std::size_t number) {
    const Instant published = clock_.now() + std::chrono::hours{below(33'600)} - 24h * 1370;
    std::string header = fmt::format("title: Post {} in version {}\nid: post-{}\npublished: {}\n", number, ++version_,
                                     number, to_rfc3339(published));
    if (below(4) == 0) header += "updated: " + to_rfc3339(published + std::chrono::hours{below(9000)}) + "\n";
    header += fmt::format("topics: [{}]\n", below(3) == 0 ? "empathy, cbt" : topics.at(below(topics.size())));
    if (below(6) == 0) header += "research_type: [survey]\n";
    if (below(8) == 0) header += "draft: true\n";
    if (below(4) == 0) header += fmt::format("aliases: [old/{}]\n", number);
    return fmt::format(
        "---\n{}citation: Rowe, A. (2020). Study {}. A Journal, 3(1), 1–9. https://doi.org/10.1000/{}\n---\n"
        "Text.\n\n## Practice Implications\n\nAsk {}.\n",
        header, below(12), below(12), version_);
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
    if (below(4) == 0) return change_introduction();
    const std::size_t number = below(40);
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
  std::mt19937 chance_{5};
  int version_ = 0;
};

TEST_F(Editor, NeverGetsAnotherSiteThanABuildFromScratch) {
  Program incremental{content_, feeds_, clock_};
  incremental.rebuild().everything();
  for (int step = 0; step < 300; ++step) {
    touched_.clear();
    const auto kind = below(20);
    if (kind == 0) {
      write_feeds(step);
      incremental.rebuild().everything();
    } else if (kind < 4) {
      clock_.move_to(clock_.now() + std::chrono::hours{below(200)});
      incremental.rebuild().due();
    } else {
      for (auto changes = 1 + below(3); changes > 0; --changes) change_one();
      kind == 4 ? incremental.rebuild().everything() : incremental.rebuild().files(touched_);
    }
    if (step % 15 != 0) continue;
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

}  // namespace
}  // namespace citefeed::engine
