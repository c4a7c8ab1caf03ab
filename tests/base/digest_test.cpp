#include "base/digest.hpp"

#include <gtest/gtest.h>
#include <string>
#include <unordered_set>

namespace citefeed {
namespace {

// FIPS 180-4 examples, as NIST publishes them.
TEST(Sha256, OfNothingIsTheKnownDigest) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
TEST(Sha256, OfOneBlockIsTheKnownDigest) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
TEST(Sha256, OfTwoBlocksIsTheKnownDigest) {
  EXPECT_EQ(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}
TEST(Sha256, OfAMillionBytesIsTheKnownDigest) {
  EXPECT_EQ(to_hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
TEST(Sha256, ReadsPastNulBytes) {
  EXPECT_NE(sha256(std::string("a\0b", 3)), sha256(std::string("a\0c", 3)));
}

// python3: base64.urlsafe_b64encode(hashlib.sha256(b"abc").digest())[:22]
TEST(ShortText, IsTheFirst22CharactersOfBase64Url) {
  EXPECT_EQ(to_short_text(sha256("abc")), "ungWv48Bz-pBQUDeXa4iI7");
  EXPECT_EQ(to_short_text(sha256("")), "47DEQpj8HBSa-_TImW-5JC");
}
TEST(ShortText, NeedsNoQuotingInAHeader) {
  const std::string allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (int i = 0; i < 200; ++i) {
    const std::string text = to_short_text(sha256(std::to_string(i)));
    EXPECT_EQ(text.size(), 22U);
    EXPECT_EQ(text.find_first_not_of(allowed), std::string::npos) << text;
  }
}

TEST(DigestNumber, IsTheFirstEightBytesInNetworkOrder) {
  EXPECT_EQ(to_number(sha256("abc")), 0xba7816bf8f01cfeaU);
}

TEST(DigestBuilder, KnowsWhereOneFieldEndsAndTheNextBegins) {
  EXPECT_NE(DigestBuilder{}.add("ab").add("c").finish(), DigestBuilder{}.add("a").add("bc").finish());
  EXPECT_NE(DigestBuilder{}.add("abc").finish(), DigestBuilder{}.add("abc").add("").finish());
}
TEST(DigestBuilder, GivesTheSameDigestForTheSameFields) {
  EXPECT_EQ(DigestBuilder{}.add("ab").add("c").finish(), DigestBuilder{}.add("ab").add("c").finish());
}
TEST(DigestBuilder, TakesDigestsAsFields) {
  const auto with = [](std::string_view text) { return DigestBuilder{}.add("post").add(sha256(text)).finish(); };
  EXPECT_EQ(with("a"), with("a"));
  EXPECT_NE(with("a"), with("b"));
}
// A digest is a field like any other: 32 bytes of text are told apart from what follows them.
TEST(DigestBuilder, FeedsADigestWithItsLengthToo) {
  const Digest digest = sha256("a");
  const std::string bytes(digest.bytes.begin(), digest.bytes.end());
  EXPECT_EQ(DigestBuilder{}.add(digest).finish(), DigestBuilder{}.add(bytes).finish());
}

TEST(Digest, IsAKeyOfHashedContainers) {
  std::unordered_set<Digest> digests{sha256("a"), sha256("b"), sha256("a")};
  EXPECT_EQ(digests.size(), 2U);
}

}  // namespace
}  // namespace citefeed
