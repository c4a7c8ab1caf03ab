#include "resource/resource.hpp"

#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>
#include <vector>

namespace citefeed::resource {
namespace {

CodedBodies bodies_with_gzip() {
  CodedBodies bodies;
  bodies.by_coding = {make_coded_body("long text"), make_coded_body("short"), {}, {}};
  return bodies;
}

constexpr auto identity = static_cast<std::size_t>(Coding::identity);
constexpr auto gzip = static_cast<std::size_t>(Coding::gzip);
constexpr auto br = static_cast<std::size_t>(Coding::br);

TEST(Prepare, MakesARepresentationOfEachCodingThereIs) {
  const Prepared prepared = prepare({.content_type = "text/plain"}, bodies_with_gzip());
  ASSERT_TRUE(prepared.usual.at(identity) && prepared.usual.at(gzip));
  EXPECT_EQ(*prepared.usual.at(gzip)->body, "short");
  EXPECT_NE(prepared.usual.at(gzip)->tag, prepared.usual.at(identity)->tag);
  EXPECT_FALSE(prepared.usual.at(br));
  EXPECT_FALSE(prepared.browser.at(identity));
}

TEST(Prepare, MakesThoseForBrowsersWhenTheyGetAnotherType) {
  const Prepared prepared =
      prepare({.content_type = "application/atom+xml", .browser_content_type = "text/xml"}, bodies_with_gzip());
  ASSERT_TRUE(prepared.browser.at(identity) && prepared.browser.at(gzip));
  EXPECT_FALSE(prepared.browser.at(br));
  EXPECT_EQ(prepared.browser.at(gzip)->body, prepared.usual.at(gzip)->body) << "bytes are shared, not copied";
}

TEST(Resource, MadeWithItsRepresentationsIsPrepared) {
  const Resource resource{{}, prepare({.content_type = "text/plain"}, bodies_with_gzip())};
  EXPECT_TRUE(resource.is_prepared());
  EXPECT_EQ(resource.prepared().metadata.content_type, "text/plain");
}

TEST(Resource, RemembersWhatItWasMadeFromByItsDigest) {
  const Digest inputs = sha256("post and definitions");
  EXPECT_EQ((Resource{inputs, Prepared{}}).inputs(), inputs);
  EXPECT_EQ((Resource{inputs, [] { return Prepared{}; }}).inputs(), inputs);
}

TEST(Resource, IsMadeOnceHoweverManyThreadsAskFirst) {
  std::atomic<int> times_made = 0;
  const Resource resource{{}, [&times_made] {
                            ++times_made;
                            return prepare({.content_type = "text/plain"}, bodies_with_gzip());
                          }};
  EXPECT_FALSE(resource.is_prepared());
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&resource] { EXPECT_EQ(*resource.prepared().usual.at(gzip)->body, "short"); });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(times_made, 1);
  EXPECT_TRUE(resource.is_prepared());
}

TEST(Resource, LetsGoOfWhatItWasMadeFrom) {
  auto source = std::make_shared<int>(1);
  const Resource resource{{}, [source] { return prepare({.content_type = "text/plain"}, bodies_with_gzip()); }};
  EXPECT_EQ(source.use_count(), 2);
  static_cast<void>(resource.prepared());
  EXPECT_EQ(source.use_count(), 1);
}

TEST(Resource, ThatCouldNotBeMadeIsTriedAgain) {
  int calls = 0;
  const Resource resource{{}, [&calls]() -> Prepared {
                            if (++calls == 1) throw std::runtime_error("no memory");
                            return prepare({.content_type = "text/plain"}, bodies_with_gzip());
                          }};
  EXPECT_THROW(static_cast<void>(resource.prepared()), std::runtime_error);
  EXPECT_EQ(resource.prepared().metadata.content_type, "text/plain");
}

}  // namespace
}  // namespace citefeed::resource
