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
                           "https://www.example.org/version/10.1037/a", "version 10.2/3",
                           "https://www.cochranelibrary.com/central/doi/10.1002/central/CN-00216399/full"})
    EXPECT_EQ(parse_doi(text), std::nullopt) << text;
}

TEST(Doi, IsPutTogetherWhereALineEndedInsideIt) {
  EXPECT_EQ(parse_doi("doi:10.1109/MS. 2013.97"), Doi("10.1109/MS.2013.97"));
  EXPECT_EQ(parse_doi("doi:10.1371/journal. pone.0176239"), Doi("10.1371/journal.pone.0176239"));
  EXPECT_EQ(parse_doi("doi:10.1002/(sici)1099-0879(199906)6:2<111:: aid-cpp193>3.0.co;2-d."),
            Doi("10.1002/(sici)1099-0879(199906)6:2<111::aid-cpp193>3.0.co;2-d"));
  EXPECT_EQ(parse_doi("doi:10.1002/(SICI)1099-0879(199906)6:2&lt;111::AID-CPP193&gt; 3.0.CO;2-D"),
            Doi("10.1002/(SICI)1099-0879(199906)6:2<111::AID-CPP193>3.0.CO;2-D"));
}

TEST(Doi, EndsBeforeTheNextSentence) {
  EXPECT_EQ(parse_doi("doi:10.1037/a0012345. 12 pages"), Doi("10.1037/a0012345"));
  EXPECT_EQ(parse_doi("doi:10.1016/j. Epub 2019"), Doi("10.1016/j"));
  EXPECT_EQ(parse_doi("10.1002/(SICI)1099-0879(199906)6:2<111 Retrieved from"),
            Doi("10.1002/(SICI)1099-0879(199906)6:2<111"));
}

TEST(Doi, IsFoundInTheAddressesOfPublishers) {
  for (const char* address :
       {"https://onlinelibrary.wiley.com/doi/abs/10.1002/jclp.22345", "https://example.com/doi/10.1002/jclp.22345/full",
        "https://onlinelibrary.wiley.com/doi/epdf/10.1002/jclp.22345", "https://example.com/doi/pdf/10.1002/jclp.22345",
        "https://psycnet.apa.org/doiLanding?doi=10.1002%2Fjclp.22345", "https://psycnet.apa.org/doi/10.1002/jclp.22345",
        "https://link.springer.com/article/10.1002/jclp.22345#citeas",
        "https://link.springer.com/content/pdf/10.1002/jclp.22345.pdf",
        "https://academic.oup.com/brain/article/doi/10.1002/jclp.22345/5025913?login=true",
        "https://jamanetwork.com/journals/jama/fullarticle/10.1002/jclp.22345",
        "https://www.frontiersin.org/articles/10.1002/jclp.22345/full",
        "https://journals.plos.org/plosone/article?id=10.1002/jclp.22345&type=printable",
        "https://www-tandfonline-com.proxy.example.edu/doi/full/10.1002/jclp.22345?needAccess=true"})
    EXPECT_EQ(parse_doi(address), Doi("10.1002/jclp.22345")) << address;
  EXPECT_EQ(parse_doi("https://www.biorxiv.org/content/10.1101/2020.03.01.123456v2.full.pdf"),
            Doi("10.1101/2020.03.01.123456"));
  EXPECT_EQ(parse_doi("https://psycnet.apa.org/record/2018-51673-003"), std::nullopt);
}

TEST(Doi, IsFoundBehindAResolverThatIsReachedInAnotherWay) {
  for (const char* address :
       {"https://doi.org.proxy.example.edu/10.1037/pst0000172", "https://doi-org.proxy.example.edu/10.1037/pst0000172",
        "https://proxy.example.edu/login?url=https://doi.org/10.1037/pst0000172",
        "https://proxy.example.edu/login?url=https%3A%2F%2Fdoi.org%2F10.1037%2Fpst0000172",
        "https://doi.org/doi:10.1037/pst0000172", "https://doi.org/https://doi.org/10.1037/pst0000172",
        "info:doi/10.1037/pst0000172", "doi:doi:10.1037/pst0000172"})
    EXPECT_EQ(parse_doi(address), Doi("10.1037/pst0000172")) << address;
}

TEST(Doi, EndsBeforeAQueryAFragmentAndASecondAddress) {
  for (const char* printed :
       {"https://doi.org/10.1037/pst0000172?utm_source=feed&utm_medium=rss",
        "https://doi.org/10.1037/pst0000172#abstract", "https://doi.org/10.1037/pst0000172&domain=pdf",
        "10.1037/pst0000172?domain=pdf", "https://doi.org/10.1037/pst0000172.https://doi.org/10.1037/b0000001",
        "doi:10.1037/pst0000172/full", "https://doi.org/10.1037/pst0000172.pdf"})
    EXPECT_EQ(parse_doi(printed), Doi("10.1037/pst0000172")) << printed;
}

TEST(Doi, KeepsItsBracketsInALink) {
  const Doi lancet("10.1016/S0140-6736(09)60658-9");
  for (const char* printed :
       {"[doi](https://doi.org/10.1016/S0140-6736(09)60658-9)", "(https://doi.org/10.1016/S0140-6736(09)60658-9).",
        "[https://doi.org/10.1016/S0140-6736(09)60658-9](https://doi.org/10.1016/S0140-6736(09)60658-9)",
        "<a href=\"https://doi.org/10.1016/S0140-6736(09)60658-9\">The Lancet</a>",
        "https://doi.org/10.1016/S0140-6736%2809%2960658-9</a>", "10.1016/S0140-6736%2809%2960658-9",
        "{https://doi.org/10.1016/S0140-6736(09)60658-9}", "(see 10.1016/S0140-6736(09)60658-9),next"})
    EXPECT_EQ(parse_doi(printed), lancet) << printed;
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

TEST(ParsedDoi, ReadsAsItself) {
  for (const char* text : {"https://doi.org/10.1002/%28SICI%291097%29x", "https://doi.org/10.1000/a%2528b%2529",
                           "doi:10.1000/x%3Fa", "https://doi.org/10.1000/a%22b", "https://doi.org/10.1000/x%2Ffull"}) {
    const auto doi = parse_doi(text);
    ASSERT_TRUE(doi) << text;
    EXPECT_EQ(parse_doi(*doi), doi) << text;
  }
}

}  // namespace
}  // namespace citefeed::citation
