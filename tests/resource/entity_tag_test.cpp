#include "resource/representation.hpp"

#include <gtest/gtest.h>

namespace citefeed::resource {
namespace {

TEST(EntityTag, IsAFunctionOfBytesAndMediaType) {
  const EntityTag tag = make_entity_tag(sha256("bytes"), "text/plain");
  EXPECT_EQ(make_entity_tag(sha256("bytes"), "text/plain"), tag);
  EXPECT_NE(make_entity_tag(sha256("byteS"), "text/plain"), tag);
  EXPECT_NE(make_entity_tag(sha256("bytes"), "text/html"), tag);
}

TEST(EntityTag, NeverChangesFromReleaseToRelease) {
  EXPECT_EQ(to_field(make_entity_tag(sha256("bytes"), "text/plain")), "\"A12tF786hwA-dDb9gIlHzs\"");
}

TEST(EntityTag, DoesNotConfuseWhereTheMediaTypeEnds) {
  EXPECT_NE(make_entity_tag(sha256("b"), "text/plaina"), make_entity_tag(sha256("ab"), "text/plain"));
}

}  // namespace
}  // namespace citefeed::resource
