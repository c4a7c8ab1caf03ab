#include "content/headings.hpp"

#include <gtest/gtest.h>

namespace citefeed::content {
namespace {

TEST(ImplicationsHeading, IsFoundInAnyLetterCaseAndSpacingWithOrWithoutAColon) {
  for (const char* text :
       {"Practice Implications", "PRACTICE IMPLICATIONS", " practice  implications : ", "Practice\u00a0Implications",
        "Practice\u202fImplications:", "\u200bPractice Implications"}) {
    EXPECT_TRUE(is_implications_heading(text)) << text;
  }
  EXPECT_FALSE(is_implications_heading("Practice Implications are few"));
  EXPECT_FALSE(is_implications_heading("PracticeImplications"));
}

TEST(AuthorEmailLine, BeginsInAnyWayPeopleNameIt) {
  for (const char* text :
       {"Author email: a@example.org ", "AUTHOR  E-MAIL:a@example.org", "Author’s email : a@example.org",
        "Author's e\u2011mail: a@example.org", "Authors’ email: a@example.org", "Author email address: a@example.org",
        "Corresponding author e-mail: a@example.org", "Author\u00a0email:\u00a0a@example.org",
        "Author email: a@example.org."}) {
    EXPECT_EQ(after_author_email(text), "a@example.org") << text;
  }
}

TEST(AuthorEmailLine, IsNoOtherParagraph) {
  for (const char* text : {"The author email: a@example.org", "Author: a@example.org", "Email: a@example.org",
                           "Author email a@example.org", "Author email and more: a@example.org"}) {
    EXPECT_EQ(after_author_email(text), std::nullopt) << text;
  }
}

TEST(EmailAddress, HasALocalPartAndAHostWithADot) {
  EXPECT_TRUE(is_email_address("first.last+x@mail.example.org"));
  for (const char* text : {"", "@example.org", "a@b", "a@.org", "a@example.", "a b@example.org", "a@b@example.org"}) {
    EXPECT_FALSE(is_email_address(text)) << text;
  }
}

}  // namespace
}  // namespace citefeed::content
