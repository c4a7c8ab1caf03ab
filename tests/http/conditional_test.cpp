#include "http/conditional.hpp"

#include <gtest/gtest.h>

#include "test_site.hpp"

namespace citefeed::http {
namespace {

const resource::EntityTag current{.opaque = "5f2c"};

TEST(IfNoneMatch, FindsTheTagAnywhereInTheList) {
  EXPECT_TRUE(lists_tag(R"("5f2c")", current));
  EXPECT_TRUE(lists_tag(R"("aaaa", "5f2c", "bbbb")", current));
  EXPECT_TRUE(lists_tag(R"(,, "aaaa",	"5f2c")", current));
}
TEST(IfNoneMatch, ComparesWeakly) {
  EXPECT_TRUE(lists_tag(R"(W/"5f2c")", current));
  EXPECT_TRUE(lists_tag(R"("x", W/"5f2c")", current));
}
TEST(IfNoneMatch, AStarMatchesWhateverIsThere) {
  EXPECT_TRUE(lists_tag("*", current));
  EXPECT_TRUE(lists_tag(" * ", current));
}
TEST(IfNoneMatch, AStarInAListIsNotAStar) {
  EXPECT_FALSE(lists_tag(R"("a", *)", current));
}
TEST(IfNoneMatch, SeesThroughTheMarksOfCompressingProxies) {
  for (const char* field : {R"("5f2c-gzip")", R"(W/"5f2c-gzip")", R"("5f2c-br")", R"("5f2c-zstd")", R"("5f2c-deflate")",
                            R"("5f2c;gzip")"}) {
    EXPECT_TRUE(lists_tag(field, current)) << field;
  }
}
TEST(IfNoneMatch, ATagThatOnlyContainsOursDoesNotMatch) {
  for (const char* field : {R"("5f2c-gzip-gzip")", R"("5f2c-x")", R"("x5f2c")", R"("5f2")", R"("5F2C")", R"("")"}) {
    EXPECT_FALSE(lists_tag(field, current)) << field;
  }
}
TEST(IfNoneMatch, ACommaInATagPartsNothing) {
  EXPECT_TRUE(lists_tag(R"("a,b", "5f2c")", current));
  EXPECT_FALSE(lists_tag(R"("a, 5f2c")", current));
}
TEST(IfNoneMatch, StopsAtTheFirstMalformedMember) {
  EXPECT_TRUE(lists_tag(R"("5f2c", broken)", current)) << "what came before counts";
  EXPECT_FALSE(lists_tag(R"(broken, "5f2c")", current));
  for (const char* field :
       {"5f2c", R"("5f2c)", R"(5f2c")", R"(w/"5f2c")", R"(W/ "5f2c")", R"("5f2c" "5f2c")", "", "W/"}) {
    EXPECT_FALSE(lists_tag(field, current)) << field;
  }
}

TEST(IfMatch, ComparesStrongly) {
  EXPECT_TRUE(lists_tag_strongly(R"("a", "5f2c")", current));
  EXPECT_TRUE(lists_tag_strongly("*", current));
  EXPECT_FALSE(lists_tag_strongly(R"(W/"5f2c")", current));
  EXPECT_FALSE(lists_tag_strongly(R"("5f2c-gzip")", current));
}

struct PreconditionCase {
  const char* name = "";
  const char* if_match = nullptr;
  const char* if_unmodified_since = nullptr;
  const char* if_none_match = nullptr;
  const char* if_modified_since = nullptr;
  Verdict verdict = Verdict::send;
};

constexpr const char* before = "Tue, 14 Nov 2023 22:13:19 GMT";
constexpr const char* at = test_last_modified_text;
constexpr const char* after = "Tue, 14 Nov 2023 22:13:21 GMT";
constexpr const char* ours = R"("5f2c")";
constexpr const char* other = R"("other")";

class Preconditions : public testing::TestWithParam<PreconditionCase> {};

TEST_P(Preconditions, AreEvaluatedInTheOrderOfRfc9110) {
  const PreconditionCase& given = GetParam();
  RequestHead head{.method = Method::get};
  if (given.if_match != nullptr) head.if_match.add_line(given.if_match);
  if (given.if_unmodified_since != nullptr) head.if_unmodified_since.add_line(given.if_unmodified_since);
  if (given.if_none_match != nullptr) head.if_none_match.add_line(given.if_none_match);
  if (given.if_modified_since != nullptr) head.if_modified_since.add_line(given.if_modified_since);
  EXPECT_EQ(evaluate(head, current, test_last_modified, test_last_modified), given.verdict) << given.name;
}

INSTANTIATE_TEST_SUITE_P(
    Section13, Preconditions,
    testing::Values(
        PreconditionCase{.name = "none"},
        PreconditionCase{.name = "tag listed", .if_none_match = ours, .verdict = Verdict::not_modified},
        PreconditionCase{.name = "tag not listed", .if_none_match = other},
        PreconditionCase{.name = "empty list", .if_none_match = ""},
        PreconditionCase{.name = "same date", .if_modified_since = at, .verdict = Verdict::not_modified},
        PreconditionCase{.name = "older date", .if_modified_since = before},
        PreconditionCase{.name = "later date", .if_modified_since = after, .verdict = Verdict::not_modified},
        PreconditionCase{.name = "same date, RFC 850",
                         .if_modified_since = "Tuesday, 14-Nov-23 22:13:20 GMT",
                         .verdict = Verdict::not_modified},
        PreconditionCase{.name = "same date, asctime",
                         .if_modified_since = "Tue Nov 14 22:13:20 2023",
                         .verdict = Verdict::not_modified},
        PreconditionCase{.name = "not a date", .if_modified_since = "yesterday"},
        PreconditionCase{.name = "tag wins over date", .if_none_match = other, .if_modified_since = at},
        PreconditionCase{.name = "tag wins over date, the other way",
                         .if_none_match = ours,
                         .if_modified_since = before,
                         .verdict = Verdict::not_modified},
        PreconditionCase{.name = "If-Match holds", .if_match = ours},
        PreconditionCase{.name = "If-Match fails", .if_match = other, .verdict = Verdict::precondition_failed},
        PreconditionCase{.name = "If-Match fails before If-None-Match is asked",
                         .if_match = other,
                         .if_none_match = ours,
                         .verdict = Verdict::precondition_failed},
        PreconditionCase{.name = "If-Match holds, then If-None-Match",
                         .if_match = ours,
                         .if_none_match = ours,
                         .verdict = Verdict::not_modified},
        PreconditionCase{.name = "unmodified since then", .if_unmodified_since = at},
        PreconditionCase{
            .name = "modified since then", .if_unmodified_since = before, .verdict = Verdict::precondition_failed},
        PreconditionCase{
            .name = "If-Match makes If-Unmodified-Since void", .if_match = ours, .if_unmodified_since = before},
        PreconditionCase{.name = "a broken If-Unmodified-Since says nothing", .if_unmodified_since = "then"}));

}  // namespace
}  // namespace citefeed::http
