#include "resource/representation.hpp"

#include <gtest/gtest.h>

namespace citefeed::resource {
namespace {

TEST(Coding, IsWrittenAsHeaderFieldsWriteIt) {
  EXPECT_EQ(to_token(Coding::identity), "identity");
  EXPECT_EQ(to_token(Coding::gzip), "gzip");
  EXPECT_EQ(to_token(Coding::br), "br");
  EXPECT_EQ(to_token(Coding::zstd), "zstd");
}

TEST(Coding, HasTheFileSuffixStaticServersLookFor) {
  EXPECT_EQ(file_suffix(Coding::identity), "");
  EXPECT_EQ(file_suffix(Coding::gzip), ".gz");
  EXPECT_EQ(file_suffix(Coding::br), ".br");
  EXPECT_EQ(file_suffix(Coding::zstd), ".zst");
}

}  // namespace
}  // namespace citefeed::resource
