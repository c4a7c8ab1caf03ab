// The posts and definitions this repository comes with are themselves free of problems.
#include <gtest/gtest.h>

#include <algorithm>

#include "content/disk_tree.hpp"
#include "content/loader.hpp"
#include "loader_fixture.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

class ThisSiteTest : public testing::Test {
 protected:
  DiskTree content_{CITEFEED_SOURCE_DIR "/content", "content"};
  DiskTree feeds_{CITEFEED_SOURCE_DIR "/feeds", "feeds"};
  Look loaded_ = FollowedLoader{content_, feeds_}.load();
};

using ThisSite = ThisSiteTest;

TEST_F(ThisSite, HasNothingToComplainOf) {
  EXPECT_EQ(lines_of(loaded_.diagnostics), Lines{});
}

TEST_F(ThisSite, HasItsPostsAndTopics) {
  EXPECT_GE(loaded_.standing.size(), 9U);
  ASSERT_NE(loaded_.definitions, nullptr);
  EXPECT_EQ(loaded_.definitions->topics.size(), 36U);
  EXPECT_EQ(loaded_.definitions->bundles.size(), 1U);
}

TEST_F(ThisSite, HasPracticeImplicationsAndACitationInEveryPost) {
  for (const auto& post : loaded_.standing) {
    EXPECT_NE(text_of(*post).implications_text, "") << post->file;
    EXPECT_FALSE(post->reviewed.empty()) << post->file;
  }
}

TEST_F(ThisSite, HasTheReviewedAuthorsAddress) {
  const auto found = std::find_if(loaded_.standing.begin(), loaded_.standing.end(), [](const auto& post) {
    return post->id == "2019-05/therapist-empathy-and-client-outcome";
  });
  ASSERT_NE(found, loaded_.standing.end());
  EXPECT_EQ(text_of(**found).correspondence_email, "robert.elliott@strath.ac.uk");
}

}  // namespace
}  // namespace citefeed::content
