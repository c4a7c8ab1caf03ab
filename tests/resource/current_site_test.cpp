#include "resource/current_site.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <optional>
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
  const Wake wake;
  SiteReader reader{current, wake};
  EXPECT_EQ(reader.get(), nullptr);
}

TEST(CurrentSite, IsSeenByAReaderAtItsNextCall) {
  CurrentSite current;
  const Wake wake;
  SiteReader reader{current, wake};
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
  const Wake wake;
  SiteReader reader{current, wake};
  current.replace(site_called("first"));
  const std::weak_ptr<const Site> first = reader.get();
  current.replace(site_called("second"));
  EXPECT_FALSE(first.expired());
  static_cast<void>(reader.get());
  EXPECT_TRUE(first.expired());
}

bool rings(const Wake& wake) {
  pollfd wanted = {.fd = wake.number(), .events = POLLIN, .revents = 0};
  return poll(&wanted, 1, 0) > 0;
}

TEST(CurrentSite, RingsForEveryReader) {
  const Wake first, second;
  CurrentSite current;
  const SiteReader one{current, first};
  std::optional<SiteReader> other{std::in_place, current, second};
  EXPECT_FALSE(rings(first));
  current.replace(site_called("first"));
  EXPECT_TRUE(rings(first) && rings(second));
  first.clear();
  second.clear();
  other.reset();
  current.replace(site_called("second"));
  EXPECT_TRUE(rings(first));
  EXPECT_FALSE(rings(second)) << "its reader is gone";
}

TEST(CurrentSite, MayBeReplacedWhileManyThreadsRead) {
  CurrentSite current;
  current.replace(site_called("0"));
  std::vector<std::thread> readers;
  readers.reserve(4);
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&current] {
      const Wake wake;
      SiteReader reader{current, wake};
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
