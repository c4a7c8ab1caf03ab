// References of our own making in data/: sound ones that cross the ways to print each field, and misprints. One a line
// with the fields to be read from it: names as "Family|Given|Suffix" or "{Group}", divided by "; "; the others as in
// CSL. A field that is not there must be empty.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>
#include <string>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

namespace json = boost::json;

std::string names(const Citation& citation) {
  std::string text;
  for (const auto& name : citation.authors) {
    if (!text.empty()) text += "; ";
    if (!name.literal.empty()) {
      text += "{" + name.literal + "}";
      continue;
    }
    text += name.family + "|" + name.given;
    if (!name.suffix.empty()) text += "|" + name.suffix;
  }
  return text;
}

void add(json::object& fields, const char* key, const std::string& value) {
  if (!value.empty()) fields[key] = value;
}

json::object fields_of(const Citation& citation) {
  json::object fields{{"printed", citation.printed}, {"author", names(citation)}};
  if (citation.gap) fields["et_al"] = true;
  if (citation.year) fields["issued"] = *citation.year;
  add(fields, "title", citation.title);
  add(fields, "container-title", citation.container_title);
  add(fields, "volume", citation.volume);
  add(fields, "issue", citation.issue);
  if (citation.article_number.empty()) add(fields, "page", page_range(citation, "-"));
  add(fields, "number", citation.article_number);
  add(fields, "DOI", citation.doi);
  add(fields, "URL", citation.url);
  return fields;
}

class References : public testing::TestWithParam<const char*> {};

TEST_P(References, AreReadFieldByField) {
  std::ifstream file(std::string(CITEFEED_SOURCE_DIR "/tests/citation/data/") + GetParam());
  std::string line;
  int number = 0;
  while (std::getline(file, line)) {
    const auto place = GetParam() + (":" + std::to_string(++number));
    auto expected = json::parse(line).as_object();
    const auto reading = read_apa(std::string_view(expected["printed"].as_string()));
    expected["printed"] = reading.citation.printed;
    EXPECT_EQ(fields_of(reading.citation), expected) << place;
    EXPECT_EQ(reading.problems, std::vector<std::string>{}) << place;
    EXPECT_GE(reading.confidence, low_confidence) << place;
  }
  EXPECT_GT(number, 50);
}

INSTANTIATE_TEST_SUITE_P(Apa, References, testing::Values("references.jsonl", "misprints.jsonl"));

}  // namespace
}  // namespace citefeed::citation
