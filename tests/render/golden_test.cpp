// Compares whole documents with golden files. A case is a folder in tests/golden/cases/; adding one needs no code.
// UPDATE_GOLDEN=1 writes the files anew and fails once, so that nobody updates unread.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "feed_rules.hpp"
#include "golden_case.hpp"

namespace citefeed::render::golden {
namespace {

namespace fs = std::filesystem;

bool is_update() {
  return std::getenv("UPDATE_GOLDEN") != nullptr;
}

void rewrite(const fs::path& path, const std::string& document) {
  fs::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << document;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, DocumentsAreAsRecorded) {
  for (const auto& [file, document] : documents(GetParam())) {
    const fs::path path = root() / file;
    const std::string difference = first_difference(read_file(path), document);
    if (difference.empty()) continue;
    if (is_update()) rewrite(path, document);
    ADD_FAILURE() << path.string() << (is_update() ? " was rewritten; read what changed" : " differs, first in") << "\n"
                  << difference;
  }
}

TEST_P(Golden, DocumentsKeepTheRulesOfTheirFormat) {
  for (const auto& [file, document] : documents(GetParam())) {
    for (const std::string& problem : broken_rules(file.substr(0, file.find('/')), document))
      ADD_FAILURE() << file << ": " << problem;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(cases()), [](const auto& tested) {
  std::string name = tested.param;
  for (char& letter : name) letter = letter == '-' ? '_' : letter;
  return name;
});

TEST(GoldenFiles, AllBelongToACase) {
  std::vector<std::string> expected;
  for (const std::string& name : cases()) {
    for (const auto& [file, document] : documents(name)) expected.push_back(file);
  }
  for (const char* format : {"atom", "rss", "json", "rdf", "html", "opml", "text"}) {
    for (const auto& entry : fs::directory_iterator{root() / format}) {
      const std::string file = std::string{format} + "/" + entry.path().filename().string();
      EXPECT_NE(std::find(expected.begin(), expected.end(), file), expected.end()) << file << " belongs to no case";
    }
  }
}

TEST(FirstDifference, ShowsTheLineAndWhatIsAroundTheDifference) {
  EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(first_difference("a\nb\n", "a\nc\n"), "line 2:\n  expected: b\n\n     found: c\n");
  EXPECT_EQ(first_difference("a\n", "a\nb"), "line 2:\n  expected: \n     found: b");
}

TEST(BrokenRules, FindsWhatIsWrong) {
  EXPECT_FALSE(broken_rules("atom", "<feed/>").empty());
  EXPECT_FALSE(broken_rules("rss", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss><channel/></rss>\n").empty());
  EXPECT_FALSE(broken_rules("json", "{}\n").empty());
  EXPECT_FALSE(broken_rules("rdf", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF/>\n").empty());
  EXPECT_FALSE(broken_rules("html", "<a href=\"/relative\">x</a>\n").empty());
  EXPECT_FALSE(broken_rules("opml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml><body/></opml>\n").empty());
}

}  // namespace
}  // namespace citefeed::render::golden
