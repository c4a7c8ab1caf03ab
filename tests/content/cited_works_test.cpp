// Posts that cite the same work.
#include "content/cited_works.hpp"

#include "loader_fixture.hpp"

namespace citefeed::content {
namespace {

class CitedWork : public LoaderTest {
 protected:
  static std::string citing(const std::string& reference) {
    return "---\ntitle: A title\npublished: 2023-12\ntopics: [empathy]\ncitation: '" + reference +
           "'\n---\nText.\n\n## Practice Implications\n\nDo.\n";
  }
  static std::string reference(const std::string& year, const std::string& place = "13(2), 137–172") {
    return "Adams, B. (" + year + "). A title. Mind, " + place + ". https://doi.org/10.1000/X";
  }
  Lines load() { return lines_of(loader_.load().diagnostics); }
};

const Lines other_year{
    "content/2023/12/b.md:5:11: warning: expected issued \"2003\" for 10.1000/X as in content/2023/12/a.md, "
    "found \"2004\""};

TEST_F(CitedWork, MayBeCitedAlikeByManyPosts) {
  for (const std::string name : {"a", "b", "c"}) write(name, citing(reference("2003")));
  EXPECT_EQ(load(), Lines{});
}

TEST_F(CitedWork, IsNotCitedWithDifferentData) {
  write("a", citing(reference("2003")));
  write("b", citing(reference("2004")));
  EXPECT_EQ(load(), other_year);
}

TEST_F(CitedWork, IsRetractedInEveryPostThatReviewsIt) {
  const std::string notice = "---\nretraction: { date: 2024-03, note: Why. }\n";
  auto retracted = citing(reference("2003"));
  retracted.replace(0, 4, notice);
  write("a", citing(reference("2003")));
  write("b", retracted);
  const Lines expected{
      "content/2023/12/a.md:5:11: warning: expected \"retraction\" for 10.1000/X as in content/2023/12/b.md, found "
      "none"};
  EXPECT_EQ(load(), expected);
  auto withdrawn = citing(reference("2003"));
  withdrawn.replace(0, 4, "---\nwithdrawn: { date: 2024-03, reason: Why. }\n");
  write("a", withdrawn);
  EXPECT_EQ(load(), Lines{});
  write("a", retracted);
  EXPECT_EQ(load(), Lines{});
}

TEST_F(CitedWork, IsRetractedWherePostsDoNotSaySo) {
  auto retractions = std::make_shared<Retractions>();
  retractions->add("10.1000/x", {.date = "2024-02-12", .notice_doi = "10.1000/n"});
  retractions->add("10.1000/elsewhere", {});
  write("a", citing(reference("2003")));
  EXPECT_EQ(load(), Lines{});
  loader_.heed(retractions, "2026-11-30");
  const Lines expected{
      "content/2023/12/a.md:5:11: warning: expected a notice of the retraction of 10.1000/X of 2024-02-12, which "
      "Retraction Watch has, found none; to say it: retraction: { date: 2026-11-30, doi: \"10.1000/n\" }"};
  EXPECT_EQ(lines_of(loader_.reload({}).diagnostics), expected);
  auto told = citing(reference("2003"));
  told.replace(0, 4, "---\nretraction: { date: 2026-11-30, doi: \"10.1000/n\" }\n");
  write("a", told);
  EXPECT_EQ(load(), Lines{});
  write("a", citing(reference("2003")));
  EXPECT_EQ(load(), expected) << "also of a file that came later";
  EXPECT_EQ(loader_.reload({}).unsaid, 1U);
  loader_.heed(nullptr, "");
  EXPECT_EQ(lines_of(loader_.reload({}).diagnostics), Lines{});
}

TEST_F(CitedWork, IsKnownByItsDoiInAnyLetterCase) {
  write("a", citing(reference("2003")));
  auto text = citing(reference("2004"));
  text.replace(text.find("10.1000/X"), 9, "10.1000/x");
  write("b", text);
  EXPECT_EQ(load().size(), 1U);
}

TEST_F(CitedWork, MayHaveMoreFieldsInOnePostThanInAnother) {
  write("a", citing(reference("2003")));
  write("b", citing(reference("2003", "13")));
  EXPECT_EQ(load(), Lines{});
}

TEST_F(CitedWork, IsComparedWithTheFirstPostByPathOnly) {
  write("a", citing(reference("2003")));
  write("b", citing(reference("2004")));
  write("c", citing(reference("2003")));
  EXPECT_EQ(load(), other_year);
}

TEST_F(CitedWork, IsComparedAgainWhenAPostChangesOrGoes) {
  write("a", citing(reference("2003")));
  write("b", citing(reference("2003")));
  EXPECT_EQ(load(), Lines{});
  write("b", citing(reference("2004")));
  EXPECT_EQ(lines_of(loader_.reload({path("b")}).diagnostics), other_year);
  write("a", citing(reference("2004")));
  EXPECT_EQ(lines_of(loader_.reload({path("a")}).diagnostics), Lines{});
  write("a", citing(reference("2003")));
  EXPECT_EQ(load(), other_year);
  content_.remove(path("a"));
  EXPECT_EQ(load(), Lines{});
}

TEST_F(CitedWork, IsFoundAmongSeveralCitationsOfAPost) {
  write("a", citing(reference("2003")));
  auto text = citing("");
  text.replace(text.find("''"), 2, "\n  - '" + std::string{good_citation} + "'\n  - '" + reference("2004") + "'");
  write("b", text);
  const auto lines = load();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].substr(0, lines[0].find(" warning")), "content/2023/12/b.md:7:5:");
}

}  // namespace
}  // namespace citefeed::content
