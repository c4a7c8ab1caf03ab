#include <fmt/format.h>
#include <gtest/gtest.h>

#include "content/introductions.hpp"
#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

const std::string december = "2023/12/_month.md";

Outcome<model::Introduction> read_introduction(const std::string& text, const std::string& at = december) {
  return parse_introduction(at, "content/" + at, text, small_definitions());
}

std::vector<std::string> said_of(const std::string& text, const std::string& at = december) {
  return lines_of(read_introduction(text, at).diagnostics);
}

TEST(Introduction, HasATitleAndAText) {
  const auto read_one = read_introduction("---\ntitle: What *repair* takes\n---\nSee [this](../2023-11/), *please*.\n");
  ASSERT_TRUE(read_one.value);
  EXPECT_EQ(read_one.diagnostics, std::vector<Diagnostic>{});
  EXPECT_EQ(read_one.value->month, (model::MonthName{.year = 2023, .month = 12}));
  EXPECT_EQ(read_one.value->title, "What *repair* takes");
  EXPECT_EQ(read_one.value->html,
            "<p>See <a href=\"https://example.org/digest/2023-11/\">this</a>, <em>please</em>.</p>\n");
  EXPECT_EQ(read_one.value->text, "See this, please.");
  EXPECT_EQ(read_one.value->text_with_addresses, "See this <https://example.org/digest/2023-11/>, please.");
}

TEST(Introduction, NeedsNoFrontMatter) {
  const auto read_one = read_introduction("A quiet month.\n");
  ASSERT_TRUE(read_one.value);
  EXPECT_EQ(read_one.value->html, "<p>A quiet month.</p>\n");
  EXPECT_EQ(read_one.value->title, "");
}

TEST(Introduction, NeverHasAHeadingOfTheFirstLevel) {
  EXPECT_EQ(read_introduction("# One\n\n## Two\n").value->html, "<h2>One</h2>\n<h3>Two</h3>\n");
}

TEST(Introduction, KeepsTheRulesOfAPostsText) {
  EXPECT_EQ(said_of("Fine.\n\n<script>x</script>\n").size(), 1U);
  EXPECT_EQ(read_introduction("Fine.\n\n<script>x</script>\n").value->html, "<p>Fine.</p>\n");
  EXPECT_EQ(read_introduction("[x](javascript:y)\n").value->html, "<p>x</p>\n");
}

TEST(Introduction, OfAnUnknownKeyIsAnError) {
  EXPECT_EQ(said_of("---\ntitle: A\ntags: [x]\n---\n"),
            std::vector<std::string>{"content/2023/12/_month.md:3:1: error: expected a known key, found \"tags\""});
  EXPECT_FALSE(read_introduction("---\ntags: [x]\n---\nText.\n").value);
}

TEST(Introduction, InTheWrongPlaceIsAnError) {
  for (const std::string wrong : {"_month.md", "2023/_month.md", "2023/13/_month.md", "2023/12/a/_month.md"}) {
    EXPECT_EQ(said_of("Text.\n", wrong),
              std::vector<std::string>{fmt::format("content/{0}: error: expected the path YYYY/MM/_month.md below the "
                                                   "content folder, found \"{0}\"",
                                                   wrong)});
  }
}

TEST(Introduction, ThatSaysNothingIsAWarning) {
  EXPECT_EQ(said_of("\n"),
            std::vector<std::string>{"content/2023/12/_month.md: warning: expected a text or a title, found neither"});
  EXPECT_EQ(said_of("---\ntitle: A title\n---\n"), std::vector<std::string>{});
}

class Introductions : public LoaderTest {
 protected:
  void introduce(const std::string& text, const std::string& at = december) { content_.write(at, text); }
  /// The texts that stand, by month.
  static std::vector<std::string> texts(const Look& look) {
    std::vector<std::string> found;
    if (!look.introductions) return found;
    for (const auto& [month, introduction] : *look.introductions) {
      found.push_back(to_string(month) + ": " + introduction->text_with_addresses);
    }
    return found;
  }
  using Texts = std::vector<std::string>;
};

TEST_F(Introductions, StandBesideThePostsAndAreNone) {
  introduce("Hello.");
  const auto look = loader_.load();
  EXPECT_EQ(texts(look), Texts{"2023-12: Hello."});
  EXPECT_EQ(look.posts, 3U);
  EXPECT_EQ(look.diagnostics, std::vector<Diagnostic>{});
}

TEST_F(Introductions, AreTheSameObjectUntilOneChanges) {
  introduce("Hello.");
  const auto first = loader_.load().introductions;
  write("a", titled("Another"));
  EXPECT_EQ(loader_.reload({path("a")}).introductions, first);
  content_.touch(december);
  EXPECT_EQ(loader_.load().introductions, first);
  introduce("Good bye.");
  const auto look = loader_.reload({december});
  EXPECT_EQ(texts(look), Texts{"2023-12: Good bye."});
  EXPECT_TRUE(look.changes.empty());
}

TEST_F(Introductions, ThatBreakKeepTheirLastGoodVersion) {
  introduce("Hello.");
  (void)loader_.load();
  introduce("---\ntitle: [\n---\n");
  for (const auto& look : {loader_.reload({december}), loader_.load()}) {
    EXPECT_EQ(texts(look), Texts{"2023-12: Hello."});
    EXPECT_EQ(look.kept, Texts{december});
    EXPECT_EQ(look.diagnostics.size(), 1U);
  }
  introduce("Mended.");
  const auto look = loader_.reload({december});
  EXPECT_EQ(texts(look), Texts{"2023-12: Mended."});
  EXPECT_EQ(look.kept, Texts{});
}

TEST_F(Introductions, ThatBreakKeepUpWithTheDefinitions) {
  introduce("[x](y)");
  (void)loader_.load();
  introduce("---\ntitle: [\n---\n");
  feeds_.write("site.yaml", site("https://example.net/"));
  EXPECT_EQ(texts(loader_.load()), Texts{"2023-12: x <https://example.net/digest/2023-12/y>"});
}

TEST_F(Introductions, ThatAreDraftsSaySoAndThoseGoneDoNotStand) {
  introduce("---\ndraft: true\n---\nHello.");
  const auto look = loader_.load();
  ASSERT_EQ(texts(look), Texts{"2023-12: Hello."});
  EXPECT_TRUE(look.introductions->begin()->second->draft);
  content_.remove(december);
  EXPECT_EQ(texts(loader_.load()), Texts{});
}

TEST_F(Introductions, StayWhileNobodyCanSeeThem) {
  introduce("Hello.");
  (void)loader_.load();
  content_.break_folder("2023");
  EXPECT_EQ(texts(loader_.load()), Texts{"2023-12: Hello."});
  content_.mend_folders();
  content_.break_file(december, {.message = "Input/output error", .may_pass = true});
  const auto look = loader_.load();
  EXPECT_EQ(texts(look), Texts{"2023-12: Hello."});
  EXPECT_TRUE(look.incomplete);
}

TEST_F(Introductions, StayWithThePostsWhenThereAreNoneAnyMore) {
  introduce("Hello.");
  (void)loader_.load();
  for (const std::string name : {"a", "b", "c"}) content_.remove(path(name));
  content_.remove(december);
  EXPECT_EQ(texts(loader_.load()), Texts{"2023-12: Hello."});
}

TEST_F(Introductions, OfAMonthWithoutPostsAreAWarning) {
  introduce("Hello.", "2023/11/_month.md");
  EXPECT_EQ(
      lines_of(loader_.load().diagnostics),
      Texts{"content/2023/11/_month.md: warning: expected a post published in 2023-11, found none: nobody will see "
            "this introduction"});
  auto text = post_text();
  text.replace(text.find("2023-12"), 7, "2023-11");
  content_.write("2023/11/d.md", text);
  EXPECT_EQ(loader_.load().diagnostics, std::vector<Diagnostic>{});
}

}  // namespace
}  // namespace citefeed::content
