/// A loader over two trees in memory: three good posts, a site and two topics.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "content/loader.hpp"
#include "content/memory_tree.hpp"
#include "support.hpp"

namespace citefeed::content {

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
  static std::vector<std::string> ids(const Loaded& loaded) {
    std::vector<std::string> ids;
    for (const auto& post : loaded.posts) ids.push_back(post->id + ": " + post->title);
    return ids;
  }

  MemoryTree content_{"content"};
  MemoryTree feeds_{"feeds"};
  Loader loader_{content_, feeds_, 2};
};

}  // namespace citefeed::content
