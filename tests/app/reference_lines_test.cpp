#include "app/commands.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace citefeed::app {
namespace {

const std::string reference = "Doe, J. (2023). An article. A Journal, 1(2), 3–4. https://doi.org/10.1000/abc";
const std::string as_csl =
    R"({"id":"doe2023article","type":"article-journal","author":[{"family":"Doe","given":"J."}],)"
    R"("issued":{"date-parts":[[2023]]},"title":"An article","container-title":"A Journal","volume":"1","issue":"2",)"
    R"("page":"3-4","DOI":"10.1000/abc"})";

struct Result {
  std::string output = {};
  std::vector<std::string> complaints = {};
};

/// What is said of `input` when it arrives in pieces of `piece` bytes.
Result read_all(std::string_view input, std::size_t piece = std::string_view::npos, bool explain = false) {
  ReferenceLines lines{explain};
  Result result;
  const auto collect = [&] {
    result.output += lines.take_output();
    for (const auto& diagnostic : lines.take_diagnostics()) result.complaints.push_back(to_string(diagnostic));
  };
  for (; !input.empty(); input.remove_prefix(std::min(piece, input.size()))) {
    lines.take(input.substr(0, piece));
    collect();
  }
  lines.finish();
  collect();
  return result;
}

using Complaints = std::vector<std::string>;

TEST(ReferenceLines, BecomeOneItemALine) {
  const auto result = read_all(reference + "\n" + reference + "\n");
  EXPECT_EQ(result.output, as_csl + "\n" + as_csl + "\n");
  EXPECT_EQ(result.complaints, Complaints{});
}

TEST(ReferenceLines, MayEndInCarriageReturnsAndTheLastInNothing) {
  EXPECT_EQ(read_all(reference + "\r\n" + reference).output, as_csl + "\n" + as_csl + "\n");
}

TEST(ReferenceLines, AreAnsweredAsSoonAsTheyEnd) {
  ReferenceLines lines{false};
  lines.take(reference);
  EXPECT_EQ(lines.take_output(), "");
  lines.take("\nDoe");
  EXPECT_EQ(lines.take_output(), as_csl + "\n");
}

TEST(ReferenceLines, SayTheSameHoweverTheInputIsCut) {
  const std::string input = reference + "\r\n\nnonsense\n\xC3\n" + reference;
  const auto whole = read_all(input);
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U}) {
    const auto cut = read_all(input, piece);
    EXPECT_EQ(cut.output, whole.output) << piece;
    EXPECT_EQ(cut.complaints, whole.complaints) << piece;
  }
}

TEST(ReferenceLines, OfNothingGiveNothing) {
  EXPECT_EQ(read_all("").output, "");
}

TEST(ReferenceLines, ThatAreBlankAreEmptyObjectsWithAWarning) {
  const auto result = read_all("\n \t\r\n\xC2\xA0\n");
  EXPECT_EQ(result.output, "{}\n{}\n{}\n");
  EXPECT_EQ(result.complaints, (Complaints{"<standard input>:1:1: warning: expected a reference, found a blank line",
                                           "<standard input>:2:1: warning: expected a reference, found a blank line",
                                           "<standard input>:3:1: warning: expected a reference, found a blank line"}));
}

TEST(ReferenceLines, ThatCannotBeReadAreEmptyObjectsWithAnError) {
  const auto result = read_all(reference + "\nno reference at all\n");
  EXPECT_EQ(result.output, as_csl + "\n{}\n");
  ASSERT_EQ(result.complaints.size(), 1U);
  EXPECT_TRUE(result.complaints[0].starts_with("<standard input>:2:1: error: expected ")) << result.complaints[0];
}

TEST(ReferenceLines, ThatAreReadInPartAreItemsWithAWarning) {
  const auto result = read_all("No date here. https://doi.org/10.1000/abc\n");
  EXPECT_EQ(result.output, "{\"id\":\"line1\",\"type\":\"article-journal\",\"DOI\":\"10.1000/abc\"}\n");
  ASSERT_EQ(result.complaints.size(), 1U);
  EXPECT_TRUE(result.complaints[0].starts_with("<standard input>:1:1: warning: ")) << result.complaints[0];
}

TEST(ReferenceLines, ThatAreNotUtf8AreRefusedWhereTheyAreNot) {
  const auto result = read_all("Doe, J. (2023).\xFF\n" + reference);
  EXPECT_EQ(result.output, "{}\n" + as_csl + "\n");
  EXPECT_EQ(result.complaints, Complaints{"<standard input>:1:16: error: expected UTF-8, found the byte FF"});
}

TEST(ReferenceLines, ThatAreFarTooLongAreRefusedAndWhatFollowsIsRead) {
  const std::string input = std::string(max_reference_bytes + 1, 'x') + "\n" + reference + "\n";
  for (const std::size_t piece : {std::string::npos, std::size_t{65536}}) {
    const auto result = read_all(input, piece);
    EXPECT_EQ(result.output, "{}\n" + as_csl + "\n");
    EXPECT_EQ(result.complaints,
              Complaints{"<standard input>:1:1: error: expected a reference of at most 1048576 bytes, found more"});
  }
}

TEST(ReferenceLines, ThatEndInEtAlSaySo) {
  const auto item = boost::json::parse(read_all("Doe, J., et al. (2023). An article. A Journal, 1(2), 3–4.\n").output);
  EXPECT_TRUE(item.at("custom").at("et_al").as_bool());
  EXPECT_EQ(item.at("author").as_array().size(), 1U);
}

TEST(ReferenceLines, ExplainThemselvesWhenAsked) {
  const auto item = boost::json::parse(
      read_all("Doe, J., et al. (2023). An article. A Journal, 1(2), Article e5.\n", 64, true).output);
  const auto& custom = item.at("custom");
  EXPECT_TRUE(custom.at("et_al").as_bool());
  EXPECT_GT(custom.at("confidence").to_number<double>(), 0.5);
  EXPECT_EQ(custom.at("found").at("issued"), "marked");
  EXPECT_TRUE(custom.at("found").as_object().contains("number"));
  EXPECT_FALSE(custom.at("found").as_object().contains("page"));
  EXPECT_FALSE(custom.at("found").as_object().contains("DOI"));
}

TEST(ReferenceLines, ExplainOnlyWhenAsked) {
  EXPECT_EQ(read_all(reference).output.find("custom"), std::string::npos);
}

}  // namespace
}  // namespace citefeed::app
