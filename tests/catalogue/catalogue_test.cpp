#include "catalogue/catalogue.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace citefeed::catalogue {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;
using model::FileChange;

const Instant new_year{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
const Instant noon{std::chrono::sys_days{std::chrono::year{2023} / 12 / 1} + 12h};

std::shared_ptr<const model::Definitions> definitions(const std::string& version = "first") {
  model::Definitions made;
  made.bundles = {{.name = "both", .select = {.topics = {"a", "b"}, .types = {"survey"}}}};
  if (version != "first") {
    made.gone.posts = {{.id = "gone", .withdrawal = {.date = noon + 24h * version.size(), .reason = "R"}}};
    for (int i = 0; i < 20; ++i) made.gone.posts.push_back({.id = fmt::format("post-{}", i)});
    made.gone.topics = {{.slug = "gone", .withdrawal = {.date = noon - 24h * 60, .reason = "R"}}};
  }
  made.digest = sha256(version);
  return std::make_shared<const model::Definitions>(made);
}

struct Sketch {
  std::string id = {};
  Instant published = noon - 24h;
  std::optional<Instant> updated = {};
  std::vector<std::string> topics = {};
  std::vector<std::string> types = {};
  std::string doi = {};
  std::vector<Instant> notices = {};
  std::optional<Instant> withdrawn = {};
  bool draft = false;
  int version = 0;
};

PostPointer post(const Sketch& sketch) {
  model::Post made{
      .id = sketch.id, .published = sketch.published, .updated = sketch.updated.value_or(sketch.published)};
  made.edited = made.updated;
  for (const Instant date : sketch.notices) {
    made.notices.push_back({.date = date});
    made.updated = std::max(made.updated, date);
  }
  if (sketch.withdrawn) made.withdrawn = model::Withdrawal{.date = *sketch.withdrawn, .reason = "R"};
  made.topics = sketch.topics;
  made.research_types = sketch.types;
  made.draft = sketch.draft;
  if (!sketch.doi.empty()) made.reviewed = {{.title = "A title", .doi = sketch.doi}};
  made.digest = sha256(fmt::format("{} {} {}", sketch.id, sketch.version, to_rfc3339(sketch.published)));
  return std::make_shared<const model::Post>(made);
}

Ids ids(const Snapshot& snapshot) {
  Ids found;
  for (const auto& each : snapshot.everything.all()) found.push_back(each->id);
  return found;
}

class Schedule : public testing::Test {
 protected:
  std::shared_ptr<const Snapshot> advance(const std::vector<FileChange>& files, Instant now) {
    return catalogue_.advance(files, definitions_, now);
  }
  std::shared_ptr<const model::Definitions> definitions_ = definitions();
  Catalogue catalogue_;
};

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
  EXPECT_TRUE(early->noticed.empty());
  EXPECT_EQ(only(*early)->updated, noon - 24h);
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  const auto first = only(*advance({}, noon + 1h));
  EXPECT_EQ(first->notices.size(), 1U);
  EXPECT_EQ(first->updated, noon + 1h);
  EXPECT_NE(first->digest, only(*early)->digest);
  EXPECT_EQ(catalogue_.next_due(), noon + 2h);
  const auto late = advance({}, noon + 2h);
  EXPECT_EQ(only(*late)->notices.size(), 2U);
  EXPECT_EQ(late->noticed.size(), 1U);
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
  made.gone.topics = {{.slug = "t", .withdrawal = {.date = noon - 24h * 89}}};
  made.digest = sha256("gone");
  definitions_ = std::make_shared<const model::Definitions>(made);
  const auto early = advance({}, noon);
  EXPECT_TRUE(early->gone.posts.empty());
  EXPECT_TRUE(early->gone.topics.at(0).withdrawal.is_news);
  EXPECT_EQ(catalogue_.next_due(), noon + 1h);
  EXPECT_EQ(advance({}, noon + 1h)->gone.posts.size(), 1U);
  EXPECT_EQ(catalogue_.next_due(), noon + 24h);
  EXPECT_FALSE(advance({}, noon + 24h)->gone.topics.at(0).withdrawal.is_news);
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

/// All that a snapshot says, in words.
std::map<std::string, std::string> describe(const Snapshot& snapshot) {
  std::map<std::string, std::string> words;
  const auto tell = [&words](const std::string& name, const Timeline& timeline) {
    for (const auto& year : timeline.years) {
      auto& line = words[fmt::format("{} {}", name, year->number)];
      for (const auto& each : year->posts)
        line += fmt::format("{}@{} ", to_hex(each->digest).substr(0, 8), to_rfc3339(each->updated));
      for (const auto& each : year->posts) line += fmt::format("{} notices ", each->notices.size());
      line += fmt::format("| {} revised, {}, {}", year->revised.size(), to_rfc3339(year->newest_update),
                          to_hex(year->digest));
    }
  };
  tell("everything", snapshot.everything);
  words["open month"] = snapshot.open_month ? to_string(*snapshot.open_month) : "";
  tell("noticed", snapshot.noticed);
  for (const auto& [id, each] : snapshot.withdrawn) {
    words["withdrawn " + id] = fmt::format("{} {}", to_hex(each->digest), each->withdrawn.value().is_news);
  }
  for (const auto& each : snapshot.gone.posts) words["gone " + each.id] = each.withdrawal.is_news ? "news" : "old";
  for (const auto& id : snapshot.not_gone) words["not gone " + id] = "";
  for (const auto& each : snapshot.gone.topics)
    words["gone topic " + each.slug] = each.withdrawal.is_news ? "news" : "";
  for (const auto& [name, timeline] : snapshot.by_topic) tell("topic " + name, timeline);
  for (const auto& [name, timeline] : snapshot.by_type) tell("type " + name, timeline);
  for (const auto& [name, timeline] : snapshot.by_bundle) tell("bundle " + name, timeline);
  snapshot.articles.for_each([&](const std::string& identity, const ArticlePointer& article) {
    auto& line = words["article " + identity];
    line = fmt::format("{} {}:", article->first->id, article->position);
    for (const auto& each : article->reviews) line += " " + to_hex(each->digest).substr(0, 8);
  });
  return words;
}

template <class Choices>
auto one_of(std::mt19937& chance, const Choices& choices) {
  return *(std::begin(choices) + static_cast<std::ptrdiff_t>(chance() % std::size(choices)));
}

PostPointer random_post(std::mt19937& chance, int number, int version) {
  static const std::vector<std::vector<std::string>> topics{{}, {"a"}, {"b"}, {"a", "b"}, {"c"}};
  static const std::vector<std::vector<std::string>> types{{}, {"survey"}, {"trial"}};
  static const std::vector<std::string> dois{"", "10.1/x", "10.1/X", "10.1/y"};
  const Instant published = noon + std::chrono::hours{chance() % 40000} - 35000h;
  const bool is_updated = chance() % 4 == 0;
  std::vector<Instant> notices;
  for (auto count = chance() % 8; count > 5; --count)
    notices.push_back(published + std::chrono::hours{chance() % 9000});
  std::optional<Instant> withdrawn;
  if (chance() % 6 == 0) withdrawn = published + std::chrono::hours{chance() % 9000};
  return post({.id = fmt::format("post-{}", number),
               .published = published,
               .updated = is_updated ? published + std::chrono::hours{chance() % 9000} : published,
               .topics = one_of(chance, topics),
               .types = one_of(chance, types),
               .doi = one_of(chance, dois),
               .notices = notices,
               .withdrawn = withdrawn,
               .draft = chance() % 8 == 0,
               .version = version});
}

TEST_F(Schedule, AnySequenceOfChangesEndsWhereAFreshStartDoes) {
  std::mt19937 chance{11};
  std::map<std::string, PostPointer> files;
  Instant now = noon;
  for (int step = 0; step < 400; ++step) {
    std::vector<FileChange> changes;
    for (auto number = chance() % 4; number > 0; --number) {
      const auto which = static_cast<int>(chance() % 60);
      const std::string file = fmt::format("file-{}", which);
      const PostPointer made = chance() % 5 == 0 ? nullptr : random_post(chance, which, step);
      if (!made && !files.contains(file)) continue;
      made ? static_cast<void>(files[file] = made) : static_cast<void>(files.erase(file));
      std::erase_if(changes, [&](const FileChange& change) { return change.file == file; });
      changes.push_back({.file = file, .post = made});
    }
    if (step % 50 == 49) definitions_ = definitions(fmt::format("version {}", step));
    now += chance() % 20 == 0 ? -200h : std::chrono::hours{chance() % 60};
    std::vector<PostPointer> posts;
    posts.reserve(files.size());
    for (const auto& [file, each] : files) posts.push_back(each);
    ASSERT_EQ(describe(*advance(changes, now)), describe(*take_snapshot(posts, *definitions_, now))) << "step " << step;
    ASSERT_TRUE(!catalogue_.next_due() || *catalogue_.next_due() > now);
  }
}

}  // namespace
}  // namespace citefeed::catalogue
