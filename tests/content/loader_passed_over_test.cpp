// Files of content/ that are no posts, and those that were meant to be.
#include <gtest/gtest.h>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

using Paths = std::vector<std::string>;
using PassedOverFiles = LoaderTest;

TEST_F(PassedOverFiles, AreNamedWhereTheyAreClearlyNoPostsUntilTheyAreGone) {
  (void)loader_.load();
  const Paths others{"README.md", "_notes/plan.md", "2023/12/README.md"};
  for (const auto& path : others) content_.write(path, "# What this is\n");
  const auto loaded = loader_.reload(others);
  EXPECT_EQ(loaded.standing.size(), 3U);
  EXPECT_EQ(lines_of(loaded.diagnostics),
            (Lines{"content/2023/12/README.md: warning: is passed over: it is called README.md",
                   "content/README.md: warning: is passed over: the path of a post is YYYY/MM/slug.md",
                   "content/_notes/plan.md: warning: is passed over: the path of a post is YYYY/MM/slug.md"}));
  for (const auto& path : others) content_.remove(path);
  EXPECT_EQ(lines_of(loader_.reload(others).diagnostics), Lines{});
}

TEST_F(PassedOverFiles, AreNotThoseWhosePathHasASlip) {
  (void)loader_.load();
  content_.write("2023/1/d.md", titled("D"));
  EXPECT_EQ(lines_of(loader_.reload({"2023/1/d.md"}).diagnostics),
            Lines{"content/2023/1/d.md: error: expected the path YYYY/MM/slug.md below the content folder, found "
                  "\"2023/1/d.md\""});
}

}  // namespace
}  // namespace citefeed::content
