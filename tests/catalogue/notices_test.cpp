// What happened after publication, as entries of the feed of corrections.
#include "catalogue/notices.hpp"

#include <gmock/gmock.h>

#include "catalogue_fixture.hpp"

namespace citefeed::catalogue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Ids names(const Timeline& timeline) {
  Ids found;
  for (const auto& each : timeline.all()) found.push_back(each->id + "#" + each->notice_name);
  return found;
}

TEST_F(Schedule, ANoticeIsNewsOnItsDayWhateverTheAgeOfThePost) {
  const auto snapshot = advance({{"f", post({.id = "old", .published = noon - 24h * 3000, .notices = {noon}})},
                                 {"g", post({.id = "new", .notices = {noon - 24h * 200}})}},
                                noon + 1h);
  EXPECT_THAT(names(snapshot->corrections), ElementsAre("old#correction-2023-12-01", "new#correction-2023-05-15"));
  const auto newest = snapshot->corrections.newest(1).front();
  EXPECT_EQ(newest->published, noon);
  EXPECT_EQ(newest->updated, noon);
}

TEST_F(Schedule, ASecondNoticeIsASecondEntryAndLeavesTheFirst) {
  const auto first = names(advance({{"f", post({.id = "a", .notices = {noon - 24h}})}}, noon)->corrections);
  const auto both =
      names(advance({{"f", post({.id = "a", .notices = {noon - 24h, noon}, .version = 1})}}, noon)->corrections);
  EXPECT_THAT(first, ElementsAre("a#correction-2023-11-30"));
  EXPECT_THAT(both, ElementsAre("a#correction-2023-12-01", "a#correction-2023-11-30"));
}

TEST_F(Schedule, NoticesOfOneKindAndDayHaveNamesOfTheirOwn) {
  const auto found = advance({{"f", post({.id = "a", .notices = {noon - 1h, noon - 1h, noon - 2h}})}}, noon);
  EXPECT_THAT(names(found->corrections),
              ElementsAre("a#correction-2023-12-01", "a#correction-2023-12-01-2", "a#correction-2023-12-01-3"));
}

TEST_F(Schedule, ANoticeKeepsItsNameWhateverIsAddedBelowIt) {
  model::Post made = *post({.id = "a", .notices = {noon - 1h}});
  const auto first = model::notice_names(made, {});
  made.notices.insert(made.notices.begin(), {.place = 1, .date = noon - 2h});  // written without its hour, say
  made.notices.push_back({.place = 2, .article = 1, .date = noon - 3h});
  EXPECT_THAT(model::notice_names(made, {}),
              ElementsAre("correction-2023-12-01-2", first.at(0), "correction-2023-12-01-article-2"));
}

TEST_F(Schedule, ANoticeOnAPostThatWasAddedLaterIsNoOlderThanThat) {
  auto late = std::make_shared<model::Post>(*post({.id = "a", .notices = {noon - 24h * 30}}));
  late->added = late->updated = noon - 1h;
  EXPECT_EQ(advance({{"f", late}}, noon)->corrections.newest(1).front()->published, noon - 1h);
}

TEST_F(Schedule, ANoticeFromBeforeThePostIsNoOlderThanThePost) {
  const auto found = advance({{"f", post({.id = "a", .notices = {noon - 24h * 30}})}}, noon);
  EXPECT_EQ(found->corrections.newest(1).front()->published, noon - 24h);
}

TEST_F(Schedule, AWithdrawalIsAnEntryAndStaysOneWhenItIsNoLongerNews) {
  (void)advance({{"f", post({.id = "a", .notices = {noon - 1h}, .withdrawn = noon + 1h})}}, noon);
  const Ids both{"a#withdrawal-2023-12-01", "a#correction-2023-12-01"};
  EXPECT_EQ(names(advance({}, noon + 1h)->corrections), both);
  EXPECT_EQ(names(advance({}, noon + 24h * 100)->corrections), both);
}

TEST_F(Schedule, WhatHasNoFileIsWithdrawnUnlessThereIsOne) {
  model::Definitions made = *definitions_;
  made.gone.posts = {{.id = "p", .withdrawal = {.date = noon + 1h}}, {.id = "q", .withdrawal = {.date = noon + 1h}}};
  made.digest = sha256("gone");
  definitions_ = std::make_shared<const model::Definitions>(made);
  EXPECT_THAT(names(advance({{"f", post({.id = "q"})}}, noon)->corrections), IsEmpty());
  EXPECT_THAT(names(advance({}, noon + 1h)->corrections), ElementsAre("p#withdrawal-2023-12-01"));
  EXPECT_THAT(names(advance({{"f", nullptr}}, noon + 2h)->corrections),
              ElementsAre("p#withdrawal-2023-12-01", "q#withdrawal-2023-12-01"));
}

TEST(ANoticeOfAWithdrawal, IsOnNoArticle) {
  auto withdrawn = *post({.id = "a", .doi = "10.1000/a", .withdrawn = noon});
  EXPECT_THAT(notices_of(withdrawn, {}).at(0)->reviewed, IsEmpty());
}

}  // namespace
}  // namespace citefeed::catalogue
