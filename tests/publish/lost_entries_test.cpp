// Posts that subscribers would see twice, or wait for in vain, and that nobody said were gone.
#include "publish/lost_entries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "example_site.hpp"

namespace citefeed::publish {
namespace {

using catalogue::PostPointer;
using testing::ElementsAre;
using testing::IsEmpty;

using Lines = std::vector<std::string>;

PostPointer with(const PostPointer& post, const std::string& file, const std::string& id,
                 const std::string& entry_id = "") {
  auto copy = std::make_shared<model::Post>(*post);
  copy->file = file;
  copy->id = id;
  copy->entry_id = entry_id;
  copy->digest = DigestBuilder{}.add(file).add(id).add(entry_id).finish();
  return copy;
}

class Lost : public testing::Test {
 protected:
  Lost() { go_on_with({post_}); }

  /// The next generation has these posts.
  void go_on_with(const std::vector<PostPointer>& posts) {
    const auto next = catalogue::take_snapshot(posts, *definitions_, noon);
    entries_.follow(catalogue::changes(*snapshot_, *next), definitions_->site);
    snapshot_ = next;
  }
  [[nodiscard]] Lines problems() const {
    Lines lines;
    for (const auto& problem : entries_.problems(*snapshot_, "content", "feeds")) lines.push_back(to_string(problem));
    return lines;
  }

  std::shared_ptr<model::Definitions> definitions_ = std::make_shared<model::Definitions>(*example_definitions());
  PostPointer post_ = with(example_posts().at(0), "2023/12/a.md", "2023-12/a");
  PostPointer other_ = with(example_posts().at(1), "2023/12/other.md", "2023-12/other");
  std::shared_ptr<const catalogue::Snapshot> snapshot_ = std::make_shared<const catalogue::Snapshot>();
  LostEntries entries_ = {};
};

TEST_F(Lost, AreNoneWhilePostsComeAndChange) {
  go_on_with({post_, other_});
  auto edited = std::make_shared<model::Post>(*post_);
  edited->title = "Another title";
  edited->digest = sha256("edited");
  go_on_with({edited, other_});
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Lost, IsAPostWhoseFileWasRenamedWithoutItsId) {
  go_on_with({with(post_, "2024/01/b.md", "2024-01/b")});
  EXPECT_THAT(problems(),
              ElementsAre("content/2024/01/b.md: error: expected \"id: 2023-12/a\", under which subscribers "
                          "have this post from content/2023/12/a.md, found \"2024-01/b\": they get it a "
                          "second time"));
  go_on_with({with(post_, "2024/01/b.md", "2023-12/a")});
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Lost, IsAPostThatIsDeletedInOneGenerationAndBackUnderAnotherNameInTheNext) {
  go_on_with({});
  EXPECT_THAT(problems(), ElementsAre("content/2023/12/a.md: error: expected the post \"2023-12/a\", which subscribers "
                                      "have, or \"id: 2023-12/a\" in feeds/gone.yaml; found neither"));
  go_on_with({with(post_, "2024/01/b.md", "2024-01/b")});
  EXPECT_EQ(problems().at(0).substr(0, 28), "content/2024/01/b.md: error:");
  go_on_with({});
  EXPECT_EQ(problems().size(), 2U) << "both are gone now";
  go_on_with({post_});
  EXPECT_THAT(problems(), IsEmpty()) << "the mistake was put right";
}

TEST_F(Lost, IsStillTheFirstIdOfAPostThatGoesBackToItsSecond) {
  const auto second = with(post_, "2024/01/b.md", "2024-01/b");
  go_on_with({second});
  go_on_with({with(post_, "2024/01/c.md", "2024-01/c")});
  go_on_with({});
  go_on_with({second});
  EXPECT_EQ(problems().size(), 1U);
  EXPECT_EQ(problems().at(0).substr(0, 64), "content/2024/01/b.md: error: expected \"id: 2023-12/a\", under whi");
}

TEST_F(Lost, IsTheFirstIdAloneOfAPostThatHadSeveral) {
  go_on_with({with(post_, "2023/12/0.md", "2023-12/0")});
  go_on_with({with(post_, "2023/12/c.md", "2023-12/c")});
  ASSERT_EQ(problems().size(), 1U) << "two ids cannot both be the file's";
  EXPECT_EQ(problems().at(0).substr(0, 60), "content/2023/12/c.md: error: expected \"id: 2023-12/a\", under");
}

TEST_F(Lost, IsNamedAsGoneYamlNamesIt) {
  go_on_with({with(post_, post_->file, post_->id, "http://old.example/?p=7")});
  go_on_with({});
  EXPECT_EQ(problems().back(),
            "content/2023/12/a.md: error: expected the post \"http://old.example/?p=7\", which subscribers have, or "
            "\"id: 2023-12/a\" and \"entry_id: http://old.example/?p=7\" in feeds/gone.yaml; found neither");
}

TEST_F(Lost, IsAPostWhoseIdChangesInItsFile) {
  go_on_with({with(post_, post_->file, "2023-12/new")});
  EXPECT_EQ(problems().size(), 1U);
  EXPECT_EQ(problems().at(0).substr(0, 60), "content/2023/12/a.md: error: expected \"id: 2023-12/a\", under");
}

TEST_F(Lost, IsAnIdentityFromElsewhereThatIsTakenAway) {
  go_on_with({with(post_, post_->file, post_->id, "http://old.example/?p=7")});
  EXPECT_EQ(problems().size(), 1U);
  go_on_with({post_});
  EXPECT_THAT(problems(), IsEmpty()) << "the mistake was put right";
}

TEST_F(Lost, IsNoPostThatMovedWithItsIdentityWrittenOut) {
  const std::string tag = "tag:" + definitions_->site.id_authority + ":posts/2023-12/a";
  go_on_with({with(post_, "2024/01/b.md", "2024-01/b", tag)});
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(Lost, IsNoPostThatIsSaidToBeGoneOrWithdrawn) {
  definitions_->gone.posts = {{.id = post_->id, .withdrawal = {.date = noon, .reason = "A mistake."}}};
  go_on_with({other_});
  EXPECT_THAT(problems(), IsEmpty());
  auto withdrawn = std::make_shared<model::Post>(*other_);
  withdrawn->withdrawn = model::Withdrawal{.date = noon, .reason = "A mistake."};
  withdrawn->digest = sha256("withdrawn");
  go_on_with({withdrawn});
  EXPECT_THAT(problems(), IsEmpty());
}

}  // namespace
}  // namespace citefeed::publish
