// What is gone and what is named instead, across files.
#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

class GoneCheck : public LoaderTest {
 protected:
  Lines load() { return lines_of(loader_.load().diagnostics); }
  static std::string withdrawn(const std::string& moved_to = "") {
    return post_text("withdrawn: { date: 2024-03, reason: Why.," + moved_to + " }\n");
  }
};

TEST_F(GoneCheck, WarnsOfAPostThatIsThere) {
  feeds_.write("gone.yaml", "posts:\n  - { id: 2023-12/A, date: 2024-03, reason: R }\n");
  EXPECT_EQ(load(),
            (Lines{"feeds/gone.yaml: warning: expected the id of a post that is gone, found \"2023-12/A\", which "
                   "content/2023/12/a.md has; the post stands"}));
  write("a", withdrawn());
  EXPECT_EQ(load(), Lines{});
  content_.remove(path("a"));
  EXPECT_EQ(load(), Lines{});
}

TEST_F(GoneCheck, WarnsOfASuccessorThatIsNotThere) {
  write("a", withdrawn(" moved_to: 2023-12/bb"));
  EXPECT_EQ(load(),
            (Lines{"content/2023/12/a.md: warning: expected \"moved_to\" to be a post's id, found \"2023-12/bb\"; "
                   "did you mean \"2023-12/b\"?"}));
  write("a", withdrawn(" moved_to: 2023-12/b"));
  EXPECT_EQ(load(), Lines{});
  write("b", withdrawn());
  EXPECT_EQ(load(),
            (Lines{"content/2023/12/a.md: warning: expected \"moved_to\" to be a post's id, found \"2023-12/b\", "
                   "which is withdrawn too"}));
}

TEST_F(GoneCheck, WarnsOfASuccessorInGoneYaml) {
  feeds_.write("gone.yaml", "posts:\n  - { id: 2019-05/x, date: 2024-03, reason: R, moved_to: elsewhere }\n");
  EXPECT_EQ(load(), (Lines{"feeds/gone.yaml: warning: expected \"moved_to\" to be a post's id, found \"elsewhere\""}));
}

}  // namespace
}  // namespace citefeed::content
