#include "resource/current_site.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace citefeed::resource {
namespace {

std::shared_ptr<const Site> site_called(const std::string& name) {
  SiteEditor editor{Site{}};
  editor.set_moved("/name", name);
  return std::make_shared<const Site>(editor.finish());
}

TEST(CurrentSite, IsNothingBeforeTheFirst) {
  const CurrentSite current;
  SiteReader reader{current};
  EXPECT_EQ(reader.get(), nullptr);
}

TEST(CurrentSite, IsSeenByAReaderAtItsNextCall) {
  CurrentSite current;
  SiteReader reader{current};
  current.replace(site_called("first"));
  EXPECT_EQ(reader.get()->find_moved("/name"), "first");
  current.replace(site_called("second"));
  EXPECT_EQ(reader.get()->find_moved("/name"), "second");
}

TEST(CurrentSite, StaysWholeForWhoeverHoldsIt) {
  CurrentSite current;
  current.replace(site_called("first"));
  const auto held = current.get();
  current.replace(site_called("second"));
  EXPECT_EQ(held->find_moved("/name"), "first");
}

TEST(CurrentSite, IsLetGoWhenTheLastReaderMovedOn) {
  CurrentSite current;
  SiteReader reader{current};
  current.replace(site_called("first"));
  const std::weak_ptr<const Site> first = reader.get();
  current.replace(site_called("second"));
  EXPECT_FALSE(first.expired());
  static_cast<void>(reader.get());
  EXPECT_TRUE(first.expired());
}

TEST(CurrentSite, MayBeReplacedWhileManyThreadsRead) {
  CurrentSite current;
  current.replace(site_called("0"));
  std::vector<std::thread> readers;
  readers.reserve(4);
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&current] {
      SiteReader reader{current};
      int newest = 0;
      while (newest < 200) {
        const int seen = std::stoi(*reader.get()->find_moved("/name"));
        EXPECT_GE(seen, newest) << "a reader never goes back";
        newest = seen;
      }
    });
  }
  for (int i = 1; i <= 200; ++i) current.replace(site_called(std::to_string(i)));
  for (auto& reader : readers) reader.join();
}

}  // namespace
}  // namespace citefeed::resource
