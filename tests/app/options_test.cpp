#include "app/options.hpp"

#include <gtest/gtest.h>

namespace citefeed::app {
namespace {

std::variant<Options, int> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "citefeed");
  return parse_options(static_cast<int>(words.size()), words.data());
}

template <class Command>
Command parsed(const std::vector<const char*>& words) {
  const auto result = parse(words);
  return std::get<Command>(std::get<Options>(result));
}

TEST(Options, ServeListensOnLoopbackUnlessTold) {
  const auto serve = parsed<ServeOptions>({"serve"});
  ASSERT_EQ(serve.listen.size(), 1U);
  EXPECT_EQ(to_string(serve.listen[0]), "127.0.0.1:8080");
  EXPECT_EQ(serve.trees.content, "content");
}

TEST(Options, ServeListensOnEveryAddressGiven) {
  const auto serve = parsed<ServeOptions>({"serve", "--listen", "[::1]:0", "--listen", "127.0.0.1:9000"});
  ASSERT_EQ(serve.listen.size(), 2U);
  EXPECT_EQ(to_string(serve.listen[0]), "[::1]:0");
}

TEST(Options, EverySubcommandTakesBothTrees) {
  EXPECT_EQ(parsed<CheckOptions>({"check", "--content", "a", "--feeds", "b"}).trees.feeds, "b");
  EXPECT_EQ(parsed<ExportOptions>({"export", "out", "--content", "a"}).trees.content, "a");
}

TEST(Options, CheckKnowsItsFormats) {
  EXPECT_EQ(parsed<CheckOptions>({"check", "--format=sarif"}).format, ReportFormat::sarif);
  EXPECT_EQ(parsed<CheckOptions>({"check"}).format, ReportFormat::text);
}

class WrongUsage : public testing::TestWithParam<std::vector<const char*>> {};

TEST_P(WrongUsage, EndsWithTwo) {
  EXPECT_EQ(std::get<int>(parse(GetParam())), exit_cannot_start);
}

INSTANTIATE_TEST_SUITE_P(All, WrongUsage,
                         testing::Values(std::vector<const char*>{}, std::vector<const char*>{"frobnicate"},
                                         std::vector<const char*>{"serve", "--listen", "nonsense"},
                                         std::vector<const char*>{"serve", "--listen", "127.0.0.1:99999"},
                                         std::vector<const char*>{"check", "--format=xml"},
                                         std::vector<const char*>{"export"}, std::vector<const char*>{"import"},
                                         std::vector<const char*>{"import", "no such file"}));

TEST(Help, IsNoError) {
  EXPECT_EQ(std::get<int>(parse({"--help"})), exit_fine);
}
TEST(Version, IsNoError) {
  EXPECT_EQ(std::get<int>(parse({"--version"})), exit_fine);
}

}  // namespace
}  // namespace citefeed::app
