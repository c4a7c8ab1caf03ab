#include <gtest/gtest.h>

#include "fixtures.hpp"
#include "render/html.hpp"

namespace citefeed::render {
namespace {

std::string html_of(const std::string& printed, const std::string& doi, const std::string& url = {}) {
  return reference_html({.doi = doi, .url = url, .printed = printed});
}

TEST(Reference, LinksThePrintedDoiAddress) {
  EXPECT_EQ(html_of("Doe (2023). https://doi.org/10.1000/a", "10.1000/a"),
            R"(Doe (2023). <a href="https://doi.org/10.1000/a">https://doi.org/10.1000/a</a>)");
}

TEST(Reference, LinksABareDoiAndLeavesWhatIsAroundIt) {
  EXPECT_EQ(html_of("Doe (2023). DOI: 10.1000/a.", "10.1000/a"),
            R"(Doe (2023). DOI: <a href="https://doi.org/10.1000/a">10.1000/a</a>.)");
}

TEST(Reference, LinksAnOldResolverToTheNewOne) {
  EXPECT_EQ(html_of("See http://dx.doi.org/10.1000/A.", "10.1000/a"),
            R"(See <a href="https://doi.org/10.1000/a">http://dx.doi.org/10.1000/A</a>.)");
}

TEST(Reference, AddsALinkWhereTheReferencePrintsNone) {
  EXPECT_EQ(html_of("Doe (2023).", "10.1000/a"),
            R"(Doe (2023). <a href="https://doi.org/10.1000/a">https://doi.org/10.1000/a</a>)");
}

TEST(Reference, DoesNotTakeALongerDoiForTheOneItKnows) {
  EXPECT_EQ(html_of("Doe. 10.1000/ab", "10.1000/a"),
            R"(Doe. 10.1000/ab <a href="https://doi.org/10.1000/a">https://doi.org/10.1000/a</a>)");
}

TEST(Reference, LinksTheUrlOfAWorkWithoutADoi) {
  EXPECT_EQ(html_of("Doe. https://example.org/a?b&c", "", "https://example.org/a?b&c"),
            R"(Doe. <a href="https://example.org/a?b&amp;c">https://example.org/a?b&amp;c</a>)");
}

TEST(Reference, WithoutAnAddressIsJustText) {
  EXPECT_EQ(html_of("Doe & Roe <2023>.", ""), "Doe &amp; Roe &lt;2023&gt;.");
}

TEST(Reference, IsPutTogetherWhenNothingWasPrinted) {
  citation::Citation article = fixtures::article();
  article.printed.clear();
  EXPECT_EQ(reference_text(article),
            "Doe, J. K., & Roe, R., Jr. (2023). Listening well. Journal of Listening, 70(6), 682–690. "
            "https://doi.org/10.1000/listen");
}

TEST(Reference, ThatWasPutTogetherLinksItsDoi) {
  EXPECT_EQ(reference_html({.title = "Listening well", .doi = "10.1000/a"}),
            R"(Listening well. (n.d.). <a href="https://doi.org/10.1000/a">https://doi.org/10.1000/a</a>)");
}

}  // namespace
}  // namespace citefeed::render
