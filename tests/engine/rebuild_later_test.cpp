// What is looked at again, or published, though no file changes.
#include "rebuild_fixture.hpp"

namespace citefeed::engine {
namespace {

using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

TEST_F(RebuildSite, AFileThatCouldNotBeReadIsLookedAtAgainEverLaterUntilItCan) {
  rebuild_.everything();
  EXPECT_EQ(rebuild_.next_due(), new_year);
  content_.break_file("2023/12/one.md", {.message = "Input/output error", .may_pass = true});
  rebuild_.files({"2023/12/one.md"});
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("The first title"));
  for (const auto wait : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
    ASSERT_EQ(rebuild_.next_due(), clock_.now() + wait);
    rebuild_.files({"2023/12/two.md"});  // neither hastens nor delays it
    ASSERT_EQ(rebuild_.next_due(), clock_.now() + wait);
    clock_.move_to(clock_.now() + wait);
    rebuild_.due();
  }
  content_.write("2023/12/one.md", post("A better title"));
  clock_.move_to(*rebuild_.next_due());
  rebuild_.due();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("A better title"));
  EXPECT_EQ(rebuild_.next_due(), new_year);
}

TEST_F(RebuildSite, AFileThatCouldNotBeReadIsLookedAtAgainThoughTheClockWasSetBack) {
  rebuild_.everything();
  content_.break_file("2023/12/one.md", {.message = "Input/output error", .may_pass = true});
  rebuild_.files({"2023/12/one.md"});
  clock_.move_to(clock_.now() - 1h);
  rebuild_.due();
  EXPECT_EQ(rebuild_.next_due(), clock_.now() + 2s);
  content_.write("2023/12/one.md", post("A better title"));
  clock_.move_to(*rebuild_.next_due());
  rebuild_.due();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("A better title"));
}

TEST_F(RebuildSite, ANoticeThatWasToComeIsNoProblemFromItsDateOn) {
  content::Patience patience;
  patience.date = [this] { return clock_.now(); };
  content::Loader loader{content_, feeds_, 2, content::Depth::whole, nullptr, patience};
  Rebuild rebuild{{.loader = loader, .clock = clock_, .log = log_, .current = current_, .threads = 2}};
  auto retractions = std::make_shared<content::Retractions>();
  retractions->add("", {.kind = model::NoticeKind::retraction, .date = "2019-02-12"}, "123");
  loader.heed(retractions);
  auto text = post("The first title");
  text.replace(text.find("1–9."), 6, "1–9. PMID 123");
  const auto date = clock_.now() + 1h;
  content_.write("2023/12/one.md", text.insert(4, "retraction: { date: \"" + to_rfc3339(date) + "\", note: N }\n"));
  rebuild.everything();
  EXPECT_THAT(log_.lines().back(), HasSubstr("problems=1"));
  ASSERT_EQ(rebuild.next_due(), date);
  clock_.move_to(date);
  rebuild.due();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("Retracted: "));
  EXPECT_THAT(log_.lines().back(), HasSubstr("problems=0"));
}

TEST_F(RebuildSite, ADefinitionThatCouldNotBeReadIsLookedAtAgain) {
  rebuild_.everything();
  feeds_.break_file("topics.yaml", {.message = "Input/output error", .may_pass = true});
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("The first title"));
  ASSERT_EQ(rebuild_.next_due(), clock_.now() + 1s);
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Fellow feeling }\n  - { slug: cbt, label: CBT }\n");
  clock_.move_to(*rebuild_.next_due());
  rebuild_.due();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("Fellow feeling"));
  EXPECT_EQ(rebuild_.next_due(), new_year);
}

TEST_F(RebuildSite, ALookThatFailedIsMadeAgain) {
  rebuild_.everything();
  const auto fail_once = [this](content::MemoryTree& tree) {
    tree.exhaust_memory_once();
    EXPECT_THROW(rebuild_.everything(), std::bad_alloc);
    rebuild_.note_failure();
    ASSERT_EQ(rebuild_.next_due(), clock_.now() + 1s);
    clock_.move_to(*rebuild_.next_due());
    rebuild_.due();
    EXPECT_EQ(rebuild_.next_due(), new_year);
  };
  content_.write("2023/12/one.md", post("A better title"));
  fail_once(content_);
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("A better title"));
  feeds_.write("topics.yaml", "topics:\n  - { slug: empathy, label: Fellow feeling }\n  - { slug: cbt, label: CBT }\n");
  fail_once(feeds_);
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("Fellow feeling"));
}

TEST_F(RebuildSite, AFailureThatStaysIsLookedAtEverLater) {
  rebuild_.everything();
  for (const auto wait : {1s, 2s, 4s, 8s}) {
    rebuild_.note_failure();
    ASSERT_EQ(rebuild_.next_due(), clock_.now() + wait);
    clock_.move_to(*rebuild_.next_due());
  }
}

TEST_F(RebuildSite, AScheduledPostAppearsWhenItsMomentComes) {
  clock_.move_to(new_year);
  content_.write("2024/02/later.md", post("Not before February", "2024-02-01"));
  rebuild_.everything();
  EXPECT_THAT(bytes_at("/feed.atom"), Not(HasSubstr("Not before February")));
  const Instant due{std::chrono::sys_days{std::chrono::year{2024} / 2 / 1}};
  EXPECT_EQ(rebuild_.next_due(), due);
  clock_.move_to(due);
  rebuild_.due();
  EXPECT_THAT(bytes_at("/feed.atom"), HasSubstr("Not before February"));
  const Instant end_of_february{std::chrono::sys_days{std::chrono::year{2024} / 3 / 1}};
  EXPECT_EQ(rebuild_.next_due(), end_of_february);
}

TEST_F(RebuildSite, TheDigestOfAMonthAppearsWhenTheMonthIsOver) {
  rebuild_.everything();
  EXPECT_EQ(site_.get()->at("/digest/2023-12/"), nullptr);
  EXPECT_THAT(bytes_at("/digest.atom"), Not(HasSubstr("<entry")));
  ASSERT_EQ(rebuild_.next_due(), new_year);
  clock_.move_to(new_year);
  rebuild_.due();
  EXPECT_THAT(bytes_at("/digest.atom"), HasSubstr("Digest of December 2023"));
  EXPECT_THAT(bytes_at("/digest/2023-12/"), HasSubstr("The first title"));
  EXPECT_EQ(rebuild_.next_due(), std::nullopt);
}

TEST_F(RebuildSite, AnIntroductionIsShownInTheDigestAndABrokenOneKeepsItsLastGoodVersion) {
  clock_.move_to(new_year);
  rebuild_.everything();
  content_.write("2023/12/_month.md", "A month of **repair**.\n");
  rebuild_.files({"2023/12/_month.md"});
  EXPECT_THAT(bytes_at("/digest.atom"), HasSubstr("A month of &lt;strong&gt;repair"));
  content_.write("2023/12/_month.md", "---\ntitel: Repair\n---\n");
  rebuild_.files({"2023/12/_month.md"});
  EXPECT_THAT(bytes_at("/digest.atom"), HasSubstr("A month of &lt;strong&gt;repair"));
  EXPECT_THAT(log_.last(), HasSubstr("kept_last_good=\"1: 2023/12/_month.md\""));
  content_.remove("2023/12/_month.md");
  rebuild_.files({"2023/12/_month.md"});
  EXPECT_THAT(bytes_at("/digest.atom"), Not(HasSubstr("A month of")));
}

}  // namespace
}  // namespace citefeed::engine
