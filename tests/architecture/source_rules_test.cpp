// The checker finds what it is there to find: each case is a small tree that breaks one rule.
#include "source_rules.hpp"

#include <gtest/gtest.h>

namespace citefeed::architecture {
namespace {

const Rules rules{
    .floors = {{.name = "ground", .libraries = {"boost/url"}},
               {.name = "first", .below = {"ground"}, .libraries = {"pugixml.hpp"}, .without = {"fstream"}},
               {.name = "second", .below = {"first"}},
               {.name = "aside", .below = {"ground"}, .libraries = {"boost/beast"}}},
    .everywhere = {"fmt"},
    .slow_library = "boost/beast",
    .max_slow_sources = 1};

std::vector<std::string> problems(const std::vector<SourceFile>& files) {
  std::vector<std::string> lines;
  for (const auto& diagnostic : check(files, rules)) lines.push_back(to_string(diagnostic));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(SourceRules, AllowWhatTheTableAllows) {
  EXPECT_EQ(problems({{.path = "src/ground/a.hpp", .text = "/// A.\n#pragma once\n#include <boost/url.hpp>\n"},
                      {.path = "src/ground/b.cpp", .text = "#include <boost/url/url.hpp>\n#include <vector>\n"},
                      {.path = "src/first/a.cpp", .text = "#include <pugixml.hpp>\n#include \"ground/a.hpp\"\n"},
                      {.path = "src/second/a.cpp", .text = "#include \"ground/a.hpp\"\n#include <fmt/format.h>\n"},
                      {.path = "tests/first/a_test.cpp", .text = "#include <gtest/gtest.h>\n"}}),
            Lines{});
}

TEST(SourceRules, RefuseAFloorAbove) {
  EXPECT_EQ(problems({{.path = "src/first/a.cpp", .text = "#include \"first/a.hpp\"\n\n#include \"second/b.hpp\"\n"}}),
            Lines{"src/first/a.cpp:3: error: first may not include second: it may include first, ground"});
}

TEST(SourceRules, RefuseAFloorBeside) {
  EXPECT_EQ(problems({{.path = "src/second/a.cpp", .text = "  #  include \"aside/b.hpp\"\n"}}),
            Lines{"src/second/a.cpp:1: error: second may not include aside: it may include first, ground, second"});
}

TEST(SourceRules, RefuseAnOutsideLibraryOfAnotherFloor) {
  EXPECT_EQ(problems({{.path = "src/second/a.cpp", .text = "#include <pugixml.hpp>\n"}}),
            Lines{"src/second/a.cpp:1: error: second may not include the outside header <pugixml.hpp>"});
}

TEST(SourceRules, RefuseALibraryWhoseNameOnlyBeginsLikeAnAllowedOne) {
  EXPECT_EQ(problems({{.path = "src/ground/a.cpp", .text = "#include <boost/url_extra.hpp>\n"}}),
            Lines{"src/ground/a.cpp:1: error: ground may not include the outside header <boost/url_extra.hpp>"});
}

TEST(SourceRules, RefuseAStandardHeaderAFloorDoesWithout) {
  EXPECT_EQ(problems({{.path = "src/first/a.cpp", .text = "#include <fstream>\n"}}),
            Lines{"src/first/a.cpp:1: error: first does without <fstream>"});
}

TEST(SourceRules, RefuseIncludesThatAreNotPathsFromSrc) {
  EXPECT_EQ(
      problems({{.path = "src/first/a.cpp", .text = "#include \"a.hpp\"\n#include \"../ground/a.hpp\"\n"}}),
      (Lines{"src/first/a.cpp:1: error: expected a path that begins with a floor of src/, found \"a.hpp\"",
             "src/first/a.cpp:2: error: expected a path that begins with a floor of src/, found \"../ground/a.hpp\""}));
}

TEST(SourceRules, RefuseAFolderThatIsNotInTheTable) {
  EXPECT_EQ(problems({{.path = "src/utils/a.cpp", .text = "\n"}, {.path = "src/main.cpp", .text = "\n"}}),
            (Lines{"src/utils/a.cpp: error: expected a folder of the floor table, found \"utils\"",
                   "src/main.cpp: error: expected a folder of the floor table, found \"\""}));
}

TEST(SourceRules, DoNotMindIncludesInComments) {
  EXPECT_EQ(problems({{.path = "src/first/a.cpp", .text = "// #include \"second/b.hpp\"\n"}}), Lines{});
}

TEST(SourceRules, RefuseHeadersWithoutSentenceOrGuard) {
  EXPECT_EQ(
      problems({{.path = "src/first/a.hpp", .text = "#pragma once\n"}, {.path = "tests/b.hpp", .text = "/// B.\n"}}),
      (Lines{"src/first/a.hpp:1: error: expected one sentence after /// on what the header is for",
             "tests/b.hpp: error: expected #pragma once"}));
}

TEST(SourceRules, RefuseTheSlowLibraryInHeadersAndInTooManySources) {
  EXPECT_EQ(
      problems({{.path = "src/aside/a.hpp", .text = "/// A.\n#pragma once\n#include <boost/beast/http.hpp>\n"},
                {.path = "src/aside/b.cpp", .text = "#include <boost/beast/core.hpp>\n#include <boost/beast.hpp>\n"},
                {.path = "src/aside/c.cpp", .text = "\n#include <boost/beast.hpp>\n"}}),
      (Lines{"src/aside/a.hpp:3: error: a header may not include boost/beast",
             "src/aside/c.cpp:2: error: expected at most 1 sources that include boost/beast, found one more"}));
}

TEST(SourceRules, RefuseHeadersThatIncludeEachOther) {
  EXPECT_EQ(problems({{.path = "src/first/a.hpp", .text = "/// A.\n#pragma once\n#include \"first/b.hpp\"\n"},
                      {.path = "src/first/b.hpp", .text = "/// B.\n#pragma once\n#include \"first/c.hpp\"\n"},
                      {.path = "src/first/c.hpp", .text = "/// C.\n#pragma once\n#include \"first/b.hpp\"\n"}}),
            (Lines{"src/first/b.hpp: error: the header includes itself through others",
                   "src/first/c.hpp: error: the header includes itself through others"}));
}

TEST(FloorTable, WithACycleIsNoticed) {
  const Rules circular{
      .floors = {{.name = "a", .below = {"b"}}, {.name = "b", .below = {"c"}}, {.name = "c", .below = {"b"}}}};
  EXPECT_EQ(cyclic_floors(circular), (Lines{"b", "c"}));
}

TEST(FloorTable, ReachesWhatTheFloorsBelowReach) {
  EXPECT_EQ(reachable_floors(rules, "second"), (std::set<std::string>{"first", "ground", "second"}));
}

}  // namespace
}  // namespace citefeed::architecture
