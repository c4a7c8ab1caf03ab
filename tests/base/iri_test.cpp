#include "base/iri.hpp"

#include <gtest/gtest.h>
#include <ostream>

namespace citefeed {

void PrintTo(const Iri& iri, std::ostream* out) {
  *out << iri.text;
}

namespace {

std::string resolved(const char* base, const char* reference) {
  const auto out = resolve(Iri{.text = base}, reference);
  return out ? out->text : "(malformed)";
}

TEST(ParseIri, KeepsAnAddressAsItIsWritten) {
  EXPECT_EQ(parse_iri("https://Example.org/a/../b?q=1#f"), Iri{.text = "https://Example.org/a/../b?q=1#f"});
}

TEST(ParseIri, ReadsAnyScheme) {
  EXPECT_TRUE(parse_iri("mailto:someone@example.org"));
  EXPECT_TRUE(parse_iri("tag:example.org,2013:post/2023-12/a"));
  EXPECT_TRUE(parse_iri("urn:isbn:0451450523"));
}

TEST(ParseIri, PercentEncodesWhatIsNotAscii) {
  EXPECT_EQ(parse_iri("https://example.org/r\u00e9sum\u00e9"), Iri{.text = "https://example.org/r%C3%A9sum%C3%A9"});
}

TEST(ParseIri, PercentEncodesSpacesAndTheBracketsOfDois) {
  EXPECT_EQ(parse_iri("https://doi.org/10.1002/(SICI)1097<1::AID>3.0 x"),
            Iri{.text = "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0%20x"});
}

TEST(ParseIri, LeavesPercentEncodingAlone) {
  EXPECT_EQ(parse_iri("https://example.org/a%20b%2Fc"), Iri{.text = "https://example.org/a%20b%2Fc"});
}

TEST(ParseIri, OfWhatIsNotAbsoluteIsNothing) {
  EXPECT_EQ(parse_iri(""), std::nullopt);
  EXPECT_EQ(parse_iri("/feed.atom"), std::nullopt);
  EXPECT_EQ(parse_iri("//example.org/feed.atom"), std::nullopt);
  EXPECT_EQ(parse_iri("example.org/feed.atom"), std::nullopt);
}

TEST(ParseIri, OfWhatIsMalformedIsNothing) {
  EXPECT_EQ(parse_iri("https://example.org/%zz"), std::nullopt);
  EXPECT_EQ(parse_iri("https://exa[mple.org/"), std::nullopt);
  EXPECT_EQ(parse_iri("https://example.org:port/"), std::nullopt);
  EXPECT_EQ(parse_iri("https://example.org:65536/"), std::nullopt);
  EXPECT_EQ(parse_iri("https:///feed.atom"), std::nullopt);
  EXPECT_EQ(parse_iri("1https://example.org/"), std::nullopt);
  EXPECT_EQ(parse_iri("https://example.org/a\nb"), std::nullopt);
}

TEST(IriParts, AreWrittenInTheAddress) {
  const Iri iri{.text = "HTTPS://blog.example.org:8443/topics/empathy/?q#f"};
  EXPECT_EQ(scheme_of(iri), "https");
  EXPECT_EQ(host_of(iri), "blog.example.org");
  EXPECT_EQ(port_of(iri), 8443);
  EXPECT_EQ(path_of(iri), "/topics/empathy/");
}

TEST(IriParts, HaveThePortOfTheSchemeWhereNoneIsWritten) {
  EXPECT_EQ(port_of(Iri{.text = "http://blog.example.org/"}), 80);
  EXPECT_EQ(port_of(Iri{.text = "HTTPS://blog.example.org:/"}), 443);
  EXPECT_EQ(port_of(Iri{.text = "mailto:someone@example.org"}), 0);
}

TEST(IriParts, AreEmptyWhereTheAddressHasNone) {
  EXPECT_EQ(host_of(Iri{.text = "mailto:someone@example.org"}), "");
  EXPECT_EQ(path_of(Iri{.text = "https://example.org"}), "");
}

struct Reference {
  const char* text;
  const char* expected;
};
void PrintTo(const Reference& reference, std::ostream* out) {
  *out << '"' << reference.text << '"';
}

class ReferenceResolution : public testing::TestWithParam<Reference> {};

TEST_P(ReferenceResolution, FollowsTheRules) {
  EXPECT_EQ(resolved("http://a/b/c/d;p?q", GetParam().text), GetParam().expected);
}

// RFC 3986, 5.4.1
INSTANTIATE_TEST_SUITE_P(
    NormalExamples, ReferenceResolution,
    testing::Values(Reference{"g:h", "g:h"}, Reference{"g", "http://a/b/c/g"}, Reference{"./g", "http://a/b/c/g"},
                    Reference{"g/", "http://a/b/c/g/"}, Reference{"/g", "http://a/g"}, Reference{"//g", "http://g"},
                    Reference{"?y", "http://a/b/c/d;p?y"}, Reference{"g?y", "http://a/b/c/g?y"},
                    Reference{"#s", "http://a/b/c/d;p?q#s"}, Reference{"g#s", "http://a/b/c/g#s"},
                    Reference{"g?y#s", "http://a/b/c/g?y#s"}, Reference{";x", "http://a/b/c/;x"},
                    Reference{"g;x", "http://a/b/c/g;x"}, Reference{"g;x?y#s", "http://a/b/c/g;x?y#s"},
                    Reference{"", "http://a/b/c/d;p?q"}, Reference{".", "http://a/b/c/"},
                    Reference{"./", "http://a/b/c/"}, Reference{"..", "http://a/b/"}, Reference{"../", "http://a/b/"},
                    Reference{"../g", "http://a/b/g"}, Reference{"../..", "http://a/"},
                    Reference{"../../", "http://a/"}, Reference{"../../g", "http://a/g"}));

// RFC 3986, 5.4.2
INSTANTIATE_TEST_SUITE_P(
    AbnormalExamples, ReferenceResolution,
    testing::Values(Reference{"../../../g", "http://a/g"}, Reference{"../../../../g", "http://a/g"},
                    Reference{"/./g", "http://a/g"}, Reference{"/../g", "http://a/g"},
                    Reference{"g.", "http://a/b/c/g."}, Reference{".g", "http://a/b/c/.g"},
                    Reference{"g..", "http://a/b/c/g.."}, Reference{"..g", "http://a/b/c/..g"},
                    Reference{"./../g", "http://a/b/g"}, Reference{"./g/.", "http://a/b/c/g/"},
                    Reference{"g/./h", "http://a/b/c/g/h"}, Reference{"g/../h", "http://a/b/c/h"},
                    Reference{"g;x=1/./y", "http://a/b/c/g;x=1/y"}, Reference{"g;x=1/../y", "http://a/b/c/y"},
                    Reference{"g?y/./x", "http://a/b/c/g?y/./x"}, Reference{"g?y/../x", "http://a/b/c/g?y/../x"},
                    Reference{"g#s/./x", "http://a/b/c/g#s/./x"}, Reference{"g#s/../x", "http://a/b/c/g#s/../x"}));

TEST(Resolve, AddsTheSlashABaseWithoutPathLacks) {
  EXPECT_EQ(resolved("https://example.org", "feed.atom"), "https://example.org/feed.atom");
}

TEST(Resolve, NeverClimbsAboveTheRoot) {
  EXPECT_EQ(resolved("https://example.org/a/", "../../.."), "https://example.org/");
  EXPECT_EQ(resolved("https://example.org/", "..?q"), "https://example.org/?q");
}

TEST(Resolve, PercentEncodesWhatMayNotStandInAnAddress) {
  EXPECT_EQ(resolved("https://example.org/", "caf\u00e9 menu.pdf"), "https://example.org/caf%C3%A9%20menu.pdf");
}

TEST(Resolve, OfAMalformedReferenceIsNothing) {
  EXPECT_EQ(resolve(Iri{.text = "https://example.org/"}, "%zz"), std::nullopt);
  EXPECT_EQ(resolve(Iri{.text = "https://example.org/"}, "http://[1::2"), std::nullopt);
}

TEST(EncodePath, KeepsWhatMayStandInAPathSegment) {
  EXPECT_EQ(encode_path("/posts/2023-12/a_b~c:(d)/"), "/posts/2023-12/a_b~c:(d)/");
}

TEST(EncodePath, EncodesEveryOtherByte) {
  EXPECT_EQ(encode_path("a b?c#d%e\u00e9[\"]"), "a%20b%3Fc%23d%25e%C3%A9%5B%22%5D");
}

TEST(NormalisedPath, IsOneForAllWhoMeanTheSame) {
  EXPECT_EQ(normalised_path("%c3%a9t%C3%a9/%41%2d%7E"), "%C3%A9t%C3%A9/A-~");
  EXPECT_EQ(normalised_path("a%2fb"), "a%2Fb") << "not the same as a/b";
  EXPECT_EQ(normalised_path("a/../b/%2e"), "a/../b/.") << "dot segments are another matter";
  EXPECT_EQ(normalised_path(""), "");
}

TEST(NormalisedPath, IsNoneOfWhatCanBeNoPath) {
  for (const char* path : {"%", "%4", "%zz", "a%0ab", "a%7F", "a b", "\u00e9", "a?b", "a#b"}) {
    EXPECT_EQ(normalised_path(path), std::nullopt) << path;
  }
}

TEST(PercentDecoded, KeepsWhatIsNoEncoding) {
  EXPECT_EQ(percent_decoded("%C3%a9%20100%25%2"), "\u00e9 100%%2");
}

}  // namespace
}  // namespace citefeed
