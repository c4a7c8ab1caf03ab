#include "render/citation_files.hpp"

#include <gmock/gmock.h>

#include "fixtures.hpp"

namespace citefeed::render {
namespace {

TEST(CitationKeys, OfLikeCitationsAreToldApart) {
  const citation::Citation article = fixtures::article();
  const auto keys = citation_keys({article, article, article});
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[1], keys[0] + "b");
  EXPECT_EQ(keys[2], keys[0] + "c");
}

TEST(CitationKeys, OfCitationsThatWereNotReadAreNumbers) {
  EXPECT_THAT(citation_keys({{.printed = "?"}, {.printed = "?"}}), testing::ElementsAre("article1", "article2"));
}

TEST(CitationKeys, StayWhenMoreCitationsCome) {
  citation::Citation other = fixtures::article();
  other.title = "Hearing well";
  std::vector<citation::Citation> citations{fixtures::article(), other, fixtures::article()};
  const auto before = citation_keys(citations);
  citations.push_back(other);
  auto after = citation_keys(citations);
  after.pop_back();
  EXPECT_EQ(after, before);
}

TEST(CitationKeys, AreUniqueWhereASuffixMakesAnothersKey) {
  citation::Citation lone = fixtures::article();
  lone.title = "Listeningb";
  const auto keys = citation_keys({fixtures::article(), lone, fixtures::article()});
  EXPECT_EQ(keys[1], keys[0] + "b");
  EXPECT_EQ(keys[2], keys[0] + "c");
}

TEST(CitationFiles, HoldAllArticlesOfThePost) {
  citation::Citation other = fixtures::article();
  other.title = "Hearing well";
  const std::vector<citation::Citation> both{fixtures::article(), other};
  for (const std::string& file : {bibtex_file(both), ris_file(both), csl_file(both)}) {
    EXPECT_THAT(file, testing::HasSubstr("Listening well"));
    EXPECT_THAT(file, testing::HasSubstr("Hearing well"));
  }
}

TEST(CitationFiles, OfNothingAreEmpty) {
  EXPECT_EQ(bibtex_file({}), "");
  EXPECT_EQ(ris_file({}), "");
  EXPECT_EQ(csl_file({}), "[]\n");
}

}  // namespace
}  // namespace citefeed::render
