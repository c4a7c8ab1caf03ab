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

/// With a loader whose date is given.
class ARecordedWork : public CitedWork {
 protected:
  static std::string saying(const std::string& header, const std::string& place = "13(2), 137–172") {
    return citing(reference("2003", place)).replace(0, 4, "---\n" + header);
  }
  Lines look() { return lines_of(dated_.load().diagnostics); }

  FollowedLoader dated_{content_, feeds_, 2, nullptr, patience()};
};

const Lines retracted_unsaid{
    "content/2023/12/a.md:5:11: warning: expected a notice of the retraction of 10.1000/X of 2024-02-12, which "
    "Retraction Watch has, found none; to say it: retraction: { date: 2029-01-01, doi: \"10.1000/n\" }"};

TEST_F(ARecordedWork, IsRetractedWherePostsDoNotSaySo) {
  auto retractions = std::make_shared<Retractions>();
  retractions->add("10.1000/x",
                   {.kind = model::NoticeKind::retraction, .date = "2024-02-12", .notice_doi = "10.1000/n"});
  retractions->add("10.1000/elsewhere", {});
  write("a", saying(""));
  EXPECT_EQ(look(), Lines{});
  dated_.heed(retractions);
  EXPECT_EQ(lines_of(dated_.reload({}).diagnostics), retracted_unsaid);
  write("a", saying("retraction: { date: 2029-01-01, doi: \"10.1000/n\" }\n"));
  EXPECT_EQ(look(), Lines{});
  write("a", saying(""));
  EXPECT_EQ(look(), retracted_unsaid) << "also of a file that came later";
  EXPECT_EQ(dated_.reload({}).unsaid, 1U);
  dated_.heed(nullptr);
  EXPECT_EQ(lines_of(dated_.reload({}).diagnostics), Lines{});
}

TEST_F(ARecordedWork, IsSaidWhenItsNoticeHasCome) {
  auto retractions = std::make_shared<Retractions>();
  retractions->add("10.1000/x", {.kind = model::NoticeKind::retraction});
  dated_.heed(retractions);
  write("a", saying("retraction: { date: 2029-01-02, note: N }\n"));
  EXPECT_EQ(look().size(), 1U);
  date_ += std::chrono::days{1};
  EXPECT_EQ(lines_of(dated_.reload({}).diagnostics), Lines{});
}

TEST_F(ARecordedWork, MayHaveNoDoiButANumberInPubMed) {
  auto retractions = std::make_shared<Retractions>();
  retractions->add("", {.kind = model::NoticeKind::retraction, .date = "2024-02-12"}, "12345678");
  dated_.heed(retractions);
  const std::string printed = "Adams, B. (2003). A title. Mind, 13(2), 137–172. PMID: 12345678";
  write("a", citing(printed));
  EXPECT_EQ(look(),
            (Lines{"content/2023/12/a.md:5:11: warning: expected a notice of the retraction of PMID 12345678 of "
                   "2024-02-12, which Retraction Watch has, found none; to say it: retraction: { date: "
                   "2029-01-01 }"}));
  write("b", citing(printed + "."));
  EXPECT_EQ(look().size(), 2U) << "and is no DOI that posts share";
  write("a", citing("Adams, B. (2003). A title. Mind, 13(2), 137–172."));
  write("b", citing("Adams, B. (2003). A title. Mind, 13(2), 137–172. https://pubmed.ncbi.nlm.nih.gov/12345678/"));
  EXPECT_EQ(look().size(), 1U);
}

TEST_F(ARecordedWork, CountsEachRecordOfAMessage) {
  auto retractions = std::make_shared<Retractions>();
  retractions->add("10.1000/x", {.kind = model::NoticeKind::correction, .notice_doi = "10.1000/m"});
  retractions->add("10.1000/x", {.kind = model::NoticeKind::correction, .notice_doi = "10.1000/n"});
  dated_.heed(retractions);
  write("a", saying(""));
  const auto loaded = dated_.load();
  EXPECT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(loaded.unsaid, 2U);
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
