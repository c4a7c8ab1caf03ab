// What a look at changed files leads to.
#include "rebuild_fixture.hpp"

namespace citefeed::engine {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(RebuildSite, TheFirstLookInstallsEveryGoodPost) {
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("The first title"));
  EXPECT_THAT(log_.last(), HasSubstr("event=built posts=2 added=\"2: 2023-12/one 2023-12/two\""));
}

TEST_F(RebuildSite, EditorsSeeDraftsAndWhatIsScheduledAndReadersDoNot) {
  auto draft = post("A draft");
  content_.write("2023/12/draft.md", draft.insert(4, "draft: true\n"));
  content_.write("2024/02/later.md", post("A later one", "2024-02"));
  content_.write("2023/12/_month.md", "---\ndraft: true\n---\nA word on December.\n");
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), Not(testing::AnyOf(HasSubstr("A draft"), HasSubstr("A later one"))));
  resource::CurrentSite site;
  Current current{site};
  content::Loader loader{content_, feeds_, 2};
  loader.publish_at({.text = "http://127.0.0.1:8081/"});
  Rebuild editors{{.loader = loader, .clock = clock_, .log = log_, .current = current, .audience = Audience::editors}};
  editors.everything();
  const std::string feed = *site.get()->at("/feed.atom")->prepared().usual.at(0)->body;
  EXPECT_THAT(feed, testing::AllOf(HasSubstr("[Draft] A draft"), HasSubstr("A later one"),
                                   HasSubstr("http://127.0.0.1:8081/posts/2023-12/draft/"),
                                   Not(HasSubstr("https://example.org/posts"))));
  EXPECT_THAT(*site.get()->at("/digest.atom")->prepared().usual.at(0)->body,
              testing::AllOf(HasSubstr("Digest of December 2023: [Draft]"), HasSubstr("A word on December")));
  content_.write("2023/12/draft.md", post("A draft"));
  editors.files({"2023/12/draft.md"});
  EXPECT_THAT(*site.get()->at("/feed.atom")->prepared().usual.at(0)->body, Not(HasSubstr("[Draft]")));
}

TEST_F(RebuildSite, OneChangedFileIsReadAndItsPostReplaced) {
  rebuild_.everything();
  static_cast<void>(content_.take_reads());
  content_.write("2023/12/one.md", post("A better title"));
  rebuild_.files({"2023/12/one.md"});
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("A better title"));
  EXPECT_EQ(content_.take_reads(), (std::vector<std::string>{"2023/12/one.md"}));
  EXPECT_THAT(log_.last(), HasSubstr("changed=\"1: 2023-12/one\""));
}

TEST_F(RebuildSite, APostThatMovesToAnotherFileIsTheSamePost) {
  const auto named = post("The first title").insert(4, "id: 2023-12/one\n");
  content_.write("2023/12/one.md", named);
  rebuild_.everything();
  content_.remove("2023/12/one.md");
  content_.write("2023/12/uno.md", named);
  rebuild_.files({"2023/12/one.md", "2023/12/uno.md"});
  EXPECT_THAT(log_.last(), HasSubstr("added=0 changed=\"1: 2023-12/one\" removed=0"));
  EXPECT_TRUE(rebuild_.diagnostics().empty());
}

TEST_F(RebuildSite, ABrokenPostKeepsItsLastGoodVersionAndTheRestGoesOn) {
  rebuild_.everything();
  content_.write("2023/12/one.md", "---\ntitle: [unclosed\n---\n");
  content_.write("2023/12/two.md", post("A newer title", "2023-12", "cbt"));
  rebuild_.files({"2023/12/one.md", "2023/12/two.md"});
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("The first title"));
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("A newer title"));
  EXPECT_THAT(log_.lines(), testing::Contains(HasSubstr("content/2023/12/one.md:")));
  EXPECT_THAT(log_.last(), HasSubstr("kept_last_good=\"1: 2023/12/one.md\""));
}

TEST_F(RebuildSite, AProblemIsReportedOnceNotWithEveryRebuild) {
  content_.write("2023/12/three.md", "no front matter");
  rebuild_.everything();
  content_.write("2023/12/one.md", post("A better title"));
  rebuild_.files({"2023/12/one.md"});
  const auto about_three = [](const std::string& line) { return line.find("three.md") != std::string::npos; };
  const auto lines = log_.lines();
  const auto reported = std::count_if(lines.begin(), lines.end(), about_three);
  EXPECT_EQ(reported, static_cast<std::ptrdiff_t>(rebuild_.diagnostics().size()));
}

TEST_F(RebuildSite, NothingChangedMeansTheSameSiteStays) {
  rebuild_.everything();
  const auto before = site_.get();
  content_.touch("2023/12/one.md");
  rebuild_.everything();
  EXPECT_EQ(site_.get(), before);
  EXPECT_EQ(log_.lines().size(), 1U) << "and the log says nothing";
}

TEST_F(RebuildSite, TheSameSiteWithANewProblemIsNewsForTheLog) {
  rebuild_.everything();
  content_.write("2023/12/one.md", "---\ntitle: [\n---\n");
  rebuild_.everything();
  EXPECT_THAT(log_.last(), testing::StartsWith("event=rebuilt"));
  const auto told = log_.lines().size();
  rebuild_.everything();
  EXPECT_EQ(log_.lines().size(), told);
}

TEST_F(RebuildSite, APostThatComesAfterTheDigestOfItsMonthIsWarnedOfUntilItSaysSo) {
  clock_.move_to(new_year + std::chrono::days{14});
  rebuild_.everything();
  EXPECT_TRUE(rebuild_.diagnostics().empty()) << "what was there at the start was there in time";
  content_.write("2023/12/late.md", post("A late one"));
  content_.write("2023/11/alone.md", post("Of a month that had no digest", "2023-11"));
  content_.write("2024/01/new.md", post("Of a month that is not over", "2024-01"));
  rebuild_.everything();
  ASSERT_EQ(rebuild_.diagnostics().size(), 1U);
  EXPECT_EQ(to_string(rebuild_.diagnostics()[0]),
            "content/2023/12/late.md: warning: expected \"added: 2024-01-15\", since the digest of December 2023 had "
            "appeared, found none: whoever has had it is not told of this post");
  EXPECT_THAT(log_.lines(), testing::Contains(HasSubstr("expected \\\"added: 2024-01-15\\\"")));
  EXPECT_THAT(bytes_at("/digest/2023-12/"), testing::Not(HasSubstr("added on")));
  content_.write("2023/12/late.md", post("A late one", "2023-12\nadded: 2024-01-15"));
  rebuild_.everything();
  EXPECT_TRUE(rebuild_.diagnostics().empty());
  EXPECT_THAT(bytes_at("/digest/2023-12/"), HasSubstr("December 2023, added on 15 January 2024"));
  EXPECT_THAT(bytes_at("/digest.atom"), HasSubstr("<updated>2024-01-15T00:00:00Z</updated>"));
}

TEST_F(RebuildSite, APostThatIsRenamedOrComesBackIsNotLate) {
  clock_.move_to(new_year + std::chrono::days{14});
  rebuild_.everything();
  content_.remove("2023/12/one.md");
  content_.write("2023/12/uno.md", post("The first title"));
  rebuild_.everything();
  content_.remove("2023/12/uno.md");
  rebuild_.everything();
  content_.write("2023/12/one.md", post("The first title"));
  rebuild_.everything();
  for (const auto& problem : rebuild_.diagnostics()) EXPECT_THAT(problem.message, testing::Not(HasSubstr("added")));
}

TEST_F(RebuildSite, ATopicThatDisappearsIsMissedUntilItHasAnAliasOrIsSaidToBeGone) {
  rebuild_.everything();
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Empathy }\n  - { slug: cognitive, label: CBT }\n");
  content_.write("2023/12/two.md", post("Another title", "2023-12", "cognitive"));
  rebuild_.everything();
  ASSERT_EQ(rebuild_.diagnostics().size(), 1U);
  EXPECT_EQ(rebuild_.diagnostics()[0].file, "feeds/topics.yaml");
  EXPECT_THAT(rebuild_.diagnostics()[0].message, HasSubstr("expected the topic \"cbt\""));
  feeds_.write("topics.yaml",
               "topics:\n  - { slug: empathy, label: Empathy }\n"
               "  - { slug: cognitive, label: CBT, aliases: [cbt] }\n");
  rebuild_.everything();
  EXPECT_TRUE(rebuild_.diagnostics().empty());
}

/// A rebuild whose loader takes a file for gone after two seconds, as a clock shows them that the test sets.
class PatientRebuild : public RebuildSite {
 protected:
  PatientRebuild() { patient_.everything(); }

  content::Patience::TimePoint steady_now_ = {};
  content::Loader patient_loader_{
      content_, feeds_,
      2,        content::Depth::whole,
      nullptr,  {.longest = std::chrono::seconds{2}, .now = [this] { return steady_now_; }}};
  Rebuild patient_{{.loader = patient_loader_, .clock = clock_, .log = log_, .current = current_, .threads = 2}};
};

TEST_F(PatientRebuild, APostWhoseFileIsMissingIsServedUntilItIsGoneAndThenTheProblemIsTold) {
  const auto before = site_.get();
  content_.remove("2023/12/one.md");
  patient_.files({"2023/12/one.md"});
  EXPECT_EQ(site_.get(), before);
  EXPECT_LE(patient_.next_look(), std::chrono::milliseconds{200});
  steady_now_ += std::chrono::seconds{2};
  patient_.due();
  EXPECT_EQ(site_.get()->at("/posts/2023-12/one/"), nullptr);
  EXPECT_THAT(log_.last(), HasSubstr("removed=\"1: 2023-12/one\""));
  ASSERT_EQ(patient_.diagnostics().size(), 1U);
  EXPECT_THAT(patient_.diagnostics()[0].message, HasSubstr("found neither"));
  EXPECT_EQ(patient_.next_look(), std::nullopt);
}

TEST_F(PatientRebuild, APostWhoseFileIsMovedIsTheErrorOfBothFilesAtOnce) {
  content_.remove("2023/12/one.md");
  content_.write("2023/12/uno.md", post("The first title"));
  patient_.everything();
  ASSERT_EQ(patient_.diagnostics().size(), 1U);
  EXPECT_THAT(patient_.diagnostics()[0].message, HasSubstr("from content/2023/12/one.md, found \"2023-12/uno\""));
}

TEST_F(PatientRebuild, ALookThatFailsIsNotRepeatedWithoutAPauseForAFileThatIsGone) {
  content_.remove("2023/12/one.md");
  patient_.files({"2023/12/one.md"});
  steady_now_ += std::chrono::seconds{2};
  patient_.note_failure();
  EXPECT_EQ(patient_.next_look(), std::nullopt);
  ASSERT_TRUE(patient_.next_due());
  clock_.move_to(*patient_.next_due());
  patient_.due();
  EXPECT_EQ(site_.get()->at("/posts/2023-12/one/"), nullptr);
}

TEST_F(RebuildSite, AfterALookThatFailedTheNextChangeBringsEverythingBack) {
  rebuild_.everything();
  rebuild_.note_failure();
  content_.write("2023/12/one.md", post("A better title"));
  rebuild_.files({"2023/12/one.md"});
  EXPECT_THAT(bytes_at("/feed.atom"), testing::AllOf(HasSubstr("A better title"), HasSubstr("Another title")));
}

TEST_F(RebuildSite, BrokenDefinitionsKeepTheLastGoodOnes) {
  rebuild_.everything();
  feeds_.write("site.yaml", "title: {");
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("<title>Example</title>"));
  EXPECT_THAT(log_.last(), HasSubstr("kept_last_good=\"1: feeds/site.yaml\""));
  EXPECT_FALSE(rebuild_.diagnostics().empty());
}

TEST_F(RebuildSite, ANewTitleOfTheSiteReachesEveryFeed) {
  rebuild_.everything();
  feeds_.write("site.yaml",
               "title: Renamed\nbase_url: https://example.org/\nid_authority: example.org,2013\nauthors:\n  editor: { "
               "name: The Editor }\n"
               "default_author: editor\nsince: 2013-01\n");
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/topics/cbt/feed.rss"), HasSubstr("Renamed"));
}

TEST_F(RebuildSite, WithoutOneGoodPostNothingIsInstalled) {
  content_.write("2023/12/one.md", "broken");
  content_.write("2023/12/two.md", "broken");
  rebuild_.everything();
  EXPECT_EQ(site_.get(), nullptr);
}

TEST_F(RebuildSite, InAnEmptyFolderNothingIsInstalledSinceADiskMayNotBeMountedYet) {
  content_.remove("2023/12/one.md");
  content_.remove("2023/12/two.md");
  rebuild_.everything();
  EXPECT_EQ(site_.get(), nullptr);
}

TEST_F(RebuildSite, AnEmptiedDirectoryKeepsWhatIsServed) {
  rebuild_.everything();
  content_.break_folder("");
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("The first title"));
}

TEST_F(RebuildSite, TextsThatWereLeftForLaterAreReadBetweenChangesAndWarnedOfOnce) {
  for (int i = 0; i < 500; ++i) {
    content_.write(fmt::format("2023/12/html-{}.md", i), post("With HTML") + "\n<hr>\n");
  }
  content::Loader loader{content_, feeds_, 2, content::Depth::header};
  Rebuild rebuild{{.loader = loader, .clock = clock_, .log = log_, .current = current_, .threads = 2}};
  rebuild.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("With HTML"));
  EXPECT_TRUE(rebuild.diagnostics().empty());
  std::size_t turns = 0;
  for (; rebuild.next_due() && *rebuild.next_due() <= clock_.now() && turns < 100; ++turns) {
    if (turns == 1) rebuild.files({"2023/12/one.md"});
    rebuild.due();
  }
  EXPECT_EQ(turns, 3U);
  EXPECT_EQ(rebuild.diagnostics().size(), 500U);
  const auto is_problem = [](const std::string& line) { return line.starts_with("event=problem"); };
  const auto lines = log_.lines();
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(), is_problem), 500);
}

TEST_F(RebuildSite, WhereNothingWasEverServedTheLogIsSilentAndTheDiagnosticsSayWhy) {
  content_.write("2023/12/one.md",
                 "---\ntitle: No date\ncitation: Rowe, A. (2020). A study. A Journal, 3(1), 1–9.\n---\n");
  content_.remove("2023/12/two.md");
  rebuild_.everything();
  EXPECT_EQ(current_.get(), nullptr);
  EXPECT_TRUE(has_errors(rebuild_.diagnostics()));
  EXPECT_THAT(log_.lines(), testing::IsEmpty());
}

}  // namespace
}  // namespace citefeed::engine
