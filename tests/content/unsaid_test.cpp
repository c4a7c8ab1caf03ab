// What posts do not say of what the Retraction Watch database has, and what is to be pasted into them.
#include "content/unsaid.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "base/utf8.hpp"
#include "support.hpp"

namespace citefeed::content {
namespace {

using model::NoticeKind;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using Records = Retractions::Records;

const Instant noon_of_30_november{std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + std::chrono::hours{17}};

Present present() {
  return {.now = noon_of_30_november, .zone = small_definitions().site.time_zone};
}

RetractionRecord record(NoticeKind kind, const std::string& date, const std::string& doi = "") {
  return {.kind = kind, .date = date, .notice_doi = doi};
}
const auto concern = record(NoticeKind::concern, "2018-01-12", "10.1000/c");
const auto retraction = record(NoticeKind::retraction, "2019-02-12", "10.1000/n");
const auto reinstatement = record(NoticeKind::reinstatement, "2020-05-01");
const auto retraction_again = record(NoticeKind::retraction, "2021-03-12", "10.1000/again");
const auto reinstatement_again = record(NoticeKind::reinstatement, "2022-05-01");
const auto first_correction = record(NoticeKind::correction, "2024-02-12", "10.1000/x");
const auto second_correction = record(NoticeKind::correction, "2024-03-12", "10.1000/y");

/// The post whose front matter says `header`, which has to be good.
model::Post post_saying(const std::string& header) {
  const auto outcome = read_post(post_text(header));
  EXPECT_FALSE(has_errors(outcome.diagnostics)) << header;
  auto post = outcome.value.value_or(model::Post{.reviewed = {{}}});
  post.reviewed.front().doi = "10.1000/a";
  return post;
}

Lines messages(const Records& records, const model::Post& post) {
  Lines lines;
  for (const auto& together : by_message(unsaid(records, post, 0, present())))
    lines.push_back(to_message(together, post));
  return lines;
}
Lines messages(const Records& records, const std::string& header = "") {
  return messages(records, post_saying(header));
}

/// "reinstatement 2026-11-29": what is to be written.
Lines left_unsaid(const Records& records, const std::string& header = "") {
  Lines lines;
  for (const auto& each : unsaid(records, post_saying(header), 0, present()))
    lines.push_back(std::string{to_noun(each.record.kind)} + " " + each.date + " " + each.record.notice_doi);
  return lines;
}

/// `header` with what the messages on it say is to be pasted, where it has no such key.
std::string pasted(const Records& records, std::string header) {
  for (const auto& message : messages(records, header)) {
    const std::string mark = message.find("to say it: ") == std::string::npos ? "to say them: " : "to say it: ";
    const auto begin = message.find(mark);
    EXPECT_NE(begin, std::string::npos) << message;
    header += message.substr(begin + mark.size()) + "\n";
  }
  return header;
}

/// "retraction": the kinds of what stands in the end.
Lines standing(const std::string& header) {
  Lines kinds;
  for (const auto& notice : model::standing_notices(post_saying(header))) kinds.emplace_back(to_noun(notice.kind));
  return kinds;
}

TEST(WhatAPostDoesNotSay, IsWhatItIsToWrite) {
  EXPECT_THAT(messages({retraction}),
              ElementsAre("expected a notice of the retraction of 10.1000/a of 2019-02-12, which Retraction Watch has, "
                          "found none; to say it: retraction: { date: 2026-11-30, doi: \"10.1000/n\" }"));
  EXPECT_THAT(messages({record(NoticeKind::concern, "")}),
              ElementsAre("expected a notice of the concern of 10.1000/a, which Retraction Watch has, found none; to "
                          "say it: concern: { date: 2026-11-30 }"));
  EXPECT_THAT(left_unsaid({retraction}, "correction: { date: 2026-11, doi: 10.1000/n }\n").size(), 1U);
}

TEST(WhatAPostDoesNotSay, NamesTheArticleWhereThereAreSeveral) {
  auto post = post_saying("");
  post.reviewed.insert(post.reviewed.begin(), {.printed = "Another. PMID: 123"});
  auto records = unsaid({retraction}, post, 1, present());
  EXPECT_THAT(to_message(records, post), EndsWith("retraction: { date: 2026-11-30, article: 2, doi: \"10.1000/n\" }"));
  records.push_back(unsaid({concern, retraction}, post, 0, present()).at(1));
  const auto together = by_message(records);
  ASSERT_EQ(together.size(), 1U) << "one key of the front matter";
  EXPECT_THAT(to_message(together[0], post),
              testing::AllOf(HasSubstr("the retraction of 10.1000/a of 2019-02-12, the retraction of PMID 123 of 2019"),
                             EndsWith("retraction: [{ date: 2026-11-30, article: 2, doi: \"10.1000/n\" }, { date: "
                                      "2026-11-30, article: 1, doi: \"10.1000/n\" }]")));
}

TEST(WhatAPostDoesNotSay, IsDatedByTheDayOfTheSite) {
  Present late = present();
  late.now += std::chrono::hours{11};  // it is December in Greenwich
  EXPECT_EQ(unsaid({retraction}, post_saying(""), 0, late).at(0).date, "2026-11-30");
}

TEST(WhatAPostDoesNotSay, IsEachRecordByItsDoi) {
  const Records corrections{first_correction, second_correction};
  EXPECT_THAT(left_unsaid(corrections, "correction: { date: 2026-11, doi: 10.1000/X }\n"),
              ElementsAre("correction 2026-11-30 10.1000/y"));
  EXPECT_THAT(left_unsaid({retraction}, "retraction: { date: 2026-11, doi: 10.1000/else }\n"),
              ElementsAre("retraction 2026-11-30 10.1000/n"));
  EXPECT_THAT(left_unsaid({retraction, record(NoticeKind::retraction, "2019-03-01", "10.1000/N")},
                          "retraction: { date: 2026-11, doi: 10.1000/n }\n"),
              IsEmpty());
}

TEST(WhatAPostDoesNotSay, IsMatchedByDateWhereThereIsNoDoi) {
  const Records corrections{first_correction, second_correction};
  EXPECT_THAT(left_unsaid(corrections, "correction: { date: 2026-11, note: N }\n"),
              ElementsAre("correction 2026-11-30 10.1000/y"))
      << "one notice never says two";
  EXPECT_THAT(left_unsaid(corrections, "correction: [{ date: 2026-10, note: N }, { date: 2026-11, note: M }]\n"),
              IsEmpty());
  EXPECT_THAT(left_unsaid(corrections, "correction: [{ date: 2026-10, note: N }, { date: 2026-11, doi: 10.1000/x }]\n"),
              IsEmpty())
      << "a DOI goes before a date";
  EXPECT_THAT(left_unsaid({reinstatement},
                          "retraction: { date: 2026-11, note: N }\n"
                          "reinstatement: { date: 2026-11, doi: 10.1000/r }\n"),
              IsEmpty());
}

TEST(WhatAPostDoesNotSay, IsSaidByTheDoiOfTheArticleAsByNone) {
  EXPECT_THAT(left_unsaid({retraction}, "retraction: { date: 2026-11, doi: 10.1000/A }\n"), IsEmpty());
}

TEST(WhatAPostDoesNotSay, IsNotWhatWasTakenBackBeforeAnybodyWasTold) {
  EXPECT_THAT(left_unsaid({concern, retraction, reinstatement}), IsEmpty());
  EXPECT_THAT(left_unsaid({retraction, reinstatement, retraction_again}),
              ElementsAre("retraction 2026-11-30 10.1000/again"));
  EXPECT_THAT(
      left_unsaid({retraction, reinstatement, retraction_again}, "retraction: { date: 2026-11, doi: 10.1000/again }\n"),
      IsEmpty());
  EXPECT_THAT(left_unsaid({retraction, reinstatement}, "retraction: { date: 2026-11, note: N }\n"),
              ElementsAre("reinstatement 2026-11-30 "));
  EXPECT_THAT(left_unsaid({reinstatement}, "retraction: { date: 2026-11, note: N }\n"),
              ElementsAre("reinstatement 2026-11-30 "))
      << "of what the database does not know";
}

TEST(ARetractionAfterAReinstatement, IsAskedFor) {
  const Records records{retraction, reinstatement, retraction_again};
  const std::string both = "retraction: { date: 2024-03, doi: 10.1000/n }\nreinstatement: { date: 2025-03, note: R }\n";
  EXPECT_THAT(left_unsaid(records, both), ElementsAre("retraction 2026-11-30 10.1000/again"));
  EXPECT_THAT(standing(both), ElementsAre("reinstatement"));
}

TEST(WhatIsPasted, LeavesThePostInTheStateOfTheDatabase) {
  const std::string first = "retraction: { date: 2024-03, doi: 10.1000/n }\n";
  const Records again{retraction, reinstatement, retraction_again};
  EXPECT_THAT(left_unsaid(again, first),
              ElementsAre("reinstatement 2026-11-29 ", "retraction 2026-11-30 10.1000/again"));
  const std::string all =
      "retraction: [{ date: 2024-03, doi: 10.1000/n }, { date: 2026-11-30, doi: \"10.1000/again\" }]\n"
      "reinstatement: { date: 2026-11-29 }\n";
  EXPECT_THAT(messages(again, all), IsEmpty());
  EXPECT_THAT(standing(all), ElementsAre("retraction", "reinstatement"));

  const Records twice{retraction, reinstatement, retraction_again, reinstatement_again};
  EXPECT_THAT(left_unsaid(twice, first), ElementsAre("reinstatement 2026-11-29 ", "retraction 2026-11-30 10.1000/again",
                                                     "reinstatement 2026-11-30 "));
  const std::string late = "concern: { date: 2026-10, doi: 10.1000/c }\n";
  const Records begun{concern, retraction, reinstatement};
  EXPECT_THAT(messages(begun, pasted(begun, late)), IsEmpty());
  EXPECT_THAT(standing(pasted(begun, late)), ElementsAre("reinstatement"));
}

TEST(WhatIsPasted, StandsBeforeWhatThePostSaysAlready) {
  const Records records{retraction, reinstatement, retraction_again};
  const std::string retractions =
      "retraction: [{ date: 2024-03-05, doi: 10.1000/n }, { date: 2026-05-07, doi: 10.1000/again }]\n";
  EXPECT_THAT(left_unsaid(records, retractions), ElementsAre("reinstatement 2026-05-06 "));
  EXPECT_THAT(messages(records, pasted(records, retractions)), IsEmpty());
  EXPECT_THAT(standing(pasted(records, retractions)), ElementsAre("retraction", "reinstatement"));
}

TEST(WhatIsPasted, ComesAfterWhatWasToldOnTheSameDay) {
  const Records records{concern, reinstatement, retraction_again};
  const std::string today =
      "concern: { date: 2026-11-30, doi: 10.1000/c }\nreinstatement: { date: 2026-11-30, note: R }\n";
  EXPECT_THAT(left_unsaid(records, today), ElementsAre("retraction \"2026-11-30T17:00:00Z\" 10.1000/again"));
  EXPECT_THAT(messages(records, pasted(records, today)), IsEmpty());
  EXPECT_THAT(standing(pasted(records, today)), ElementsAre("retraction", "reinstatement"));

  const std::string told = "retraction: { date: \"2026-11-30T16:00:00Z\", doi: 10.1000/n }\n";
  EXPECT_THAT(standing(pasted({retraction, reinstatement}, told)), ElementsAre("reinstatement"));
}

/// Whether some retraction or concern stands.
bool is_doubted(const model::Post& post) {
  const auto notices = model::standing_notices(post);
  return std::any_of(notices.begin(), notices.end(), [](const auto& notice) { return can_be_ended(notice.kind); });
}

TEST(WhatIsPasted, LeavesNothingUnsaidWhateverWasSaidInOrder) {
  std::mt19937 random{20261130};
  const auto below = [&random](unsigned count) { return static_cast<unsigned>(random() % count); };
  constexpr std::array kinds{NoticeKind::retraction, NoticeKind::concern, NoticeKind::reinstatement};
  for (int round = 0; round < 1000; ++round) {
    Records records;
    model::Post post{.reviewed = {{.doi = "10.1000/a"}}};
    Instant told = present().now - std::chrono::days{below(9)};
    bool is_ended = false;
    for (unsigned i = 0; i <= below(5); ++i) {
      records.push_back(
          record(kinds.at(below(3)), fmt::format("20{}", 10 + i), below(3) == 0 ? "" : fmt::format("10.1000/n{}", i)));
      is_ended = records.back().kind == NoticeKind::reinstatement;
      if (below(2) == 0) continue;
      told = std::min(told + std::chrono::hours{1 + below(30)}, present().now - std::chrono::minutes{5 - i});
      post.notices.push_back({.kind = records.back().kind, .date = told, .doi = records.back().notice_doi});
    }
    const bool has_told = is_doubted(post) || is_ended;
    for (const auto& each : unsaid(records, post, 0, present())) {
      ASSERT_EQ(each.lack, Lack::no_notice);
      const auto date = each.date.starts_with('"') ? each.date.substr(1, each.date.size() - 2) : each.date;
      post.notices.push_back(
          {.kind = each.record.kind, .date = parse_date(date, present().zone).value(), .doi = each.record.notice_doi});
    }
    ASSERT_THAT(messages(records, post), IsEmpty()) << round;
    if (has_told) ASSERT_EQ(is_doubted(post), !is_ended) << round;
  }
}

TEST(WhatIsPasted, IsOneKeyForSeveralOfAKind) {
  const Records corrections{first_correction, second_correction};
  EXPECT_THAT(messages(corrections),
              ElementsAre("expected a notice of the correction of 10.1000/a of 2024-02-12, the correction of 10.1000/a "
                          "of 2024-03-12, which Retraction Watch has, found none; to say them: correction: [{ date: "
                          "2026-11-30, doi: \"10.1000/x\" }, { date: 2026-11-30, doi: \"10.1000/y\" }]"));
  EXPECT_THAT(messages(corrections, pasted(corrections, "")), IsEmpty());
  EXPECT_EQ(messages({concern, first_correction}).size(), 2U) << "keys of their own";
}

TEST(WhatIsPasted, JoinsTheNoticesThatThePostHas) {
  const std::string item = "{ date: 2026-11-30, doi: \"10.1000/y\" }";
  const Records corrections{first_correction, second_correction};
  EXPECT_THAT(
      messages(corrections, "correction: { date: 2026-11, doi: 10.1000/x }\n"),
      ElementsAre(EndsWith("found none; to say it, make the value of \"correction\" a list, unless it is one, and "
                           "add this item to it: " +
                           item)));
  EXPECT_THAT(messages(corrections, "correction: [{ date: 2026-11, doi: 10.1000/x }, " + item + "]\n"), IsEmpty());
  EXPECT_THAT(messages(corrections, "correction: { date: 2026-11, doi: 10.1000/else }\n"),
              ElementsAre(HasSubstr("and add these items to it: { date: 2026-11-30, doi: \"10.1000/x\" }, " + item)));
}

TEST(WhatIsPasted, IsGoodWhateverTheDoi) {
  for (const char* doi : {"10.1000/a\"b\\c", "10.1002/(SICI)1097-4679(199901)55:1<1::AID-JCLP1>3.0.CO;2-X"}) {
    const Records records{record(NoticeKind::retraction, "2024-02-12", doi)};
    EXPECT_THAT(messages(records, pasted(records, "")), IsEmpty()) << doi;
  }
}

TEST(ANoticeToCome, SaysNothingYet) {
  const auto message =
      "expected a notice of the retraction of 10.1000/a of 2019-02-12, which Retraction Watch has, "
      "found one of 2062-11-30, a day to come; correct its date";
  EXPECT_THAT(messages({retraction}, "retraction: { date: 2062-11-30, doi: 10.1000/n }\n"), ElementsAre(message));
  EXPECT_THAT(messages({retraction}, "retraction: { date: 2062-11-30, note: N }\n"), ElementsAre(message));
  EXPECT_THAT(messages({retraction}, "retraction: { date: 2026-12-01, doi: 10.1000/else }\n"),
              ElementsAre(HasSubstr("add this item to it")));
  EXPECT_THAT(messages({retraction}, "retraction: { date: \"2026-11-30T17:00:00Z\", doi: 10.1000/n }\n"), IsEmpty());
  EXPECT_EQ(messages({retraction}, "retraction: { date: \"2026-11-30T17:00:01Z\", doi: 10.1000/n }\n").size(), 1U);
}

TEST(ANoticeToCome, HasToldNobody) {
  EXPECT_THAT(left_unsaid({retraction, reinstatement}, "retraction: { date: 2062-11-30, note: N }\n"), IsEmpty());
}

TEST(ANotice, IsNotEndedByWhatWasBeforeIt) {
  const Records records{retraction, reinstatement, retraction_again};
  EXPECT_THAT(
      messages(records,
               "retraction: [{ date: 2026-11-01, doi: 10.1000/n }, { date: 2026-11-07, doi: 10.1000/again }]\n"
               "reinstatement: { date: 2026-11-07, note: R }\n"),
      ElementsAre(
          "expected a notice of the retraction of 10.1000/a of 2021-03-12, which Retraction Watch has, found one "
          "of 2026-11-07, which the reinstatement of 2026-11-07 ends, though that was before it; give it a later "
          "date"));
  EXPECT_THAT(messages({retraction},
                       "retraction: { date: 2026-11-01, doi: 10.1000/n }\n"
                       "reinstatement: { date: 2026-11-07, note: R }\n"),
              IsEmpty())
      << "the editor knows of one that the database does not";
}

}  // namespace
}  // namespace citefeed::content
