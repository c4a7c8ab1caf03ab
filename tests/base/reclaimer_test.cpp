#include "base/reclaimer.hpp"

#include <gtest/gtest.h>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace citefeed {
namespace {

/// Tells by which thread it ended.
struct Watched {
  explicit Watched(std::promise<std::thread::id>& by) : ended_by(by) {}
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  ~Watched() { ended_by.set_value(std::this_thread::get_id()); }

  std::promise<std::thread::id>& ended_by;
};

TEST(Reclaimer, LetsGoOnAThreadOfItsOwn) {
  std::promise<std::thread::id> ended_by;
  const Reclaimer reclaimer;
  auto guarded = reclaimer.guard(std::make_shared<const Watched>(ended_by));
  guarded.reset();
  EXPECT_NE(ended_by.get_future().get(), std::this_thread::get_id());
}
TEST(Reclaimer, GivesAPointerToTheSameValue) {
  const Reclaimer reclaimer;
  const auto value = std::make_shared<const int>(7);
  EXPECT_EQ(reclaimer.guard(value), value);
  EXPECT_EQ(reclaimer.guard(std::shared_ptr<const int>{}), nullptr);
}
TEST(Reclaimer, WaitsForTheLastCopy) {
  const Reclaimer reclaimer;
  const auto value = std::make_shared<const int>(7);
  auto first = reclaimer.guard(value);
  auto second = first;
  first.reset();
  EXPECT_EQ(*second, 7);
  EXPECT_EQ(second.use_count(), 1);
  EXPECT_EQ(value.use_count(), 2) << "the guard holds it";
}
TEST(Reclaimer, LetsGoOfAllThatItWasLeftBeforeItEnds) {
  std::vector<std::promise<std::thread::id>> ended_by(100);
  {
    const Reclaimer reclaimer;
    for (auto& by : ended_by) static_cast<void>(reclaimer.guard(std::make_shared<const Watched>(by)));
  }
  for (auto& by : ended_by) {
    EXPECT_EQ(by.get_future().wait_for(std::chrono::seconds{0}), std::future_status::ready);
  }
}
TEST(Reclaimer, MayEndBeforeWhatItGuards) {
  std::promise<std::thread::id> ended_by;
  std::optional<Reclaimer> reclaimer{std::in_place};
  auto guarded = reclaimer->guard(std::make_shared<const Watched>(ended_by));
  reclaimer.reset();
  guarded.reset();
  EXPECT_EQ(ended_by.get_future().get(), std::this_thread::get_id()) << "nobody else is there to do it";
}
TEST(Reclaimer, LetsGoOfWhatAGuardedValueHolds) {
  struct Outer {
    std::shared_ptr<const Watched> inner = {};
  };
  std::promise<std::thread::id> ended_by;
  const Reclaimer reclaimer;
  auto outer = std::make_shared<Outer>(Outer{.inner = reclaimer.guard(std::make_shared<const Watched>(ended_by))});
  reclaimer.guard(std::shared_ptr<const Outer>{std::move(outer)}).reset();
  EXPECT_NE(ended_by.get_future().get(), std::this_thread::get_id());
}

}  // namespace
}  // namespace citefeed
