#include "citation/doi.hpp"

#include <gtest/gtest.h>

namespace citefeed::citation {
namespace {

using Doi = std::optional<std::string>;

TEST(Doi, IsFoundInEveryFormPeoplePrint) {
  for (const char* printed :
       {"10.1037/cou0000708", "doi:10.1037/cou0000708", "DOI: 10.1037/cou0000708.", "doi10.1037/cou0000708",
        "doi/10.1037/cou0000708", "https://doi.org/10.1037/cou0000708", "http://dx.doi.org/10.1037/cou0000708",
        "HTTPS://DOI.ORG/10.1037/cou0000708", "doi: http://dx.doi.org/ 10.1037/cou0000708", "see (10.1037/cou0000708)"})
    EXPECT_EQ(parse_doi(printed), Doi("10.1037/cou0000708")) << printed;
}

TEST(Doi, KeepsItsLetterCase) {
  EXPECT_EQ(parse_doi("10.1016/S0957-4174"), Doi("10.1016/S0957-4174"));
}

TEST(Doi, EndsBeforeThePunctuationOfTheSentence) {
  for (const char* printed :
       {"10.1037/a.", "10.1037/a,", "10.1037/a;", "10.1037/a).", "10.1037/a>", "10.1037/a”", "10.1037/a]."})
    EXPECT_EQ(parse_doi(printed), Doi("10.1037/a")) << printed;
}

TEST(Doi, KeepsBracketsAndSemicolonsOfItsOwn) {
  EXPECT_EQ(parse_doi("doi:10.1016/S0957-4174(98)00006-2."), Doi("10.1016/S0957-4174(98)00006-2"));
  const std::string sici = "10.1002/(SICI)1097-4679(199911)55:11<1401::AID-JCLP5>3.0.CO;2-7";
  EXPECT_EQ(parse_doi("https://doi.org/" + sici), Doi(sici));
}

TEST(Doi, IsDecodedFromAnAddress) {
  EXPECT_EQ(parse_doi("https://doi.org/10.1002/%28SICI%291%3C2%3E3"), Doi("10.1002/(SICI)1<2>3"));
  EXPECT_EQ(parse_doi("10.1002/100%25"), Doi("10.1002/100%25")) << "bare, nothing was encoded";
  EXPECT_EQ(parse_doi("10.1002/1&lt;2&gt;3"), Doi("10.1002/1<2>3"));
}

TEST(Doi, GoesOnAfterALineBreakWhereItCannotEnd) {
  EXPECT_EQ(parse_doi("https://doi.org/10.1037/ cou0000708"), Doi("10.1037/cou0000708"));
  EXPECT_EQ(parse_doi("doi:10.1037/0022- 3514.79"), Doi("10.1037/0022-3514.79"));
  EXPECT_EQ(parse_doi("doi:10.1037/cou0000708 Retrieved"), Doi("10.1037/cou0000708"));
}

TEST(Doi, IsNoPartOfALongerNumberOrOfAnotherAddress) {
  for (const char* text : {"", "10", "10.", "10.1037", "10.1037/", "10.37/a", "110.1037/a", "1.10.1037/a", "10.1037/.",
                           "https://www.example.org/article/10.1037/a", "version 10.2/3"})
    EXPECT_EQ(parse_doi(text), std::nullopt) << text;
}

TEST(Doi, IsNotSenselesslyLong) {
  EXPECT_EQ(parse_doi("10.1037/" + std::string(100'000, 'a')), std::nullopt);
}

TEST(DoiLink, EncodesWhatMayNotStandInAPath) {
  EXPECT_EQ(doi_url("10.1037/cou0000708"), "https://doi.org/10.1037/cou0000708");
  EXPECT_EQ(doi_url("10.1002/(SICI)1<2>3#%"), "https://doi.org/10.1002/(SICI)1%3C2%3E3%23%25");
}

TEST(DoiLink, IsReadBackAsTheSameDoi) {
  for (const std::string doi : {"10.1037/cou0000708", "10.1002/(SICI)1097<1401::AID>3.0.CO;2-7", "10.1000/a#b"})
    EXPECT_EQ(parse_doi(doi_url(doi)), Doi(doi));
}

}  // namespace
}  // namespace citefeed::citation
