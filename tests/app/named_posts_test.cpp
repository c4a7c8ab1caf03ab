#include "app/commands.hpp"

#include <gtest/gtest.h>

namespace citefeed::app {
namespace {

PostPointer named_post(const std::string& id, const std::string& file, std::vector<std::string> aliases = {}) {
  return std::make_shared<const model::Post>(model::Post{.id = id, .file = file, .aliases = std::move(aliases)});
}

const std::vector<PostPointer> posts = {
    named_post("2023-12/listening", "2023/12/listening.md", {"blog/listen", "%C3%A9couter/"}),
    named_post("talking", "2024/01/on-talking.md")};

class PostName : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(PostName, LeadsToThePost) {
  const auto [name, id] = GetParam();
  const auto found = find_post(posts, name);
  ASSERT_TRUE(found) << name;
  EXPECT_EQ(found->id, id);
}

INSTANTIATE_TEST_SUITE_P(
    All, PostName,
    testing::Values(std::pair{"2023-12/listening", "2023-12/listening"}, std::pair{"talking", "talking"},
                    std::pair{"2024/01/on-talking.md", "talking"},
                    std::pair{"content/2024/01/on-talking.md", "talking"},
                    std::pair{"./content/2024/01/../01/on-talking.md", "talking"},
                    std::pair{"/srv/site/content/2023/12/listening.md", "2023-12/listening"},
                    std::pair{"/posts/2023-12/listening/", "2023-12/listening"}, std::pair{"/posts/talking", "talking"},
                    std::pair{"https://example.org/blog/posts/2023-12/listening/?utm_source=x#top",
                              "2023-12/listening"},
                    std::pair{"blog/listen", "2023-12/listening"}, std::pair{"/blog/listen/", "2023-12/listening"},
                    std::pair{"/%c3%a9couter", "2023-12/listening"}, std::pair{"écouter/", "2023-12/listening"}));

TEST(PostName, OfNoPostLeadsNowhere) {
  for (const char* name : {"", "/", "listening", "12/listening.md", "2023-12", "posts", "\xFF"}) {
    EXPECT_FALSE(find_post(posts, name)) << name;
  }
}

TEST(PostNames, GiveThePostsInTheirOrder) {
  const auto found = find_posts(posts, {"talking", "2023-12/listening"});
  ASSERT_TRUE(found.value);
  EXPECT_EQ(found.value->front()->id, "talking");
  EXPECT_EQ(found.value->back()->id, "2023-12/listening");
}

TEST(PostNames, ThatAreUnknownAreAllNamedWithTheNearest) {
  const auto found = find_posts(posts, {"2023-12/listning", "talking", "else", "/posts/2023-12/listenin/"});
  EXPECT_FALSE(found.value);
  ASSERT_EQ(found.diagnostics.size(), 3U);
  EXPECT_EQ(to_string(found.diagnostics[0]),
            "2023-12/listning: error: expected the id, file or address of a post, found \"2023-12/listning\"; did you "
            "mean \"2023-12/listening\"?");
  EXPECT_EQ(found.diagnostics[1].message, "expected the id, file or address of a post, found \"else\"");
  EXPECT_TRUE(found.diagnostics[2].message.ends_with("did you mean \"2023-12/listening\"?"));
}

}  // namespace
}  // namespace citefeed::app
