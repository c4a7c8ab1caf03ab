#include "catalogue_fixture.hpp"

namespace citefeed::catalogue {
namespace {

TEST_F(Schedule, APostAppearsAtItsMomentAndNotBefore) {
  EXPECT_EQ(ids(*advance({{"f", post({.id = "later", .published = noon + 1h})}}, noon)), Ids{});
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  EXPECT_EQ(ids(*advance({}, noon + 1h - 1s)), Ids{});
  EXPECT_EQ(ids(*advance({}, noon + 1h)), Ids{"later"});
  EXPECT_EQ(catalogue_.next_due(), new_year);
}

TEST_F(Schedule, AnUpdateHappensAtItsMoment) {
  const auto early = advance({{"f", post({.id = "a", .updated = noon + 2h})}}, noon);
  EXPECT_EQ(early->everything.newest(1).front()->updated, noon - 24h);
  EXPECT_EQ(catalogue_.next_due(), noon + 2h);
  EXPECT_EQ(advance({}, noon + 2h)->everything.newest(1).front()->updated, noon + 2h);
}

PostPointer only(const Snapshot& snapshot) {
  const auto posts = snapshot.everything.all();
  return posts.size() == 1 ? posts.front() : nullptr;
}

TEST_F(Schedule, ANoticeIsGivenAtItsMoment) {
  const auto early = advance({{"f", post({.id = "a", .notices = {noon + 2h, noon + 1h}})}}, noon);
  EXPECT_TRUE(only(*early)->notices.empty());
  EXPECT_TRUE(early->corrections.empty());
  EXPECT_EQ(only(*early)->updated, noon - 24h);
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  const auto first = only(*advance({}, noon + 1h));
  EXPECT_EQ(first->notices.size(), 1U);
  EXPECT_EQ(first->updated, noon + 1h);
  EXPECT_NE(first->digest, only(*early)->digest);
  EXPECT_EQ(catalogue_.next_due(), noon + 2h);
  const auto late = advance({}, noon + 2h);
  EXPECT_EQ(only(*late)->notices.size(), 2U);
  EXPECT_EQ(late->corrections.size(), 2U);
  EXPECT_EQ(catalogue_.next_due(), std::nullopt);
}

TEST_F(Schedule, ANoticeIsNotHeldBackByALaterEdit) {
  const auto seen = only(*advance({{"f", post({.id = "a", .updated = noon + 2h, .notices = {noon - 1h}})}}, noon));
  EXPECT_EQ(seen->notices.size(), 1U);
  EXPECT_EQ(seen->updated, noon - 1h);
}

TEST_F(Schedule, AWithdrawalHappensAtItsMomentAndIsNewsFor90Days) {
  const auto early = advance({{"f", post({.id = "a", .topics = {"a"}, .withdrawn = noon + 1h})}}, noon);
  EXPECT_EQ(ids(*early), Ids{"a"});
  EXPECT_FALSE(only(*early)->withdrawn);
  EXPECT_TRUE(early->withdrawn.empty());
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  const auto gone = advance({}, noon + 1h);
  EXPECT_EQ(ids(*gone), Ids{});
  EXPECT_TRUE(gone->by_topic.empty());
  EXPECT_TRUE(gone->withdrawn.at("a")->withdrawn->is_news);
  EXPECT_EQ(catalogue_.next_due(), noon + 24h * 90 + 1h);
  const auto old = advance({}, noon + 24h * 90 + 1h);
  EXPECT_FALSE(old->withdrawn.at("a")->withdrawn->is_news);
  EXPECT_EQ(catalogue_.next_due(), std::nullopt);
}

TEST_F(Schedule, AWithdrawnPostComesBackWithItsFile) {
  (void)advance({{"f", post({.id = "a", .withdrawn = noon - 1h})}}, noon);
  const auto back = advance({{"f", post({.id = "a", .version = 1})}}, noon);
  EXPECT_EQ(ids(*back), Ids{"a"});
  EXPECT_TRUE(back->withdrawn.empty());
}

TEST_F(Schedule, WhatHasNoFileIsGoneAtItsMomentToo) {
  model::Definitions made = *definitions_;
  made.gone.posts = {{.id = "p", .withdrawal = {.date = noon + 1h}}};
  made.gone.feeds = {{.slug = "t", .withdrawal = {.date = noon - 24h * 89}}};
  made.digest = sha256("gone");
  definitions_ = std::make_shared<const model::Definitions>(made);
  const auto early = advance({}, noon);
  EXPECT_TRUE(early->gone.posts.empty());
  EXPECT_TRUE(early->gone.feeds.at(0).withdrawal.is_news);
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  EXPECT_EQ(advance({}, noon + 1h)->gone.posts.size(), 1U);
  EXPECT_EQ(catalogue_.next_due(), noon + 24h);
  EXPECT_FALSE(advance({}, noon + 24h)->gone.feeds.at(0).withdrawal.is_news);
  EXPECT_EQ(catalogue_.next_due(), noon + 24h * 90 + 1h);
}

TEST_F(Schedule, WhatIsCalledGoneIsNotWhileAPostIsThere) {
  model::Definitions made = *definitions_;
  made.gone.posts = {{.id = "p", .withdrawal = {.date = noon - 1h}}, {.id = "q", .withdrawal = {.date = noon - 1h}}};
  made.digest = sha256("gone");
  definitions_ = std::make_shared<const model::Definitions>(made);
  using Names = std::set<std::string, std::less<>>;
  EXPECT_EQ(advance({{"f", post({.id = "p"})}}, noon)->not_gone, Names{"p"});
  EXPECT_EQ(advance({{"g", post({.id = "other"})}}, noon)->not_gone, Names{"p"});
  EXPECT_EQ(advance({{"f", post({.id = "p", .withdrawn = noon - 1h, .version = 1})}}, noon)->not_gone, Names{});
  EXPECT_EQ(advance({{"f", post({.id = "p", .version = 2})}}, noon)->not_gone, Names{"p"});
  EXPECT_EQ(advance({{"f", nullptr}}, noon)->not_gone, Names{});
}

TEST_F(Schedule, DraftsAreNeverDue) {
  EXPECT_EQ(ids(*advance({{"f", post({.id = "a", .published = noon + 1h, .draft = true})}}, noon)), Ids{});
  EXPECT_EQ(catalogue_.next_due(), std::nullopt);
}

TEST_F(Schedule, NextDueIsTheEarliestOfAll) {
  (void)advance(
      {{"f", post({.id = "later", .published = noon + 2h})}, {"g", post({.id = "soon", .published = noon + 1h})}},
      noon);
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  (void)advance({{"g", nullptr}}, noon);
  EXPECT_EQ(catalogue_.next_due(), noon + 2h);
}

TEST_F(Schedule, APostGoesAgainWhenTheClockIsSetBack) {
  (void)advance({{"f", post({.id = "a", .published = noon})}}, noon + 1s);
  EXPECT_EQ(ids(*advance({}, noon - 1s)), Ids{});
  EXPECT_EQ(ids(*advance({}, noon)), Ids{"a"});
}

TEST_F(Schedule, NothingNewIsTheSameSnapshot) {
  const std::vector<FileChange> files{{"f", post({.id = "a"})}, {"g", post({.id = "b", .draft = true})}};
  const auto first = advance(files, noon);
  EXPECT_EQ(advance({}, noon + 1s), first);
  EXPECT_EQ(advance(files, noon + 2s), first);
  EXPECT_EQ(advance({{"g", post({.id = "b", .draft = true, .version = 1})}}, noon + 3s), first);
}

TEST_F(Schedule, UntouchedYearsAreTheSameObjects) {
  const auto old = post({.id = "old", .published = noon - 24h * 800});
  const auto first = advance({{"f", old}, {"g", post({.id = "new"})}}, noon);
  const auto second = advance({{"g", post({.id = "new", .version = 1})}}, noon);
  EXPECT_EQ(second->everything.years.at(1), first->everything.years.at(1));
  EXPECT_NE(second->everything.years.at(0), first->everything.years.at(0));
}

TEST_F(Schedule, AnIdMayMoveFromFileToFile) {
  (void)advance({{"f", post({.id = "a"})}, {"g", post({.id = "b"})}}, noon);
  EXPECT_EQ(ids(*advance({{"f", post({.id = "b", .version = 1})}, {"g", post({.id = "a", .version = 1})}}, noon)),
            (Ids{"a", "b"}));
}

}  // namespace
}  // namespace citefeed::catalogue
