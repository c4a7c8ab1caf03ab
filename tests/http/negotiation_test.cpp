#include "http/negotiation.hpp"

#include <gtest/gtest.h>
#include <ostream>

#include "test_site.hpp"

namespace citefeed::http {
namespace {

using resource::Coding;

struct NegotiationCase {
  const char* accept_encoding = nullptr;  ///< null: the field is missing
  Coding chosen = Coding::identity;
};
std::ostream& operator<<(std::ostream& out, const NegotiationCase& given) {
  return out << (given.accept_encoding == nullptr ? "(none)" : given.accept_encoding);
}

class Negotiation : public testing::TestWithParam<NegotiationCase> {};

TEST_P(Negotiation, ChoosesTheCoding) {
  FieldValue field;
  if (GetParam().accept_encoding != nullptr) field.add_line(GetParam().accept_encoding);
  const auto site = make_test_site();
  EXPECT_EQ(choose(site->at("/feed.atom")->prepared().usual, field).coding, GetParam().chosen);
}

// In the test site br is the smallest, then zstd, gzip, identity.
INSTANTIATE_TEST_SUITE_P(
    Section12, Negotiation,
    testing::Values(
        NegotiationCase{nullptr, Coding::identity}, NegotiationCase{"", Coding::identity},
        NegotiationCase{"gzip", Coding::gzip}, NegotiationCase{"GZIP", Coding::gzip},
        NegotiationCase{"x-gzip", Coding::gzip}, NegotiationCase{"br", Coding::br},
        NegotiationCase{"zstd", Coding::zstd}, NegotiationCase{"identity", Coding::identity},
        NegotiationCase{"gzip, deflate, br, zstd", Coding::br}, NegotiationCase{"gzip, deflate, zstd", Coding::zstd},
        NegotiationCase{"gzip, identity", Coding::gzip}, NegotiationCase{"gzip;q=1, br;q=0.9", Coding::gzip},
        NegotiationCase{"gzip;q=0.001", Coding::gzip}, NegotiationCase{"identity;q=1, gzip;q=0.5", Coding::identity},
        NegotiationCase{"gzip ; q=0.5 , br ; q=0.6", Coding::br}, NegotiationCase{"gzip;q=0", Coding::identity},
        NegotiationCase{"gzip;q=0.000", Coding::identity}, NegotiationCase{"br;q=0, gzip", Coding::gzip},
        NegotiationCase{"deflate", Coding::identity}, NegotiationCase{"*", Coding::gzip},
        NegotiationCase{"*;q=0", Coding::identity}, NegotiationCase{"gzip;q=0, *", Coding::identity},
        NegotiationCase{"br, *;q=0.1", Coding::br}, NegotiationCase{"br, *;q=0", Coding::br},
        NegotiationCase{"identity;q=0, gzip", Coding::gzip}, NegotiationCase{"identity;q=0", Coding::identity},
        NegotiationCase{"*, identity;q=0", Coding::gzip}, NegotiationCase{"gzip;q=2, br;q=0.1", Coding::br},
        NegotiationCase{"gzip;q=1.1, br;q=0.1", Coding::br}, NegotiationCase{"gzip;q=0.1234, br;q=0.1", Coding::br},
        NegotiationCase{"gzip;level=9, br;q=0.1", Coding::br}, NegotiationCase{"gzip;q=", Coding::identity},
        NegotiationCase{",,gzip,,", Coding::gzip}, NegotiationCase{"gzip br", Coding::identity}));

TEST(Negotiation, TakesIdentityWhereNothingElseIsPrepared) {
  FieldValue field;
  field.add_line("br, gzip");
  const auto site = make_site_with_body("body");
  EXPECT_EQ(choose(site->at("/feed.atom")->prepared().usual, field).coding, Coding::identity);
}

}  // namespace
}  // namespace citefeed::http
