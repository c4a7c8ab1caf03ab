/// A rebuild over two trees in memory, with a log and a clock that tests look at and set.
#pragma once
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "content/memory_tree.hpp"
#include "engine/rebuild.hpp"
#include "hand_clock.hpp"
#include "recorded_log.hpp"

namespace citefeed::engine {

inline std::string post(const std::string& title, const std::string& published = "2023-12",
                        const std::string& topic = "empathy") {
  return fmt::format(
      "---\ntitle: {}\npublished: {}\ntopics: [{}]\ncitation: Rowe, A. (2020). A study. A Journal, 3(1), "
      "1–9.\n---\nText.\n\n"
      "## Practice Implications\n\nAsk.\n",
      title, published, topic);
}

inline const Instant new_year{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};

class RebuildSite : public testing::Test {
 protected:
  RebuildSite() {
    feeds_.write("site.yaml",
                 "title: Example\nbase_url: https://example.org/\nid_authority: example.org,2013\nauthors:\n  editor: "
                 "{ name: The Editor }\n"
                 "default_author: editor\nsince: 2013-01\n");
    feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Empathy }\n  - { slug: cbt, label: CBT }\n");
    feeds_.write("research-types.yaml", "research_types:\n  - { slug: qualitative, label: Qualitative }\n");
    content_.write("2023/12/one.md", post("The first title"));
    content_.write("2023/12/two.md", post("Another title", "2023-12", "cbt"));
  }
  [[nodiscard]] std::string bytes_at(const std::string& path) const {
    return *site_.get()->at(path)->prepared().usual.at(0)->body;
  }

  content::MemoryTree content_{"content"}, feeds_{"feeds"};
  HandClock clock_;
  RecordedLog log_;
  resource::CurrentSite site_;
  Current current_{site_};
  content::Loader loader_{content_, feeds_, 2};
  Rebuild rebuild_{{.loader = loader_, .clock = clock_, .log = log_, .current = current_, .threads = 2}};
};

}  // namespace citefeed::engine
