/// What the tests of this folder share: small definitions, and posts as text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "content/post_parser.hpp"
#include "content/report.hpp"
#include "model/definitions.hpp"

namespace citefeed::content {

inline model::Definitions small_definitions() {
  model::Definitions definitions;
  definitions.site.base_url = {.text = "https://example.org/"};
  definitions.site.time_zone = TimeZone::locate("America/Toronto").value.value();
  definitions.site.authors = {{"tasca", {.name = "Giorgio A. Tasca"}}, {"roe", {.name = "Jane Roe"}}};
  definitions.site.default_author = "tasca";
  definitions.topics = {
      {.slug = "empathy", .label = "Empathy"},
      {.slug = "alliance", .label = "Alliance and Therapeutic Relationship", .aliases = {"working-alliance"}},
      {.slug = "adherence", .label = "Adherance", .aliases = {"adherance"}}};
  definitions.research_types = {{.slug = "quantitative", .label = "Quantitative study"}};
  definitions.digest = sha256("small");
  return definitions;
}

inline constexpr std::string_view good_citation =
    "Elliott, R., Bohart, A. C., Watson, J. C., & Murphy, D. (2018). Therapist empathy and client outcome: An updated "
    "meta-analysis. Psychotherapy, 55(4), 399–410.";

/// A post without problems: `header` stands before what every post needs, `body` is its text.
inline std::string post_text(std::string_view header = "",
                             std::string_view body = "Text.\n\n## Practice Implications\n\nDo.\n") {
  return std::string{"---\n"} + std::string{header} +
         "title: A title\npublished: 2023-12\ntopics: [empathy]\ncitation: \"" + std::string{good_citation} +
         "\"\n---\n" + std::string{body};
}

/// Reads `text` as the post 2023/12/a.md.
inline Outcome<model::Post> read_post(std::string_view text, const std::string& path = "2023/12/a.md") {
  return parse_post(path, "content/" + path, text, small_definitions());
}

/// Each diagnostic as people see it.
inline std::vector<std::string> lines_of(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> lines;
  lines.reserve(diagnostics.size());
  for (const auto& diagnostic : diagnostics) lines.push_back(to_string(diagnostic));
  return lines;
}

/// What is said of the post `text`, without the name of its file.
inline std::vector<std::string> complaints(std::string_view text, const std::string& path = "2023/12/a.md") {
  auto diagnostics = read_post(text, path).diagnostics;
  for (auto& diagnostic : diagnostics) diagnostic.file = "post";
  return lines_of(diagnostics);
}

using Lines = std::vector<std::string>;

}  // namespace citefeed::content
