// The floors of src/: which folder may include which, and which outside libraries. To add an edge, edit the table here
// and in docs/architecture.md, and defend it in review.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "source_rules.hpp"

namespace citefeed::architecture {
namespace {

/// What the pure floors do without: disk, terminal, threads, the present moment, chance, the user's language.
const std::vector<std::string> pure{"cstdio", "ctime",  "filesystem", "fstream", "iostream",          "locale",
                                    "mutex",  "random", "thread",     "atomic",  "condition_variable"};
const std::vector<std::string> silent{"iostream", "random", "locale"};

/// The operating system, for the floors that stand at its edge.
const std::vector<std::string> posix{"arpa", "dirent.h", "fcntl.h", "netinet", "poll.h", "sys", "unistd.h"};

std::vector<std::string> posix_and(const std::vector<std::string>& libraries) {
  auto headers = posix;
  headers.insert(headers.end(), libraries.begin(), libraries.end());
  return headers;
}

/// Rendered bytes follow from their input alone, so nothing there may depend on the order of a hash table either.
std::vector<std::string> pure_and_ordered() {
  auto headers = pure;
  headers.insert(headers.end(), {"unordered_map", "unordered_set"});
  return headers;
}

Rules own_rules() {
  return {
      .floors =
          {
              {.name = "base",
               .libraries = {"absl/time", "boost/url", "fcntl.h", "openssl", "sys", "unistd.h", "utf8proc.h"},
               .without = silent},
              {.name = "citation", .below = {"base"}, .libraries = {"boost/json", "utf8proc.h"}, .without = pure},
              {.name = "resource", .below = {"base"}, .without = silent},
              {.name = "storage", .below = {"base"}, .libraries = {"fcntl.h", "sqlite3.h", "sys"}, .without = silent},
              {.name = "watch", .below = {"base"}, .libraries = posix, .without = silent},
              {.name = "model", .below = {"base", "citation"}, .without = pure},
              {.name = "content",
               .below = {"model"},
               .libraries = {"cmark-gfm.h", "cmark-gfm-core-extensions.h", "csv.h", "dirent.h", "fcntl.h", "linux",
                             "sys", "unistd.h", "yaml.h"},
               .without = silent},
              {.name = "catalogue", .below = {"model"}, .without = pure},
              {.name = "render",
               .below = {"model"},
               .libraries = {"boost/json", "kainjow", "pugixml.hpp"},
               .without = pure_and_ordered()},
              {.name = "importing",
               .below = {"content"},
               .libraries = {"boost/json", "gumbo.h", "pugixml.hpp", "toml++", "utf8proc.h"},
               .without = pure},
              {.name = "http",
               .below = {"base", "resource"},
               .libraries = posix_and({"boost/asio", "boost/beast", "openssl"}),
               .without = silent},
              {.name = "telemetry", .below = {"http"}, .libraries = posix, .without = silent},
              {.name = "subscribers",
               .below = {"storage", "telemetry"},
               .libraries = {"boost/json", "kainjow", "sys"},
               .without = silent},
              {.name = "publish",
               .below = {"catalogue", "render", "resource"},
               .libraries = {"boost/json", "boost/pfr", "brotli", "libdeflate.h", "zstd.h"},
               .without = silent},
              {.name = "authoring", .below = {"importing"}, .without = pure},
              {.name = "engine", .below = {"content", "publish", "storage", "telemetry", "watch"}, .without = silent},
              {.name = "app",
               .below = {"authoring", "engine", "subscribers"},
               .libraries = posix_and({"CLI", "boost/json"}),
               .without = {"random", "locale"}},
          },
      .everywhere = {"fmt"},
      .slow_library = "boost/beast",
      .max_slow_sources = 4};
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// The C++ files of src/ and tests/, in the order of their paths.
std::vector<SourceFile> project_files() {
  const std::filesystem::path root = CITEFEED_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const char* folder : {"src", "tests"}) {
    for (const auto& item : std::filesystem::recursive_directory_iterator{root / folder}) {
      const auto suffix = item.path().extension();
      if (suffix != ".cpp" && suffix != ".hpp") continue;
      files.push_back({.path = item.path().lexically_relative(root).generic_string(), .text = read(item.path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

TEST(FloorTable, HasNoCycles) {
  EXPECT_EQ(cyclic_floors(own_rules()), std::vector<std::string>{});
}

TEST(FloorTable, NamesOnlyFloorsThatAreInIt) {
  const Rules table = own_rules();
  for (const auto& floor : table.floors) {
    for (const auto& below : floor.below) {
      EXPECT_TRUE(std::any_of(table.floors.begin(), table.floors.end(),
                              [&below](const Floor& other) { return other.name == below; }))
          << floor.name << " names " << below;
    }
  }
}

TEST(SourceTree, IsFound) {
  EXPECT_GT(project_files().size(), 40U);
}

/// Clang's -Wthread-safety sees only mutexes that say what they guard (base/mutex.hpp).
TEST(SourceTree, HasNoMutexButTheOneThatSaysWhatItGuards) {
  for (const SourceFile& file : project_files()) {
    if (!file.path.starts_with("src/") || file.path == "src/base/mutex.hpp") continue;
    for (const char* name :
         {"std::mutex", "std::shared_mutex", "std::recursive_mutex", "std::timed_mutex", "std::once_flag"}) {
      EXPECT_EQ(file.text.find(name), std::string::npos) << file.path << " has a " << name;
    }
  }
}

TEST(SourceTree, KeepsTheRules) {
  for (const auto& diagnostic : check(project_files(), own_rules())) ADD_FAILURE() << to_string(diagnostic);
}

}  // namespace
}  // namespace citefeed::architecture
