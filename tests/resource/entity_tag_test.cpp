#include "resource/entity_tag.hpp"

#include <gtest/gtest.h>

namespace citefeed::resource {
namespace {

TEST(EntityTag, IsAFunctionOfBytesAndMediaType) {
  const EntityTag tag = make_entity_tag("bytes", "text/plain");
  EXPECT_EQ(make_entity_tag("bytes", "text/plain"), tag);
  EXPECT_NE(make_entity_tag("byteS", "text/plain"), tag);
  EXPECT_NE(make_entity_tag("bytes", "text/html"), tag);
}

TEST(EntityTag, NeverChangesFromReleaseToRelease) {
  EXPECT_EQ(to_field(make_entity_tag("bytes", "text/plain")), "\"b-zwXn4TkobmyxgSQm5o1i\"");
}

TEST(EntityTag, DoesNotConfuseWhereTheMediaTypeEnds) {
  EXPECT_NE(make_entity_tag("b", "text/plaina"), make_entity_tag("ab", "text/plain"));
}

}  // namespace
}  // namespace citefeed::resource
