#include "catalogue/months.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"

namespace citefeed::catalogue {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

const TimeZone toronto = TimeZone::locate("America/Toronto").value.value();

Instant day(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day_of_month}} +
         12h;
}

PostPointer edited_post(Instant published, std::optional<Instant> updated = std::nullopt) {
  static int number = 0;
  model::Post made{.id = fmt::format("post-{:05}", number++), .published = published};
  made.updated = made.edited = updated.value_or(published);
  made.digest = sha256(made.id);
  return std::make_shared<const model::Post>(made);
}

std::vector<ClosedMonth> closed(const std::vector<PostPointer>& posts, Instant now,
                                const model::IntroductionsPointer& introductions = {}) {
  model::Definitions definitions;
  definitions.site.time_zone = toronto;
  return closed_months(*take_snapshot(posts, definitions, now, introductions), toronto);
}

Names names(const std::vector<ClosedMonth>& months) {
  Names found;
  for (const ClosedMonth& month : months) found.push_back(to_string(month.name));
  return found;
}

TEST(ClosedMonths, AreThoseWithPostsThatAreOverInTheSitesZone) {
  const std::vector<PostPointer> posts{edited_post(day(2024, 3, 5)), edited_post(day(2024, 1, 5)),
                                       edited_post(day(2023, 12, 5)), edited_post(day(2023, 12, 1))};
  const Instant april{std::chrono::sys_days{std::chrono::year{2024} / 4 / 1} + 4h};  // 00:00 in Toronto
  EXPECT_EQ(names(closed(posts, april - 1s)), (Names{"2024-01", "2023-12"}));
  const auto months = closed(posts, april);
  EXPECT_EQ(names(months), (Names{"2024-03", "2024-01", "2023-12"}));
  EXPECT_EQ(months.front().published, april);
  EXPECT_EQ(months.back().count, 2U);
}

TEST(ClosedMonths, AreUpdatedByAPostThatIsAddedLaterAndHaveItNotBefore) {
  auto late = std::make_shared<model::Post>(*edited_post(day(2023, 12, 5), day(2024, 2, 3)));
  late->edited = late->published;
  late->added = late->updated;
  const std::vector<PostPointer> posts{edited_post(day(2023, 12, 1)), late};
  const auto before = closed(posts, day(2024, 2, 3) - 1s);
  const auto after = closed(posts, day(2024, 2, 3));
  ASSERT_EQ(names(before), (Names{"2023-12"}));
  EXPECT_EQ(before.front().count, 1U);
  EXPECT_EQ(before.front().updated, before.front().published);
  EXPECT_EQ(after.front().count, 2U);
  EXPECT_EQ(after.front().updated, late->added);
}

class OverTime : public testing::Test {
 protected:
  OverTime() {
    model::Definitions definitions;
    definitions.site.time_zone = toronto;
    definitions_ = std::make_shared<const model::Definitions>(definitions);
  }
  std::shared_ptr<const Snapshot> advance(Instant now, const std::vector<model::FileChange>& files = {},
                                          const model::IntroductionsPointer& introductions = {}) {
    return catalogue_.advance(files, definitions_, now, introductions);
  }
  std::shared_ptr<const model::Definitions> definitions_;
  Catalogue catalogue_;
};

TEST_F(OverTime, AMonthWithPostsIsOpenUntilTheNextBegins) {
  const Instant new_year{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1} + 5h};
  const auto open = advance(day(2023, 12, 5), {{"f", edited_post(day(2023, 12, 5))}});
  EXPECT_EQ(open->open_month, (model::MonthName{.year = 2023, .month = 12}));
  EXPECT_EQ(advance(new_year - 1s), open);
  ASSERT_EQ(catalogue_.next_due(), new_year);
  const auto closed = advance(new_year);
  EXPECT_EQ(closed->open_month, std::nullopt);
  EXPECT_EQ(catalogue_.next_due(), std::nullopt);
  EXPECT_EQ(advance(new_year + 24h * 90), closed);
  EXPECT_EQ(advance(day(2023, 12, 6))->open_month, open->open_month);
}

TEST_F(OverTime, OtherIntroductionsMakeAnotherSnapshot) {
  const auto first = advance(day(2023, 12, 5), {{"f", edited_post(day(2023, 12, 5))}});
  const auto introductions = std::make_shared<const model::Introductions>();
  const auto second = advance(day(2023, 12, 5), {}, introductions);
  EXPECT_NE(second, first);
  EXPECT_EQ(second->introductions, introductions);
  EXPECT_EQ(advance(day(2023, 12, 5), {}, introductions), second);
}

TEST(ClosedMonths, AreUpdatedWithTheirPostsButNotBeforeTheyArePublished) {
  const auto months = closed({edited_post(day(2024, 1, 5), day(2024, 1, 9)),
                              edited_post(day(2023, 12, 5), day(2024, 5, 5)), edited_post(day(2023, 12, 1))},
                             day(2024, 6, 1));
  EXPECT_EQ(months.at(0).updated, months.at(0).published);
  EXPECT_EQ(months.at(1).updated, day(2024, 5, 5));
}

TEST(ClosedMonths, HaveTheirIntroductionAndNoOther) {
  const std::vector<PostPointer> posts{edited_post(day(2024, 1, 5)), edited_post(day(2023, 12, 5))};
  const auto introduction = std::make_shared<const model::Introduction>(
      model::Introduction{.month = {.year = 2023, .month = 12}, .text = "Hello.", .digest = sha256("Hello.")});
  const auto introductions =
      std::make_shared<const model::Introductions>(model::Introductions{{introduction->month, introduction}});
  const auto without = closed(posts, day(2024, 6, 1)), with = closed(posts, day(2024, 6, 1), introductions);
  EXPECT_EQ(with.at(1).introduction, introduction);
  EXPECT_NE(with.at(1).digest, without.at(1).digest);
  EXPECT_EQ(with.at(0).introduction, nullptr);
  EXPECT_EQ(with.at(0).digest, without.at(0).digest);
}

TEST(ClosedMonths, DoNotHaveADraft) {
  const auto draft = std::make_shared<const model::Introduction>(
      model::Introduction{.month = {.year = 2023, .month = 12}, .draft = true, .digest = sha256("Hello.")});
  const auto introductions = std::make_shared<const model::Introductions>(model::Introductions{{draft->month, draft}});
  const std::vector<PostPointer> posts{edited_post(day(2023, 12, 5))};
  const auto months = closed(posts, day(2024, 6, 1), introductions);
  EXPECT_EQ(months.front().introduction, nullptr);
  EXPECT_EQ(months.front().digest, closed(posts, day(2024, 6, 1)).front().digest);
}

TEST(ClosedMonths, GiveIssuesOfLimitedSize) {
  std::vector<PostPointer> posts;
  posts.reserve(60);
  for (int i = 0; i < 60; ++i) posts.push_back(edited_post(day(2023, 12, 5) - i * 1min));
  const auto issue = issue_of(closed(posts, day(2024, 6, 1)).front());
  EXPECT_EQ(issue.posts.size(), model::max_issue_posts);
  EXPECT_EQ(issue.posts.front(), posts.front());
  EXPECT_EQ(issue.total, 60U);
}

std::vector<PostPointer> a_post_each_month(int first_year, int last_year) {
  std::vector<PostPointer> posts;
  for (int year = last_year; year >= first_year; --year) {
    for (unsigned month = 12; month >= 1; --month) posts.push_back(edited_post(day(year, month, 5)));
  }
  return posts;
}

TEST(IssueDocuments, AreOneWhileThereAreFewIssues) {
  const auto documents = divide(closed(a_post_each_month(2023, 2023), day(2024, 1, 2)), 12);
  EXPECT_EQ(documents.current.size(), 12U);
  EXPECT_TRUE(documents.archives.empty());
}

TEST(IssueDocuments, HoldEveryIssueOnceInAllWithoutThoseThatStandAgain) {
  const auto months = closed(a_post_each_month(2020, 2024), day(2024, 4, 2));
  const auto documents = divide(months, 12);
  EXPECT_EQ(names(documents.current).front(), "2024-03");
  EXPECT_EQ(names(documents.current).back(), "2023-04");
  Names archived;
  for (const auto& archive : documents.archives) {
    for (const auto& month : archive.months) {
      EXPECT_EQ(archive.name, std::to_string(month.name.year));
      archived.push_back(to_string(month.name));
    }
  }
  EXPECT_EQ(archived.size(), 48U);  // all but the three of the open year
  EXPECT_EQ(documents.archives.front().name, "2020");
  EXPECT_EQ(names(documents.archives.back().months).front(), "2023-12");
}

TEST(IssueDocuments, HoldAnOldIssueAgainThatWasUpdatedNotLongAgo) {
  auto posts = a_post_each_month(2020, 2023);
  posts.push_back(edited_post(day(2020, 2, 1), day(2024, 2, 1)));
  posts.push_back(edited_post(day(2020, 3, 1), day(2021, 2, 1)));  // so long ago that everybody has it
  const auto documents = divide(closed(posts, day(2024, 4, 2)), 12);
  EXPECT_EQ(documents.current.size(), 13U);
  EXPECT_EQ(names(documents.current).back(), "2020-02");
}

}  // namespace
}  // namespace citefeed::catalogue
