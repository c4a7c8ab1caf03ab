/// The sources in tests/importing/sources/, and a site to import them into, for tests.
#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "importing/merge.hpp"
#include "importing/source.hpp"
#include "sample_site.hpp"

namespace citefeed::importing {

/// sample_site() in Toronto's time zone, with a second author and a research type.
inline model::Definitions archive_site() {
  auto site = sample_site();
  site.site.time_zone = TimeZone::locate("America/Toronto").value.value();
  site.site.authors["roe"] = {.name = "Jane Roe", .email = "jane@old.example"};
  site.research_types = {{.slug = "quantitative", .label = "Quantitative study"}};
  return site;
}

/// The file `name` of tests/importing/sources/.
inline std::string source_bytes(const std::string& name) {
  std::ifstream file{CITEFEED_SOURCE_DIR "/tests/importing/sources/" + name, std::ios::binary};
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline Outcome<Page> read_sample(const std::string& name) {
  return read_source(source_bytes(name), name, archive_site().site);
}

/// The posts of the file `name`; none when it cannot be read.
inline std::vector<ImportedPost> posts_of(const std::string& name) {
  auto source = read_sample(name);
  return source.value ? std::move(source.value->posts) : std::vector<ImportedPost>{};
}

inline std::vector<std::string> lines_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> lines;
  lines.reserve(diagnostics.size());
  for (const auto& diagnostic : diagnostics) lines.push_back(to_string(diagnostic));
  return lines;
}

}  // namespace citefeed::importing
