#include "telemetry/access_log.hpp"

#include <gtest/gtest.h>

#include "records.hpp"

namespace citefeed::telemetry {
namespace {

std::string line_of(const Record& record, AccessFormat format, ClientDetail client = ClientDetail::prefix) {
  std::string out;
  LineWriter{{.format = format, .client = client}}.append(out, record);
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string combined_string(std::string_view text) {
  std::string out;
  append_combined_string(out, text);
  return out;
}

TEST(AccessLine, InJsonHasAMemberForEachThingThatIsKnown) {
  Record record =
      record_of({.target = "/feed.atom?token=s3cret", .user_agent = "curl/8", .referer = "https://a.org/?q=me"});
  record.coding = resource::Coding::br;
  EXPECT_EQ(line_of(record, AccessFormat::json),
            R"({"time":"2026-11-27T03:47:38Z","client":"192.0.2.0","method":"GET","target":"/feed.atom?token=*",)"
            R"("version":"1.1","status":200,"bytes":700,"coding":"br","microseconds":12,)"
            R"("referer":"https://a.org/?q=*","user_agent":"curl/8"})"
            "\n");
}

TEST(AccessLine, InJsonLeavesOutWhatIsNotKnown) {
  const Record refused = record_of({.method = "", .target = "", .status = http::Status::bad_request});
  EXPECT_EQ(line_of(refused, AccessFormat::json, ClientDetail::none),
            R"({"time":"2026-11-27T03:47:38Z","version":"1.1","status":400,"bytes":700,"microseconds":12})"
            "\n");
}

TEST(AccessLine, InCombinedFormatIsAsApacheWritesIt) {
  const Record record =
      record_of({.target = "/feed.atom?token=s3cret", .user_agent = "curl/8", .referer = "https://a.org/?q=me"});
  EXPECT_EQ(line_of(record, AccessFormat::combined, ClientDetail::full),
            "192.0.2.77 - - [27/Nov/2026:03:47:38 +0000] \"GET /feed.atom?token=* HTTP/1.1\" 200 700 "
            "\"https://a.org/?q=*\" \"curl/8\"\n");
}

TEST(AccessLine, InCombinedFormatHasADashForWhatIsNotKnown) {
  const Record refused = record_of({.method = "", .target = "", .status = http::Status::bad_request});
  EXPECT_EQ(line_of(refused, AccessFormat::combined, ClientDetail::none),
            "- - - [27/Nov/2026:03:47:38 +0000] \"-\" 400 700 \"-\" \"-\"\n");
}

TEST(AccessLine, NamesTheMethodThatTheServerDoesNotTake) {
  EXPECT_NE(line_of(record_of({.method = "DELETE"}), AccessFormat::combined).find("\"DELETE /feed.atom "),
            std::string::npos);
}

TEST(AccessLine, SaysWhatWasCut) {
  const std::string agent(500, 'a');
  const std::string target = "/" + std::string(500, 'b');
  const Record record = record_of({.target = target, .user_agent = agent});
  EXPECT_EQ(line_of(record, AccessFormat::combined), "192.0.2.0 - - [27/Nov/2026:03:47:38 +0000] \"GET /" +
                                                         std::string(255, 'b') + "... HTTP/1.1\" 200 700 \"-\" \"" +
                                                         std::string(192, 'a') + "...\"\n");
}

TEST(AccessLine, WritesEachSecondOfALongRun) {
  LineWriter writer{{.format = AccessFormat::combined}};
  std::string out;
  Record record = record_of({});
  writer.append(out, record);
  out.clear();
  record.at += std::chrono::seconds{22};
  writer.append(out, record);
  EXPECT_NE(out.find("[27/Nov/2026:03:48:00 +0000]"), std::string::npos);
}

TEST(JsonString, KeepsTextThatNeedsNoEscape) {
  EXPECT_EQ(json_string("a b/c"), "\"a b/c\"");
  EXPECT_EQ(json_string("Zürich 日本 😀"), "\"Zürich 日本 😀\"");
}

TEST(JsonString, EscapesWhatWouldEndTheStringOrTheLine) {
  EXPECT_EQ(json_string("a\"b\\c\nd\r\te"), R"("a\"b\\c\u000ad\u000d\u0009e")");
  EXPECT_EQ(json_string(std::string_view{"\0\x7F", 2}), R"("\u0000\u007f")");
}

TEST(JsonString, EscapesWhatMovesTerminals) {
  EXPECT_EQ(json_string("\x1B[2J"), R"("\u001b[2J")");
  EXPECT_EQ(json_string("\xC2\x9B\x32J"), R"("\u009b2J")");
  EXPECT_EQ(json_string("\xE2\x80\xA8\xE2\x80\xA9"), R"("\u2028\u2029")");
}

TEST(JsonString, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(json_string("a\xFFz\xC3"), "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"");
}

TEST(CombinedString, EscapesAllThatIsNotPlainAscii) {
  EXPECT_EQ(combined_string("a\"b\\c\nd\xC3\xA9\x1B"), R"("a\"b\\c\x0ad\xc3\xa9\x1b")");
}

}  // namespace
}  // namespace citefeed::telemetry
