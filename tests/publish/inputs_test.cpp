#include "publish/inputs.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "base/published_addresses.hpp"

namespace citefeed::publish {
namespace {

template <class Value>
concept IsInput = requires(InputDigest& digest, const Value& value) {
  digest.add(value);
};

// What may be another thing next time under the same name is no input.
static_assert(!IsInput<const int*>);
static_assert(!IsInput<std::function<int()>>);
static_assert(!IsInput<int (*)()>);
static_assert(!IsInput<std::unique_ptr<int>>);
static_assert(!IsInput<std::shared_ptr<const std::string>>);
static_assert(!IsInput<std::vector<double>::iterator>);
static_assert(IsInput<std::string> && IsInput<Instant> && IsInput<DocumentKind> && IsInput<catalogue::PostPointer>);

struct Part {
  std::string name = {};
  int number = 0;
};

struct Whole {
  Part part = {};
  std::vector<std::string> first = {};
  std::vector<std::string> second = {};
  DocumentKind kind = DocumentKind::atom;
  bool is_shown = false;
};

struct SameMembers {
  Part part = {};
  std::vector<std::string> first = {};
  std::vector<std::string> second = {};
  DocumentKind kind = DocumentKind::atom;
  bool is_shown = false;
};

TEST(InputDigest, IsOfEveryMember) {
  const Digest usual = digest_of(Whole{});
  EXPECT_EQ(digest_of(Whole{}), usual);
  EXPECT_NE(digest_of(Whole{.part = {.name = "a"}}), usual);
  EXPECT_NE(digest_of(Whole{.part = {.number = 1}}), usual);
  EXPECT_NE(digest_of(Whole{.first = {"a"}}), usual);
  EXPECT_NE(digest_of(Whole{.kind = DocumentKind::rss}), usual);
  EXPECT_NE(digest_of(Whole{.is_shown = true}), usual);
}

TEST(InputDigest, TellsListsThatFollowOneAnotherApart) {
  EXPECT_NE(digest_of(Whole{.first = {"a"}}), digest_of(Whole{.second = {"a"}}));
  EXPECT_NE(digest_of(Whole{.first = {"a", "b"}}), digest_of(Whole{.first = {"a"}, .second = {"b"}}));
}

TEST(InputDigest, OfWhatIsSharedIsThatOfItsMembers) {
  EXPECT_EQ(Shared{Part{.name = "a"}}.digest(), Shared{Part{.name = "a"}}.digest());
  EXPECT_NE(Shared{Part{.name = "a"}}.digest(), Shared{Part{.name = "b"}}.digest());
}

TEST(Key, IsOfTheInputsTheirTypeAndTheDefinitions) {
  const model::Definitions before{.digest = sha256("before")}, after{.digest = sha256("after")};
  EXPECT_EQ(key_of(Whole{}, before), key_of(Whole{}, before));
  EXPECT_NE(key_of(Whole{}, before), key_of(Whole{}, after));
  EXPECT_NE(key_of(Whole{}, before), key_of(SameMembers{}, before));
}

}  // namespace
}  // namespace citefeed::publish
