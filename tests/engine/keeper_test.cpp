// What the keeper writes into the store, whatever becomes of the files meanwhile.
#include "engine/keeper.hpp"

#include <optional>
#include <thread>

#include "../base/temporary_directory.hpp"
#include "rebuild_fixture.hpp"
#include "storage/database.hpp"

namespace citefeed::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A keeper that finds the files otherwise than the rebuild did, as when they are saved again at once.
class Keeping : public RebuildSite {
 protected:
  Keeping() {
    for (const char* file : {"site.yaml", "topics.yaml", "research-types.yaml"}) copy(feeds_, seen_feeds_, file);
    save("one", post("The first title"));
    save("two", post("Another title", "2023-12", "cbt"));
  }

  static std::string file(const std::string& name) { return "2023/12/" + name + ".md"; }
  static void copy(const content::MemoryTree& from, content::MemoryTree& to, const std::string& path) {
    to.write(path, std::get<std::string>(from.read(path, 1'000'000)));
  }
  void save(const std::string& name, const std::string& bytes) {
    content_.write(file(name), bytes);
    seen_content_.write(file(name), bytes);
  }
  void begin() {
    keeper_.emplace(Keeper::Parts{.content = seen_content_,
                                  .feeds = seen_feeds_,
                                  .current = current_,
                                  .store = store_,
                                  .log = keeper_log_,
                                  .base_url = base_url_});
  }
  /// What is current now has been kept when this is over.
  void end() { keeper_.reset(); }
  void keep() {
    begin();
    end();
  }
  [[nodiscard]] std::string kept(const std::string& name) const { return store_.read(file(name)).value_or("nothing"); }
  void wait_until_kept(const std::string& name, const std::string& bytes) const {
    while (kept(name) != bytes) std::this_thread::yield();
  }
  [[nodiscard]] std::vector<std::string> lost() const {
    std::vector<std::string> ids;
    for (const KeptPost& post : store_.published()) {
      if (post.lost) ids.push_back(post.id);
    }
    return ids;
  }

  TemporaryDirectory state_;
  content::MemoryTree seen_content_{"content"}, seen_feeds_{"feeds"};
  RecordedLog keeper_log_;
  std::optional<Iri> base_url_ = {};
  VersionStore store_{state_.path()};
  std::optional<Keeper> keeper_ = {};
};

TEST_F(Keeping, HasWhatIsServed) {
  rebuild_.everything();
  keep();
  EXPECT_EQ(kept("one"), post("The first title"));
  EXPECT_EQ(store_.definitions().size(), 3U);
  EXPECT_THAT(keeper_log_.lines(), IsEmpty());
}

TEST_F(Keeping, HasTheDefinitionsOfASiteThatIsPublishedElsewhere) {
  base_url_ = Iri{"https://elsewhere.example/"};
  loader_.publish_at(*base_url_);
  rebuild_.everything();
  keep();
  EXPECT_EQ(store_.definitions().size(), 3U);
}

TEST_F(Keeping, TakesALaterGoodVersionOfTheSamePost) {
  rebuild_.everything();
  seen_content_.write(file("one"), post("A title that is served in a moment"));
  keep();
  EXPECT_EQ(kept("one"), post("A title that is served in a moment"));
}

TEST_F(Keeping, LeavesTheLastGoodVersionWhereTheFileIsBrokenSince) {
  rebuild_.everything();
  keep();
  save("one", post("A second title"));
  rebuild_.everything();
  seen_content_.write(file("one"), "---\ntitle: [\n---\n");
  keep();
  EXPECT_EQ(kept("one"), post("The first title"));
}

TEST_F(Keeping, TakesNoOtherPostThatStandsInTheFileSince) {
  rebuild_.everything();
  seen_content_.write(file("one"), post("Another post").insert(4, "id: 2023-12/three\n"));
  keep();
  EXPECT_EQ(kept("one"), "nothing");
  EXPECT_EQ(kept("two"), post("Another title", "2023-12", "cbt"));
}

TEST_F(Keeping, WaitsForAFileThatMayBeHalf) {
  rebuild_.everything();
  seen_content_.begin_to_write(file("one"), post("A title of which more may come"));
  begin();
  wait_until_kept("two", post("Another title", "2023-12", "cbt"));
  EXPECT_EQ(kept("one"), "nothing");
  seen_content_.close(file("one"));
  save("two", post("Something new", "2023-12", "cbt"));
  rebuild_.everything();
  end();
  EXPECT_EQ(kept("one"), post("A title of which more may come")) << "with the next generation";
}

TEST_F(Keeping, WaitsForAFileThatCannotBeRead) {
  rebuild_.everything();
  seen_content_.break_file(file("one"), {.message = "too many open files", .may_pass = true});
  begin();
  wait_until_kept("two", post("Another title", "2023-12", "cbt"));
  seen_content_.write(file("one"), post("The first title"));
  save("two", post("Something new", "2023-12", "cbt"));
  rebuild_.everything();
  end();
  EXPECT_EQ(kept("one"), post("The first title"));
}

TEST_F(Keeping, TakesNoDefinitionsButThoseThatAreServed) {
  rebuild_.everything();
  seen_feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Empathy, description: Saved since. }\n");
  keep();
  EXPECT_THAT(store_.definitions(), IsEmpty());
  EXPECT_EQ(kept("one"), post("The first title")) << "posts are kept all the same";
}

TEST_F(Keeping, KeepsAWithdrawnPostAmongThosePublishedThoughItsFileCannotBeReadSince) {
  rebuild_.everything();
  begin();
  wait_until_kept("two", post("Another title", "2023-12", "cbt"));
  seen_content_.break_file(file("two"), {.message = "it is still being written", .busy = true});
  content_.write(
      file("two"),
      post("Another title", "2023-12", "cbt").insert(4, "withdrawn: { date: 2023-12-30, reason: A mistake. }\n"));
  rebuild_.everything();
  end();
  EXPECT_THAT(lost(), IsEmpty());
}

TEST_F(Keeping, HasAPostAtThePathToWhichItWasMoved) {
  const auto named = post("The first title").insert(4, "id: 2023-12/one\n");
  save("one", named);
  rebuild_.everything();
  keep();
  content_.remove(file("one"));
  save("uno", named);
  rebuild_.everything();
  keep();
  EXPECT_THAT(store_.posts(), ElementsAre(file("two"), file("uno")));
  EXPECT_EQ(kept("uno"), named);
}

TEST_F(Keeping, NotesAPostThatIsPublishedNoMore) {
  rebuild_.everything();
  keep();
  content_.remove(file("two"));
  rebuild_.everything();
  rebuild_.everything();
  ASSERT_EQ(site_.get()->at("/posts/2023-12/two/"), nullptr);
  keep();
  EXPECT_THAT(lost(), ElementsAre("2023-12/two"));
}

TEST_F(Keeping, HasEverythingOnceTheStoreCanBeWrittenAgain) {
  const auto other = storage::open_state((state_.path() / "posts.db").string(), {});
  storage::execute(*other, "ALTER TABLE post_file RENAME TO away");
  rebuild_.everything();
  begin();
  while (keeper_log_.lines().empty()) std::this_thread::yield();
  EXPECT_EQ(keeper_log_.last(), "event=versions_not_kept error=\"no such table: post_file\"");
  storage::execute(*other, "ALTER TABLE away RENAME TO post_file");
  save("two", post("Something new", "2023-12", "cbt"));
  rebuild_.everything();
  end();
  EXPECT_EQ(kept("one"), post("The first title"));
  EXPECT_EQ(kept("two"), post("Something new", "2023-12", "cbt"));
  EXPECT_EQ(keeper_log_.last(), "event=versions_kept_again");
}

}  // namespace
}  // namespace citefeed::engine
