#include "publish/prepare.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <libdeflate.h>
#include <zstd.h>

namespace citefeed::publish {
namespace {

using resource::Coding;

std::string expand(const std::string& coded, Coding coding, std::size_t size) {
  std::string out(size, '\0');
  std::size_t got = size;
  auto* target = reinterpret_cast<std::uint8_t*>(out.data());
  const auto* source = reinterpret_cast<const std::uint8_t*>(coded.data());
  switch (coding) {
    case Coding::gzip: {
      auto* decoder = libdeflate_alloc_decompressor();
      EXPECT_EQ(libdeflate_gzip_decompress(decoder, source, coded.size(), target, size, &got), LIBDEFLATE_SUCCESS);
      libdeflate_free_decompressor(decoder);
      break;
    }
    case Coding::br:
      EXPECT_EQ(BrotliDecoderDecompress(coded.size(), source, &got, target), BROTLI_DECODER_RESULT_SUCCESS);
      break;
    case Coding::zstd:
      got = ZSTD_decompress(out.data(), size, coded.data(), coded.size());
      break;
    case Coding::identity:
      return coded;
  }
  out.resize(got);
  return out;
}

class Compress : public testing::TestWithParam<std::tuple<Coding, Effort>> {};

TEST_P(Compress, GivesBackTheSameBytesAndTheSameCodeEveryTime) {
  const auto [coding, effort] = GetParam();
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "The alliance predicts outcome, r = ." + std::to_string(i % 97) + ". ";
  const std::string coded = compress(text, coding, effort);
  EXPECT_EQ(coded, compress(text, coding, effort));
  EXPECT_EQ(expand(coded, coding, text.size()), text);
}

TEST_P(Compress, TakesNothingForAnAnswer) {
  const auto [coding, effort] = GetParam();
  EXPECT_EQ(expand(compress("", coding, effort), coding, 0), "");
}

INSTANTIATE_TEST_SUITE_P(All, Compress,
                         testing::Combine(testing::ValuesIn(resource::all_codings),
                                          testing::Values(Effort::quick, Effort::best)));

TEST(Gzip, CarriesNoTimestamp) {
  const std::string coded = compress("hello hello hello hello", Coding::gzip, Effort::quick);
  EXPECT_EQ(coded.substr(4, 4), std::string(4, '\0'));  // RFC 1952, 2.3.1: MTIME
}

}  // namespace
}  // namespace citefeed::publish
