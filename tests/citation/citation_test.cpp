#include "citation/citation.hpp"

#include <gtest/gtest.h>

namespace citefeed::citation {
namespace {

TEST(PageRange, HasTheDashAskedFor) {
  const Citation citation{.first_page = "682", .last_page = "690"};
  EXPECT_EQ(page_range(citation), "682–690");
  EXPECT_EQ(page_range(citation, "-"), "682-690");
}

TEST(PageRange, IsASinglePageAnArticleNumberOrNothing) {
  EXPECT_EQ(page_range({.first_page = "682"}), "682");
  EXPECT_EQ(page_range({.article_number = "e0161544"}), "e0161544");
  EXPECT_EQ(page_range({}), "");
}

TEST(InvertedName, PutsTheSuffixLast) {
  EXPECT_EQ(inverted({.family = "King", .given = "M. L.", .suffix = "Jr."}), "King, M. L., Jr.");
  EXPECT_EQ(inverted({.family = "van der Berg", .given = "P."}), "van der Berg, P.");
  EXPECT_EQ(inverted({.family = "Plato"}), "Plato");
}

TEST(InvertedName, OfAGroupIsItsName) {
  EXPECT_EQ(inverted({.literal = "American Psychological Association"}), "American Psychological Association");
}

}  // namespace
}  // namespace citefeed::citation
