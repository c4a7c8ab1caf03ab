// What a reference says and no field holds is said, and nothing else is.
#include <gtest/gtest.h>

#include "citation/apa_reader.hpp"

namespace citefeed::citation {
namespace {

using Parts = std::vector<std::string>;

Parts unread(std::string_view reference) {
  return read_apa(reference).unread;
}

TEST(UnreadParts, AreNoneOfAReferenceThatIsReadWhole) {
  EXPECT_EQ(
      unread("Doe, J.-F., & Van Roe, M. A., Jr. (2019, May 12). One mind: “Two” minds. Journal of Minds, 12(3), 45–67. "
             "https://doi.org/10.1000/x"),
      Parts{});
  EXPECT_EQ(unread("Doe, J. (2019a). On minds. Mind & Body, 12(Suppl. 1), S45–S67. Retrieved March 3, 2020, from "
                   "https://example.org/a"),
            Parts{});
  EXPECT_EQ(unread("Doe, J. (2019). On minds. New York, NY: Guilford Press."), Parts{});
  EXPECT_EQ(unread("Doe, J. (2019). On minds. Mind, 12, Article e123. Advance online publication. PMID: 123456"),
            Parts{});
}

TEST(UnreadParts, AreNotesThatNoFieldHolds) {
  EXPECT_EQ(unread("Doe, J. (2019). On minds. Mind, 12(3), 45–67. Reprinted with a preface by M. Roe."),
            Parts{"Reprinted with a preface by M. Roe"});
}

TEST(UnreadParts, AreNumbersThatStandInNoField) {
  const Citation citation{.title = "12 minds", .container_title = "Mind", .volume = "3"};
  EXPECT_EQ(unread_parts("", "12 minds. Mind, 3, 12–15", citation), Parts{"12–15"});
}

TEST(UnreadParts, AreNotTheMarksOfFields) {
  const Citation citation{.title = "On minds", .container_title = "Mind", .volume = "3", .first_page = "12"};
  EXPECT_EQ(unread_parts("", "On minds. In Mind (Vol. 3, pp. 12 and)", citation), Parts{});
}

TEST(UnreadParts, AreFoundByLettersWhereStopsDiffer) {
  const Citation citation{.authors = {{.family = "Doe", .given = "J. F."}}, .title = "On minds"};
  EXPECT_EQ(unread_parts("Doe JF", "On minds", citation), Parts{});
}

TEST(UnreadParts, AreNoneWhereInitialsStandAgainAmongNamesAndInTheTitle) {
  const Citation citation{
      .authors = {{.family = "Doe", .given = "P."}, {.family = "Roe", .given = "A."}, {.family = "Poe", .given = "P."}},
      .title = "Minds: a study of minds"};
  EXPECT_EQ(unread_parts("", "Doe P, Roe A, Poe P. Minds: a study of minds", citation), Parts{});
}

TEST(UnreadParts, AreWarnedOf) {
  const auto reading = read_apa("Doe, J. (2019). On minds. Mind, 12(3), 45–67. Reprinted with a preface by M. Roe.");
  EXPECT_EQ(warnings_about(reading), Parts{"expected every part of the reference in a field, found \"Reprinted with a "
                                           "preface by M. Roe\" in none"});
}

}  // namespace
}  // namespace citefeed::citation
