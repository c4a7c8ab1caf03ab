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

TEST(Options, ServeKnowsOfNoSettingUnlessTold) {
  const auto serve = parsed<ServeOptions>({"serve"});
  for (const auto& [name, words] : serve.settings) EXPECT_TRUE(words.empty()) << name;
  EXPECT_FALSE(serve.check_config);
  EXPECT_EQ(serve.trees.content, "content");
}

TEST(Options, ServeTakesSettingsAsTheyAreWritten) {
  const auto serve = parsed<ServeOptions>(
      {"serve", "--listen", "[::1]:0", "--listen=127.0.0.1:9000", "--idle-timeout", "20s", "--check-config"});
  EXPECT_EQ(serve.settings.at("listen"), (std::vector<std::string>{"[::1]:0", "127.0.0.1:9000"}));
  EXPECT_EQ(serve.settings.at("idle-timeout"), std::vector<std::string>{"20s"});
  EXPECT_TRUE(serve.check_config);
}

TEST(Options, EverySubcommandTakesBothTrees) {
  EXPECT_EQ(parsed<CheckOptions>({"check", "--content", "a", "--feeds", "b"}).trees.feeds, "b");
  EXPECT_EQ(parsed<ExportOptions>({"export", "out", "--content", "a"}).trees.content, "a");
}

TEST(Options, CheckKnowsItsFormats) {
  EXPECT_EQ(parsed<CheckOptions>({"check", "--format=sarif"}).format, ReportFormat::sarif);
  EXPECT_EQ(parsed<CheckOptions>({"check"}).format, ReportFormat::text);
}

TEST(Options, NewTakesTheTitleWhereverItStands) {
  const auto before = parsed<NewPostOptions>({"new", "A title", "--topic", "a", "--topic", "b"});
  const auto after = parsed<NewPostOptions>({"new", "--topic", "a", "--topic", "b", "A title"});
  EXPECT_EQ(before.post.title, "A title");
  EXPECT_EQ(after.post.title, "A title");
  EXPECT_EQ(after.post.topics, (std::vector<std::string>{"a", "b"}));
}

TEST(Options, NewWritesADraftUnlessTold) {
  EXPECT_TRUE(parsed<NewPostOptions>({"new", "A"}).post.draft);
  EXPECT_TRUE(parsed<NewPostOptions>({"new", "A", "--draft"}).post.draft);
  EXPECT_FALSE(parsed<NewPostOptions>({"new", "A", "--no-draft"}).post.draft);
}

TEST(Options, NewTakesEverythingAFileNeeds) {
  const auto options = parsed<NewPostOptions>({"new", "A", "--citation", "B", "--type", "c", "--author", "d",
                                               "--published", "2023-12", "--id", "e", "--stdout"});
  EXPECT_EQ(options.post.citations, std::vector<std::string>{"B"});
  EXPECT_EQ(options.post.types, std::vector<std::string>{"c"});
  EXPECT_EQ(options.post.authors, std::vector<std::string>{"d"});
  EXPECT_EQ(options.post.published, "2023-12");
  EXPECT_EQ(options.post.id, "e");
  EXPECT_TRUE(options.to_stdout);
  EXPECT_EQ(parsed<NewPostOptions>({"new", "A", "--from", "b.ris"}).from, "b.ris");
}

TEST(Options, CiteParseExplainsWhenAsked) {
  EXPECT_FALSE(parsed<CiteParseOptions>({"cite", "parse"}).explain);
  EXPECT_TRUE(parsed<CiteParseOptions>({"cite", "parse", "--explain"}).explain);
}

TEST(Options, CiteExportKnowsItsFormats) {
  const auto options = parsed<CiteExportOptions>({"cite", "export", "--topic", "t", "a", "b", "--to", "csl"});
  EXPECT_EQ(options.posts, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(options.topics, std::vector<std::string>{"t"});
  EXPECT_EQ(options.to, CitationFormat::csl);
  EXPECT_EQ(parsed<CiteExportOptions>({"cite", "export", "--all"}).to, CitationFormat::bibtex);
  EXPECT_EQ(parsed<CiteExportOptions>({"cite", "export", "--all", "--to=ris"}).to, CitationFormat::ris);
  EXPECT_EQ(parsed<CiteExportOptions>({"cite", "export", "--all", "--to=apa"}).to, CitationFormat::apa);
}

class WrongUsage : public testing::TestWithParam<std::vector<const char*>> {};

TEST_P(WrongUsage, EndsWithTwo) {
  EXPECT_EQ(std::get<int>(parse(GetParam())), exit_cannot_start);
}

INSTANTIATE_TEST_SUITE_P(All, WrongUsage,
                         testing::Values(std::vector<const char*>{}, std::vector<const char*>{"frobnicate"},
                                         std::vector<const char*>{"serve", "--idle-timeuot", "20s"},
                                         std::vector<const char*>{"serve", "--idle-timeout"},
                                         std::vector<const char*>{"check", "--format=xml"},
                                         std::vector<const char*>{"export"}, std::vector<const char*>{"import"},
                                         std::vector<const char*>{"import", "no such file"},
                                         std::vector<const char*>{"new"}, std::vector<const char*>{"new", "A", "B"},
                                         std::vector<const char*>{"new", "A", "--citation", "B", "--from", "b.ris"},
                                         std::vector<const char*>{"cite"}, std::vector<const char*>{"cite", "export"},
                                         std::vector<const char*>{"cite", "export", "a", "--to", "word"},
                                         std::vector<const char*>{"cite", "parse", "file"}));

TEST(Help, IsNoError) {
  EXPECT_EQ(std::get<int>(parse({"--help"})), exit_fine);
}
TEST(Version, IsNoError) {
  EXPECT_EQ(std::get<int>(parse({"--version"})), exit_fine);
}

}  // namespace
}  // namespace citefeed::app
