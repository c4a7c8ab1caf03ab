#include "base/log.hpp"

#include <gtest/gtest.h>

namespace citefeed {
namespace {

TEST(LogLine, NamesTheEventAndItsFields) {
  EXPECT_EQ(to_log_line("rebuilt", {{"posts", "9"}, {"milliseconds", "4"}}), "event=rebuilt posts=9 milliseconds=4");
}

TEST(LogLine, MayHaveNoFields) {
  EXPECT_EQ(to_log_line("stopped", {}), "event=stopped");
}

TEST(LogLine, LeavesPathsAndAddressesBare) {
  EXPECT_EQ(to_log_line("read", {{"file", "2023/12/a.md"}, {"address", "http://127.0.0.1:8080/"}}),
            "event=read file=2023/12/a.md address=http://127.0.0.1:8080/");
}

TEST(LogLine, QuotesAnEmptyValue) {
  EXPECT_EQ(to_log_line("read", {{"file", ""}}), "event=read file=\"\"");
}

TEST(LogLine, QuotesValuesThatWouldReadAsSeveralFields) {
  EXPECT_EQ(to_log_line("read", {{"file", "my post.md"}, {"note", "a=b"}}),
            R"(event=read file="my post.md" note="a=b")");
}

TEST(LogLine, EscapesQuotesAndBackslashes) {
  EXPECT_EQ(to_log_line("read", {{"file", R"(a"b\c)"}}), R"(event=read file="a\"b\\c")");
}

// Names of files are foreign text: none may start a line of its own or send an escape sequence to the operator's
// terminal.
TEST(LogLine, StaysOneLineWhateverAValueSays) {
  EXPECT_EQ(to_log_line("read", {{"file", "a\nevent=stopped\r\t\x1b[2J\x7f"}}),
            R"(event=read file="a\x0aevent=stopped\x0d\x09\x1b[2J\x7f")");
}

TEST(LogLine, KeepsTextBeyondAscii) {
  EXPECT_EQ(to_log_line("read", {{"file", "été.md"}}), "event=read file=été.md");
}

TEST(LogLine, EscapesTheControlsBeyondAscii) {
  EXPECT_EQ(to_log_line("read", {{"file", "a\u009b2Jb"}}), R"(event=read file="a\xc2\x9b2Jb")");
}

TEST(LogLine, EscapesBytesThatAreNotUtf8) {
  EXPECT_EQ(to_log_line("read", {{"file", "caf\xE9 \xC3\xA9"}}), R"(event=read file="caf\xe9 \xc3\xa9")");
}

}  // namespace
}  // namespace citefeed
