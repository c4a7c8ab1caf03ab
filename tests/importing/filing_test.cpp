#include "importing/filing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive.hpp"
#include "importing/foreign_post.hpp"

namespace citefeed::importing {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ImportedPost filed_under(std::vector<ForeignName> categories, std::vector<ForeignName> authors = {}) {
  return {.title = "T", .line = 7, .categories = std::move(categories), .authors = std::move(authors)};
}

TEST(Filing, MatchesNamesAsPeopleWriteThem) {
  const auto site = archive_site();
  Filing filing{site};
  const auto filed = filing.file(filed_under({{.name = "alliance & THERAPEUTIC relationship"},
                                              {.name = "Émpathy"},
                                              {.name = "x", .others = {"adherence"}},
                                              {.name = "Quantitative Study"},
                                              {.name = "empathy"}}),
                                 "f");
  EXPECT_THAT(filed.topics, ElementsAre("alliance", "empathy", "adherence"));
  EXPECT_THAT(filed.research_types, ElementsAre("quantitative"));
  EXPECT_THAT(filing.unknown_names(), IsEmpty());
}

TEST(Filing, MatchesAuthorsByNameKeyOrAddressAndLeavesTheDefaultOut) {
  const auto site = archive_site();
  Filing filing{site};
  EXPECT_THAT(filing.file(filed_under({}, {{.name = "jane roe"}}), "f").authors, ElementsAre("roe"));
  EXPECT_THAT(filing.file(filed_under({}, {{.name = "x", .others = {"jane@old.example"}}}), "f").authors,
              ElementsAre("roe"));
  EXPECT_THAT(filing.file(filed_under({}, {{.name = "An Editor"}}), "f").authors, IsEmpty());
}

TEST(Filing, ReportsEachUnknownNameOnceWithTheNearest) {
  const auto site = archive_site();
  Filing filing{site};
  for (int i = 0; i < 3; ++i) (void)filing.file(filed_under({{.name = "Emphathy"}}, {{.name = "Jane Doe"}}), "f");
  (void)filing.file(filed_under({{.name = "emphathy"}, {.name = "Sleep"}}), "g");
  EXPECT_THAT(
      lines_of(filing.unknown_names()),
      ElementsAre("f:7: warning: expected a topic of topics.yaml or a type of research-types.yaml, found "
                  "\"Emphathy\" in 4 posts; did you mean \"Empathy\"?",
                  "g:7: warning: expected a topic of topics.yaml or a type of research-types.yaml, found \"Sleep\" "
                  "in a post",
                  "f:7: warning: expected an author of site.yaml, found \"Jane Doe\" in 3 posts; did you mean "
                  "\"Jane Roe\"?"));
}

TEST(OldAddress, IsItsPathBelowTheSitesRoot) {
  const Iri base{.text = "https://example.org/blog/"};
  EXPECT_EQ(alias_of("https://old.example/2019/03/a/", base), "2019/03/a/");
  EXPECT_EQ(alias_of("https://example.org/blog/a#b", base), "a");
  EXPECT_EQ(alias_of("/old/a", base), "old/a");
  for (const char* address : {"https://old.example/?p=1", "https://old.example/", "https://example.org/else/a", "", "/",
                              "https://old.example/a//b", "mailto://x"})
    EXPECT_EQ(alias_of(address, base), std::nullopt) << address;
}

TEST(OldAddress, IsAsRequestsForItAreNormalised) {
  const Iri base{.text = "https://example.org/"};
  for (const char* address : {"https://old.example/%c3%a9t%c3%a9/", "/%C3%A9t%c3%A9/", "/été/", "/%c3%a9%74%c3%a9/"}) {
    EXPECT_EQ(alias_of(address, base), "%C3%A9t%C3%A9/") << address;
  }
  EXPECT_EQ(alias_of("/caf%e9/", base), std::nullopt);
  EXPECT_EQ(alias_of("https://example.org/%c3%a9/a", Iri{.text = "https://example.org/%C3%A9/"}), "a");
}

TEST(OldIdentity, IsKeptWhenItIsAnIri) {
  const auto site = archive_site().site;
  EXPECT_EQ(id_of("http://old.example/?p=1", site), "http://old.example/?p=1");
  EXPECT_EQ(id_of("tag:example.org,2013:posts/2023-12/a", site), "2023-12/a");
  EXPECT_EQ(id_of("tag:example.org,2013:feeds/all", site), "tag:example.org,2013:feeds/all");
  EXPECT_EQ(id_of("17", site), std::nullopt);
}

}  // namespace
}  // namespace citefeed::importing
