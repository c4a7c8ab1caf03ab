#include "site.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "content/disk_tree.hpp"
#include "content/loader.hpp"
#include "render/entry_content.hpp"

namespace citefeed::bench {

Material load_site() {
  const std::filesystem::path root = CITEFEED_SOURCE_DIR;
  const content::DiskTree content{root / "content", "content"};
  const content::DiskTree feeds{root / "feeds", "feeds"};
  const content::Loaded loaded = content::Loader{content, feeds, 1}.load();
  Material site{.definitions = loaded.definitions, .posts = {}};
  for (const auto& change : loaded.changes) {
    if (change.post) site.posts.push_back(change.post);
  }
  if (!site.definitions || site.posts.empty()) throw std::runtime_error("the project's own content cannot be read");
  return site;
}

std::string read_post(const std::string& file) {
  std::ifstream in{std::filesystem::path{CITEFEED_SOURCE_DIR} / "content" / file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

model::Feed make_feed(const Material& site, std::size_t entries) {
  const auto& definition = site.definitions->site;
  model::Feed feed{.id = "tag:" + definition.id_authority + ":feeds/bench",
                   .title = definition.title,
                   .subtitle = definition.subtitle,
                   .home_url = definition.base_url.text,
                   .updated = definition.since,
                   .authors = {definition.authors.at(definition.default_author)},
                   .language = definition.language,
                   .rights = definition.rights};
  for (std::size_t i = 0; i < entries; ++i) {
    const auto& post = *site.posts.at(i % site.posts.size());
    feed.entries.push_back(std::make_shared<const model::Entry>(render::make_entry(post, *site.definitions)));
  }
  return feed;
}

}  // namespace citefeed::bench
