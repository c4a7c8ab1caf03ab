#include "subscribers/census.hpp"

#include <gtest/gtest.h>

namespace citefeed::subscribers {
namespace {

constexpr Instant noon{std::chrono::seconds{1'700'000'000}};

/// A fetch of what has the entity tag `tag`, `minutes` after noon.
Fetch full(int minutes, std::uint64_t tag) {
  return {.client_and_feed = 1, .at = noon + std::chrono::minutes{minutes}, .tag = tag, .body_bytes = 700};
}
Fetch conditional(int minutes, std::uint64_t tag) {
  Fetch fetch = full(minutes, tag);
  fetch.is_conditional = true;
  return fetch;
}
Fetch not_modified(int minutes, std::uint64_t tag) {
  Fetch fetch = conditional(minutes, tag);
  fetch.is_not_modified = true;
  fetch.body_bytes = 0;
  return fetch;
}

SoftwareBehaviour behaviour_of(std::initializer_list<Fetch> fetches) {
  Behaviour behaviour;
  for (const Fetch& fetch : fetches) behaviour.note("A", fetch);
  return behaviour.by_software().at("A");
}

TEST(Behaviour, IsFineWhenNothingIsFetchedTwice) {
  EXPECT_EQ(behaviour_of({full(0, 5), not_modified(30, 5), conditional(60, 6), not_modified(90, 6)}),
            (SoftwareBehaviour{.requests = 4, .not_modified = 2}));
}

TEST(Behaviour, IsWastefulWithoutAValidator) {
  EXPECT_EQ(behaviour_of({full(0, 5), full(30, 5), full(60, 5)}),
            (SoftwareBehaviour{.requests = 3, .unconditional = 2, .wasted_bytes = 1400}));
}

TEST(Behaviour, IsNoWasteWhenThereIsSomethingNew) {
  EXPECT_EQ(behaviour_of({full(0, 5), full(30, 6)}), (SoftwareBehaviour{.requests = 2}));
}

TEST(Behaviour, IsWastefulWithAValidatorThatNeverWasCurrent) {
  EXPECT_EQ(behaviour_of({full(0, 5), conditional(30, 5)}),
            (SoftwareBehaviour{.requests = 2, .wrong_validators = 1, .wasted_bytes = 700}));
}

TEST(Behaviour, IsHastyWithinAMinute) {
  Fetch soon = not_modified(0, 5);
  soon.at += std::chrono::seconds{59};
  EXPECT_EQ(behaviour_of({full(0, 5), soon}), (SoftwareBehaviour{.requests = 2, .not_modified = 1, .hasty = 1}));
  EXPECT_EQ(behaviour_of({full(0, 5), not_modified(1, 5)}), (SoftwareBehaviour{.requests = 2, .not_modified = 1}));
}

TEST(Behaviour, OfOneClientIsNotThatOfAnother) {
  Fetch other = full(0, 5);
  other.client_and_feed = 2;
  EXPECT_EQ(behaviour_of({full(0, 5), other}), (SoftwareBehaviour{.requests = 2}));
}

TEST(Behaviour, OfClientsIsForgottenAndOfSoftwareIsNot) {
  Behaviour behaviour;
  behaviour.note("A", full(0, 5));
  behaviour.forget_clients();
  behaviour.note("A", full(0, 5));
  EXPECT_EQ(behaviour.by_software().at("A"), (SoftwareBehaviour{.requests = 2}));
}

TEST(Behaviour, OfInventedNamesIsCountedTogether) {
  Behaviour behaviour;
  for (int i = 0; i < 1000; ++i) behaviour.note("A" + std::to_string(i), full(0, 5));
  EXPECT_EQ(behaviour.by_software().size(), 257U);
  EXPECT_EQ(behaviour.by_software().at("other").requests, 1000U - 256U);
}

}  // namespace
}  // namespace citefeed::subscribers
