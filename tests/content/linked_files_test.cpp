#include "content/linked_files.hpp"

#include <gtest/gtest.h>

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

class LinkedPosts : public LoaderTest {
 protected:
  static std::string linking(const std::string& link) {
    return post_text("", "See [this](" + link + ").\n\n## Practice Implications\n\nDo.\n");
  }
  static Lines warning(const std::string& found, const std::string& what) {
    return {"content/2023/12/a.md:7: warning: expected a link to a post, found \"" + found + "\", " + what};
  }
  Lines said() { return lines_of(loader_.load().diagnostics); }
};

TEST_F(LinkedPosts, AreThere) {
  write("a", linking("../../2023/12/b.md#article"));
  EXPECT_EQ(said(), Lines{});
}

TEST_F(LinkedPosts, MayBeWrittenPercentEncoded) {
  content_.write("2023/12/a b.md", titled("B", "id: 2023-12/b-of-a\n"));
  content_.write("2023/12/été.md", titled("E", "id: 2023-12/ete\n"));
  for (const std::string link : {"a%20b.md", "../12/a%20b.md#article", "%C3%A9t%C3%A9.md", "%c3%a9t%c3%a9%2Emd"}) {
    write("a", linking(link));
    EXPECT_EQ(said(), Lines{}) << link;
  }
  write("a", linking("a%20c.md"));
  EXPECT_EQ(said(), warning("a%20c.md", "where there is none"));
}

TEST_F(LinkedPosts, ThatAreNotThereAreAWarningWithItsLine) {
  write("a", linking("d.md"));
  EXPECT_EQ(said(), warning("d.md", "where there is none"));
  write("a", linking("../../../b.md"));
  EXPECT_EQ(said(), warning("../../../b.md", "where there is none"));
}

TEST_F(LinkedPosts, MayComeAndGo) {
  write("a", linking("d.md"));
  (void)loader_.load();
  write("d", titled("D"));
  EXPECT_EQ(loader_.reload({path("d")}).diagnostics, std::vector<Diagnostic>{});
  write("d", titled("D", "draft: true\n"));
  EXPECT_EQ(lines_of(loader_.reload({path("d")}).diagnostics), warning("d.md", "which is a draft"));
  write("a", post_text());
  EXPECT_EQ(loader_.reload({path("a")}).diagnostics, std::vector<Diagnostic>{});
}

TEST_F(LinkedPosts, AreLookedForWhenATextIsReadLater) {
  write("a", linking("d.md"));
  for (int i = 0; i < 100; ++i) write("more" + std::to_string(i), titled("More " + std::to_string(i)));
  Loader loader{content_, feeds_, 1, Depth::header};
  const auto of_a = [](const Loaded& loaded) {
    Lines lines = lines_of(loaded.diagnostics);
    std::erase_if(lines, [](const std::string& line) { return !line.starts_with("content/2023/12/a.md"); });
    return lines;
  };
  EXPECT_EQ(of_a(loader.load()), Lines{});
  while (loader.read_texts(10)) continue;
  EXPECT_EQ(of_a(loader.reload({})), warning("d.md", "where there is none"));
}

TEST_F(LinkedPosts, AreLookedForFromIntroductionsToo) {
  content_.write("2023/12/_month.md", "See [this](b.md) and [that](d.md).\n");
  EXPECT_EQ(said(),
            Lines{"content/2023/12/_month.md:1: warning: expected a link to a post, found \"d.md\", where there "
                  "is none"});
}

TEST_F(LinkedPosts, OfAFileWithAnIdOfItsOwnAreKnownByThePathToo) {
  write("b", titled("B", "id: elsewhere/b\n"));
  const auto loaded = loader_.load();
  EXPECT_EQ(loaded.standing.at(1)->path_id, "2023-12/b");
  EXPECT_EQ(loaded.standing.at(0)->path_id, "");
}

}  // namespace
}  // namespace citefeed::content
