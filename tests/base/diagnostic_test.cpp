#include "base/diagnostic.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace citefeed {
namespace {

const Diagnostic complete{
    .file = "content/2023/12/a.md", .line = 3, .column = 10, .message = "expected a month, found \"13\""};

TEST(Diagnostic, IsOneLineThatEditorsCanJumpTo) {
  EXPECT_EQ(to_string(complete), "content/2023/12/a.md:3:10: error: expected a month, found \"13\"");
}

TEST(Diagnostic, WithoutAColumnMeansTheWholeLine) {
  Diagnostic whole_line = complete;
  whole_line.column = 0;
  EXPECT_EQ(to_string(whole_line), "content/2023/12/a.md:3: error: expected a month, found \"13\"");
}

TEST(Diagnostic, WithoutALineMeansTheWholeFileEvenWithAColumn) {
  Diagnostic whole_file = complete;
  whole_file.line = 0;
  EXPECT_EQ(to_string(whole_file), "content/2023/12/a.md: error: expected a month, found \"13\"");
}

TEST(Diagnostic, SaysWhenItIsOnlyAWarning) {
  Diagnostic warning = complete;
  warning.severity = Severity::warning;
  EXPECT_EQ(to_string(warning), "content/2023/12/a.md:3:10: warning: expected a month, found \"13\"");
}

TEST(Diagnostics, WithOnlyWarningsHaveNoErrors) {
  EXPECT_FALSE(has_errors({}));
  EXPECT_FALSE(has_errors({Diagnostic{.severity = Severity::warning}, Diagnostic{.severity = Severity::warning}}));
}

TEST(Diagnostics, WithOneErrorAmongWarningsHaveErrors) {
  EXPECT_TRUE(has_errors({Diagnostic{.severity = Severity::warning}, Diagnostic{.severity = Severity::error}}));
}

TEST(Outcome, WithoutAValueSaysSo) {
  EXPECT_FALSE((Outcome<int>{.diagnostics = {complete}}.has_value()));
  EXPECT_TRUE((Outcome<int>{.value = 0}.has_value()));
}

TEST(Diagnostics, AreSortedByPlaceAndKeepTheirOrderAtOne) {
  std::vector<Diagnostic> diagnostics{{.file = "b", .message = "1"},
                                      {.file = "a", .line = 10, .column = 2, .message = "2"},
                                      {.file = "a", .line = 9, .column = 3, .message = "3"},
                                      {.file = "a", .line = 10, .column = 1, .message = "4"},
                                      {.file = "a", .line = 9, .column = 3, .message = "5"}};
  sort_by_place(diagnostics);
  std::string order;
  for (const auto& diagnostic : diagnostics) order += diagnostic.message;
  EXPECT_EQ(order, "35421");
}

}  // namespace
}  // namespace citefeed
