/// A loader over two trees in memory: three good posts, a site and two topics.
#pragma once
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/loader.hpp"
#include "content/memory_tree.hpp"
#include "support.hpp"

namespace citefeed::content {

/// What a look said, and what stands by all looks so far.
struct Look : Loaded {
  std::vector<std::shared_ptr<const model::Post>> standing = {};  ///< by path
};

/// A loader whose changes are followed.
class FollowedLoader final {
 public:
  FollowedLoader(const FileTree& content, const FileTree& feeds, unsigned threads = 2,
                 const KeptVersions* kept = nullptr, const Patience& patience = {})
      : loader_(content, feeds, threads, Depth::whole, kept, patience) {}
  Look load() { return follow(loader_.load()); }
  void heed(std::shared_ptr<const Retractions> retractions) { loader_.heed(std::move(retractions)); }
  [[nodiscard]] std::optional<std::chrono::milliseconds> next_look() const { return loader_.next_look(); }
  [[nodiscard]] bool lacks_files() const { return loader_.lacks_files(); }
  Look reload(const std::vector<std::string>& paths) { return follow(loader_.reload(paths)); }
  /// What the server does from `now` on for `time` while no change is reported. Ends at `now`.
  Look wait(std::chrono::milliseconds time, Patience::TimePoint& now) {
    const auto end = now + time;
    for (auto next = next_look(); next && now + *next <= end; next = next_look()) {
      now += *next;
      if (auto loaded = loader_.look_again()) (void)follow(*std::move(loaded));
    }
    now = end;
    return reload({});
  }

 private:
  Look follow(Loaded loaded) {
    for (const auto& change : loaded.changes) {
      EXPECT_TRUE(change.post ? standing_[change.file] != change.post : standing_.contains(change.file))
          << change.file << " did not change";
      change.post ? static_cast<void>(standing_[change.file] = change.post)
                  : static_cast<void>(standing_.erase(change.file));
    }
    Look look{std::move(loaded)};
    for (const auto& [file, post] : standing_) look.standing.push_back(post);
    EXPECT_EQ(look.posts, look.standing.size());
    return look;
  }

  Loader loader_;
  std::map<std::string, std::shared_ptr<const model::Post>> standing_;
};

class LoaderTest : public testing::Test {
 protected:
  LoaderTest() {
    feeds_.write("site.yaml", site());
    feeds_.write("topics.yaml",
                 "topics:\n  - { slug: empathy, label: Empathy }\n  - { slug: alliance, label: Alliance }\n");
    for (const std::string name : {"a", "b", "c"}) write(name, post_text());
  }

  static std::string site(const std::string& base = "https://example.org/") {
    return "title: Blog\nbase_url: " + base +
           "\nid_authority: \"example.org,2013\"\nsince: 2013-01\nauthors: { roe: { name: Jane Roe } "
           "}\ndefault_author: roe\n";
  }
  static std::string path(const std::string& name) { return "2023/12/" + name + ".md"; }
  void write(const std::string& name, const std::string& text) { content_.write(path(name), text); }
  static std::string titled(const std::string& title, const std::string& header = "") {
    auto text = post_text(header);
    return text.replace(text.find("A title"), 7, title);
  }
  static std::vector<std::string> ids(const Look& loaded) {
    std::vector<std::string> ids;
    for (const auto& post : loaded.standing) ids.push_back(post->id + ": " + post->title);
    return ids;
  }

  /// Of a loader that takes a file for gone after two seconds and four looks, and for whole after two, by `now_`.
  [[nodiscard]] Patience patience() {
    const std::chrono::seconds two{2};
    Patience patience{.longest = two, .looks = 4, .quiet = two};
    patience.now = [this] { return now_; };
    patience.date = [this] { return date_; };
    return patience;
  }

  Patience::TimePoint now_ = {};
  Instant date_{std::chrono::sys_days{std::chrono::year{2029} / 1 / 1}};
  MemoryTree content_{"content"};
  MemoryTree feeds_{"feeds"};
  FollowedLoader loader_{content_, feeds_};
};

}  // namespace citefeed::content
