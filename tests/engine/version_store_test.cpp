// What a process leaves for the next one, and what that makes of it.
#include "engine/version_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "../base/temporary_directory.hpp"
#include "engine/followed_site.hpp"
#include "hand_clock.hpp"
#include "recorded_log.hpp"

namespace citefeed::engine {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace fs = std::filesystem;

class Directory : public testing::Test {
 protected:
  TemporaryDirectory temporary_;
  const fs::path root_ = temporary_.path();
};

using Store = Directory;

VersionStore::Version version(const std::string& id, const std::string& path, const std::string& bytes) {
  return {.post = {.id = id, .path = path, .digest = sha256(bytes)}, .bytes = bytes};
}

std::vector<std::string> ids_of(const VersionStore& store) {
  std::vector<std::string> ids;
  for (const auto& post : store.published()) ids.push_back(post.id);
  return ids;
}

TEST_F(Store, GivesTheNextProcessTheLastVersionOfEachPost) {
  {
    VersionStore store{root_};
    EXPECT_EQ(store.problem(), "");
    EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "first"), version("b", "2023/12/b.md", "b")}), "");
    EXPECT_EQ(store.keep({version("a", "2023/12/a.md", std::string{"sec\0nd", 6})}), "");
    EXPECT_EQ(store.keep_definitions({{"site.yaml", "title: A"}}), "");
    EXPECT_EQ(store.keep_definitions({{"site.yaml", "title: B"}, {"topics.yaml", ""}}), "");
  }
  const VersionStore store{root_};
  EXPECT_THAT(store.posts(), ElementsAre("2023/12/a.md", "2023/12/b.md"));
  EXPECT_EQ(store.read("2023/12/a.md"), (std::string{"sec\0nd", 6}));
  EXPECT_EQ(store.read("2023/12/c.md"), std::nullopt);
  EXPECT_EQ(store.definitions().at("site.yaml"), "title: B");
  EXPECT_EQ(store.published().at(0).digest, sha256({"sec\0nd", 6}));
}

TEST_F(Store, RemembersAPostThatIsLostUntilItIsForgottenOrBack) {
  VersionStore store{root_};
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "a"), version("b", "2023/12/b.md", "b")}), "");
  EXPECT_EQ(store.note_lost({"a", "b"}), "");
  EXPECT_THAT(store.posts(), IsEmpty());
  EXPECT_EQ(store.read("2023/12/a.md"), std::nullopt) << "nothing stands at its path any more";
  EXPECT_THAT(ids_of(store), ElementsAre("a", "b"));
  EXPECT_EQ(store.read_post("b"), "b");
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "again")}), "");
  EXPECT_EQ(store.forget_lost({"a", "b"}), "");
  EXPECT_THAT(ids_of(store), ElementsAre("a"));
  EXPECT_EQ(store.read_post("b"), std::nullopt);
}

TEST_F(Store, ForgetsTheIdThatStoodByMistakeWhereALostOneComesBack) {
  VersionStore store{root_};
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "a")}), "");
  EXPECT_EQ(store.note_lost({"a"}), "");
  EXPECT_EQ(store.keep({version("renamed", "2023/12/a.md", "a")}), "");
  EXPECT_THAT(ids_of(store), ElementsAre("a", "renamed"));
  EXPECT_EQ(store.note_lost({"renamed"}), "");
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "a")}), "");
  EXPECT_THAT(ids_of(store), ElementsAre("a"));
}

TEST_F(Store, ThatCannotBeUsedKeepsNothingAndSaysSo) {
  std::ofstream{root_ / "file"} << "";
  VersionStore store{root_ / "file" / "state"};
  EXPECT_THAT(store.problem(), HasSubstr("cannot be used, so that a restart forgets"));
  EXPECT_FALSE(store.is_usable());
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "a")}), "it cannot be used");
  EXPECT_THAT(store.posts(), IsEmpty());
  EXPECT_EQ(store.read("2023/12/a.md"), std::nullopt);
}

TEST_F(Store, ThatIsDamagedIsPutAside) {
  std::ofstream{root_ / "posts.db"} << std::string(8192, 'x');
  VersionStore store{root_};
  EXPECT_THAT(store.problem(), HasSubstr("was damaged and is kept as posts.db.damaged"));
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "a")}), "");
}

TEST_F(Store, KeepsTheVersionsOfOneCallOrNone) {
  VersionStore store{root_};
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "first")}), "");
  const auto other = storage::open_state((root_ / "posts.db").string(), {});
  storage::execute(*other,
                   "CREATE TRIGGER full BEFORE INSERT ON post_file WHEN new.id = 'b' "
                   "BEGIN SELECT RAISE(ABORT, 'no space'); END");
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "second"), version("b", "2023/12/b.md", "b")}), "no space");
  EXPECT_EQ(store.read("2023/12/a.md"), "first");
  EXPECT_THAT(ids_of(store), ElementsAre("a"));
  storage::execute(*other, "DROP TRIGGER full");
  EXPECT_EQ(store.keep({version("a", "2023/12/a.md", "second")}), "");
  EXPECT_EQ(store.read("2023/12/a.md"), "second");
}

TEST_F(Store, OfALaterVersionIsLeftAlone) {
  static_cast<void>(VersionStore{root_});
  const auto file = (root_ / "posts.db").string();
  storage::execute(*storage::open_state(file, {}), "PRAGMA user_version = 2");
  const VersionStore store{root_};
  EXPECT_FALSE(store.is_usable());
  EXPECT_THAT(store.problem(), HasSubstr("it is of a later version of citefeed"));
  EXPECT_TRUE(fs::exists(file));
  EXPECT_FALSE(fs::exists(file + ".damaged"));
}

/// A site on disk that is served by one process after another.
class Restarts : public Directory {
 protected:
  Restarts() {
    write("feeds/site.yaml",
          "title: Blog\nbase_url: https://example.org/\nid_authority: \"example.org,2013\"\nsince: 2013-01\n"
          "authors: { roe: { name: Jane Roe } }\ndefault_author: roe\n");
    write("feeds/topics.yaml", "topics: [{ slug: empathy, label: Empathy }]\n");
    for (const char* name : {"a", "b"}) write(post(name), text(name));
    clock_.move_to(Instant{std::chrono::sys_days{std::chrono::year{2025} / 1 / 1}});  // when nothing more is due
  }

  static std::string post(const std::string& name) { return "content/2023/12/" + name + ".md"; }
  static std::string text(const std::string& title) {
    return "---\ntitle: On " + title +
           "\npublished: 2023-12\ntopics: [empathy]\ncitation: \"Roe, J. (2020). On alliance and " + title +
           ". Journal of Examples, 1, 2–3.\"\n---\nText.\n\n## Practice Implications\n\nDo.\n";
  }
  void write(const fs::path& file, const std::string& bytes) const {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream{root_ / file, std::ios::binary} << bytes;
  }

  /// One process, from start to end: the titles it serves at the start. After `change` it
  /// goes on until it serves others, or a page `until_there`. What it served is kept when it has ended.
  std::vector<std::string> run(const std::function<void()>& change = {}, const std::string& until_there = {}) {
    Vitals vitals;
    log_.emplace();
    VersionStore store{root_ / "state"};
    FollowedSite site{{.content = root_ / "content", .feeds = root_ / "feeds"}, clock_, *log_, vitals, &store};
    if (!site.build()) return {};
    auto titles = titles_of(*site.current().get());
    if (change) {
      change();
      const auto is_to_come = [&](const publish::Publication& now) {
        return until_there.empty() ? titles_of(now) == titles : now.site->at(until_there) == nullptr;
      };
      while (is_to_come(*site.current().get())) site.follow(site.wait());
    }
    problems_.clear();
    for (const auto& problem : site.diagnostics()) problems_.push_back(problem.message);
    return titles;
  }
  static std::vector<std::string> titles_of(const publish::Publication& publication) {
    std::vector<std::string> titles;
    for (const auto& entry : publication.snapshot->everything.all()) titles.push_back(entry->title);
    return titles;
  }

  HandClock clock_;
  std::optional<RecordedLog> log_ = {};
  std::vector<std::string> problems_ = {};
};

TEST_F(Restarts, ServeTheLastGoodVersionOfAPostThatIsBroken) {
  EXPECT_THAT(run(), ElementsAre("On a", "On b"));
  write(post("b"), "---\ntitle: [\n---\n");
  EXPECT_THAT(run(), ElementsAre("On a", "On b"));
  EXPECT_THAT(run(), ElementsAre("On a", "On b")) << "the broken one was not kept";
}

TEST_F(Restarts, ServeTheVersionThatTheLastProcessServedInTheEnd) {
  EXPECT_THAT(run([this] { write(post("b"), text("something new")); }), ElementsAre("On a", "On b"));
  write(post("b"), "---\ntitle: [\n---\n");
  EXPECT_THAT(run(), ElementsAre("On a", "On something new"));
}

TEST_F(Restarts, ServeEverythingWhenContentAndFeedsAreGone) {
  static_cast<void>(run());
  fs::remove_all(root_ / "content");
  write("feeds/site.yaml", "title: [\n");
  EXPECT_THAT(run(), ElementsAre("On a", "On b"));
  fs::remove_all(root_ / "feeds");
  EXPECT_THAT(run(), ElementsAre("On a", "On b"));
}

TEST_F(Restarts, ServeTheDefinitionsThatWereServedWhereOneFileWasBroken) {
  static_cast<void>(run());
  write("feeds/topics.yaml", "topics: [\n");
  write("feeds/bundles/all.yaml", "title: All of it\nselect: { topics: [empathy] }\n");
  static_cast<void>(run());
  EXPECT_THAT(problems_, Not(IsEmpty()));
  fs::remove_all(root_ / "feeds");
  static_cast<void>(run());
  EXPECT_EQ(VersionStore{root_ / "state"}.definitions().count("bundles/all.yaml"), 1U);
  EXPECT_EQ(VersionStore{root_ / "state"}.definitions().at("topics.yaml"),
            "topics: [{ slug: empathy, label: Empathy }]\n");
}

TEST_F(Restarts, TellOfAPostThatWasDeletedMeanwhileUntilItIsSaidToBeGone) {
  static_cast<void>(run());
  fs::remove(root_ / post("b"));
  const auto expect_told = [this] {
    EXPECT_THAT(problems_,
                ElementsAre("expected the post \"2023-12/b\", which subscribers have, or \"id: 2023-12/b\" in " +
                            (root_ / "feeds").string() + "/gone.yaml; found neither"));
    EXPECT_THAT(log_->lines(), Contains(HasSubstr("event=problem")));
  };
  EXPECT_THAT(run([] {}), ElementsAre("On a", "On b")) << "it may be on its way back";
  expect_told();
  EXPECT_THAT(run(), ElementsAre("On a"));
  expect_told();
  write("feeds/gone.yaml", "posts: [{ id: 2023-12/b, date: 2023-12-02, reason: A mistake. }]\n");
  EXPECT_THAT(run(), ElementsAre("On a"));
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Restarts, TellOfAPostThatWasRenamedMeanwhile) {
  static_cast<void>(run());
  fs::rename(root_ / post("b"), root_ / post("c"));
  static_cast<void>(run());
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("expected \"id: 2023-12/b\", under which subscribers have this post")));
  write(post("c"), text("b").insert(4, "id: 2023-12/b\n"));
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty()) << "the mistake was put right";
}

TEST_F(Restarts, DemandTheFirstOfThreeIdsAndForgetTheOthers) {
  static_cast<void>(run());
  fs::rename(root_ / post("b"), root_ / post("0"));  // which comes before it in any list
  static_cast<void>(run());
  fs::rename(root_ / post("0"), root_ / post("c"));
  static_cast<void>(run());
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("expected \"id: 2023-12/b\", under which")));
  static_cast<void>(run([this] { fs::rename(root_ / post("c"), root_ / post("b")); }, "/posts/2023-12/b/"));
  EXPECT_THAT(problems_, IsEmpty());
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Restarts, ForgetARenameThatWasUndone) {
  static_cast<void>(run());
  fs::rename(root_ / post("b"), root_ / post("c"));
  static_cast<void>(run());
  fs::rename(root_ / post("c"), root_ / post("b"));
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
  EXPECT_THAT(ids_of(VersionStore{root_ / "state"}), ElementsAre("2023-12/a", "2023-12/b"));
}

TEST_F(Restarts, TellOfAFeedThatWentMeanwhileUntilItIsSaidToBeGone) {
  const std::string empathy = "topics: [{ slug: empathy, label: Empathy }";
  write("feeds/topics.yaml", empathy + ", { slug: cbt, label: CBT }]\n");
  static_cast<void>(run());
  write("feeds/topics.yaml", empathy + "]\n");
  for (int process = 0; process < 2; ++process) {
    static_cast<void>(run());
    EXPECT_THAT(problems_, ElementsAre(HasSubstr("expected the topic \"cbt\", to whose feed people are subscribed")));
  }
  write("feeds/gone.yaml", "topics: [{ slug: cbt, date: 2023-12-02, reason: Nobody used it. }]\n");
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Restarts, TellOfAPostThatCameAfterTheDigestUntilItSaysSo) {
  static_cast<void>(run());
  write(post("c"), text("c"));
  for (int process = 0; process < 2; ++process) {
    static_cast<void>(run());
    EXPECT_THAT(problems_, ElementsAre(HasSubstr("expected \"added: 2025-01-01\", since the digest of December 2023")));
  }
  write(post("c"), text("c").insert(4, "added: 2025-01-01\n"));
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
  static_cast<void>(run());
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(Restarts, KeepAWithdrawnPostWithdrawnThoughItsFileIsBroken) {
  static_cast<void>(run());
  write(post("b"), text("b").insert(4, "withdrawn: { date: 2023-12-02, reason: A mistake. }\n"));
  EXPECT_THAT(run(), ElementsAre("On a"));
  write(post("b"), "---\ntitle: [\n---\n");
  EXPECT_THAT(run(), ElementsAre("On a"));
}

TEST_F(Restarts, ServeWithoutAStateThatCannotBeUsed) {
  write("state", "a file");
  EXPECT_THAT(run(), ElementsAre("On a", "On b"));
  EXPECT_THAT(log_->lines(), Each(Not(HasSubstr("versions_not_kept"))));
}

}  // namespace
}  // namespace citefeed::engine
