// PubMed's numbers of articles, where references say them.
#include "citation/pubmed_id.hpp"

#include <gtest/gtest.h>

namespace citefeed::citation {
namespace {

TEST(PubMedIds, StandInPrintedReferences) {
  const auto found = [](const char* printed) { return find_pubmed_id({.printed = printed}); };
  EXPECT_EQ(found("Doe, J. (2019). A title. Mind, 3(1), 4. PMID: 12345678"), "12345678");
  EXPECT_EQ(found("Doe, J. (2019). A title. Mind, 3(1), 4. PMCID: PMC99; pmid 0012345."), "12345");
  EXPECT_EQ(found("A title. https://pubmed.ncbi.nlm.nih.gov/12345678/"), "12345678");
  EXPECT_EQ(found("A title. https://www.ncbi.nlm.nih.gov/pubmed/12345678?dopt=Abstract"), "12345678");
  EXPECT_EQ(found("A title. Mind, 3(1), 4. https://example.org/12345678"), "");
}

TEST(PubMedIds, StandInAddresses) {
  EXPECT_EQ(find_pubmed_id({.url = "https://pubmed.ncbi.nlm.nih.gov/12345678/", .printed = "A title."}), "12345678");
}

TEST(PubMedIds, AreNeitherZeroNorPartsOfOtherThings) {
  for (const char* printed : {"PMID: 0", "PMID:", "PMID: none", "XPMID: 12", "PMID: 12345678901234", ""})
    EXPECT_EQ(find_pubmed_id({.printed = printed}), "") << printed;
  EXPECT_EQ(find_pubmed_id({.printed = "On PMIDs. PMID: 12"}), "12");
}

TEST(PubMedIds, AreNumbersWithoutZerosBeforeThem) {
  EXPECT_EQ(parse_pubmed_id(" 00123 "), "123");
  for (const char* none : {"", "0", "12a", "PMC12", "1234567890"}) EXPECT_EQ(parse_pubmed_id(none), "") << none;
}

}  // namespace
}  // namespace citefeed::citation
