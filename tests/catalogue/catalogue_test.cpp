#include "catalogue/catalogue.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

namespace citefeed::catalogue {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;
using model::FileChange;

const Instant noon{std::chrono::sys_days{std::chrono::year{2023} / 12 / 1} + 12h};

std::shared_ptr<const model::Definitions> definitions(const std::string& version = "first") {
  model::Definitions made;
  made.bundles = {{.name = "both", .select = {.topics = {"a", "b"}, .types = {"survey"}}}};
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
  bool draft = false;
  int version = 0;
};

PostPointer post(const Sketch& sketch) {
  model::Post made{
      .id = sketch.id, .published = sketch.published, .updated = sketch.updated.value_or(sketch.published)};
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
  EXPECT_EQ(catalogue_.next_due(), std::nullopt);
}

TEST_F(Schedule, AnUpdateHappensAtItsMoment) {
  const auto early = advance({{"f", post({.id = "a", .updated = noon + 2h})}}, noon);
  EXPECT_EQ(early->everything.newest(1).front()->updated, noon - 24h);
  EXPECT_EQ(catalogue_.next_due(), noon + 2h);
  EXPECT_EQ(advance({}, noon + 2h)->everything.newest(1).front()->updated, noon + 2h);
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
      line += fmt::format("| {} revised, {}, {}", year->revised.size(), to_rfc3339(year->newest_update),
                          to_hex(year->digest));
    }
  };
  tell("everything", snapshot.everything);
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
  return post({.id = fmt::format("post-{}", number),
               .published = published,
               .updated = is_updated ? published + std::chrono::hours{chance() % 9000} : published,
               .topics = one_of(chance, topics),
               .types = one_of(chance, types),
               .doi = one_of(chance, dois),
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
    for (const auto& [file, each] : files) posts.push_back(each);
    ASSERT_EQ(describe(*advance(changes, now)), describe(*take_snapshot(posts, *definitions_, now))) << "step " << step;
    ASSERT_TRUE(!catalogue_.next_due() || *catalogue_.next_due() > now);
  }
}

}  // namespace
}  // namespace citefeed::catalogue
