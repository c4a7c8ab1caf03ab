#include "base/persistent_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace citefeed {
namespace {

using Map = PersistentMap<int>;

std::map<std::string, int> contents(const Map& map) {
  std::map<std::string, int> all;
  map.for_each([&](const std::string& key, int value) { EXPECT_TRUE(all.emplace(key, value).second) << key; });
  EXPECT_EQ(all.size(), map.size());
  return all;
}

TEST(PersistentMap, IsEmptyAtFirst) {
  const Map map;
  EXPECT_EQ(map.find("a"), nullptr);
  EXPECT_EQ(map.size(), 0U);
  EXPECT_TRUE(contents(map).empty());
}

TEST(PersistentMap, AnEditorChangesItsCopyAlone) {
  Map::Editor first{Map{}};
  first.set("a", 1);
  first.set("b", 2);
  const Map before = first.finish();
  Map::Editor second{before};
  second.set("a", 10);
  second.erase("b");
  second.set("c", 3);
  EXPECT_EQ(*second.find("a"), 10);
  EXPECT_EQ(second.find("b"), nullptr);
  const Map after = second.finish();
  EXPECT_EQ(contents(before), (std::map<std::string, int>{{"a", 1}, {"b", 2}}));
  EXPECT_EQ(contents(after), (std::map<std::string, int>{{"a", 10}, {"c", 3}}));
}

TEST(PersistentMap, ErasingWhatIsNotThereChangesNothing) {
  Map::Editor editor{Map{}};
  editor.set("a", 1);
  editor.erase("b");
  EXPECT_EQ(contents(editor.finish()), (std::map<std::string, int>{{"a", 1}}));
}

TEST(PersistentMap, EveryVersionStaysWhatItWasThroughManyChanges) {
  std::mt19937 chance{3};
  std::map<std::string, int> expected;
  std::vector<std::pair<Map, std::map<std::string, int>>> versions;
  Map map;
  for (int version = 0; version < 50; ++version) {
    Map::Editor editor{map};
    for (int change = 0; change < 100; ++change) {
      const std::string key = "key " + std::to_string(chance() % 3000);
      if (chance() % 3 == 0) {
        editor.erase(key);
        expected.erase(key);
      } else {
        editor.set(key, version);
        expected[key] = version;
      }
    }
    map = editor.finish();
    versions.emplace_back(map, expected);
  }
  for (const auto& [kept, contents_then] : versions) ASSERT_EQ(contents(kept), contents_then);
}

}  // namespace
}  // namespace citefeed
