// A printed reference, read, written as CSL-JSON, read again and written in APA style, is the printed one.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "base/utf8.hpp"
#include "citation/apa_reader.hpp"
#include "citation/characters.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

namespace citefeed::citation {
namespace {

std::string round_trip(const std::string& printed) {
  const auto file = boost::json::serialize(to_csl(read_apa(printed).citation, "k"));
  const auto read = read_csl(file, "f.json");
  return read.citations.empty() ? std::string{} : to_apa(read.citations.front());
}

TEST(ApaRoundTrip, KeepsWhatFollowsTheManualToTheLetter) {
  for (const std::string printed : {
           "Doe, J. (2019). Listening well. Journal of Listening, 70(6), 682–690. https://doi.org/10.1000/a",
           "Doe, J., & Roe, R. (2019a). Listening well. Journal of Listening, 70, 682–690.",
           "van der Berg, P., Jr., O’Hara, J.-P., & de la Cruz, M. (2019). Why listen? Journal of Listening, 70(6), 7.",
           "Doe, J., Roe, R., et al. (2019). Listening well. Journal of Listening, 70(6), 682–690.",
           "World Health Organization. (2001). Listening worldwide. Journal of Listening, 3, 12–15.",
           "Doe, J., & Listening Group. (2001). Listening worldwide. Journal of Listening, 3, 12–15.",
           "Doe, J. (2016). Hypertension and silence. PLoS ONE, 11(9), Article e0161544.",
           "Doe, J. (n.d.). Listening well. Journal of Listening, 70(6), 682–690.",
           "Doe, J. (2019). The meaning of “care.” Journal of Listening, 70(6), 682–690.",
           "Doe, J. (2019). Listening: A review, with comments. Health, Culture & Society, 12(Suppl. 1), S12–S19.",
           "Doe, J. (2013). The efficacy of listening. In Handbook of change (Vol. 2, pp. 169–218). Wiley.",
       })
    EXPECT_EQ(round_trip(printed), printed);
}

TEST(ApaRoundTrip, BringsOlderFormsUpToDate) {
  EXPECT_EQ(
      round_trip("Doe, J.K. and Roe, R. (2003) Listening well. Journal of Listening 70 (6): 682-690. doi:10.1000/A."),
      "Doe, J. K., & Roe, R. (2003). Listening well. Journal of Listening, 70(6), 682–690. https://doi.org/10.1000/A");
}

TEST(ApaRoundTrip, KeepsEveryFieldOfWhatItWrites) {
  for (const std::string printed : {
           "Levtzion, N., & Hopkins, J. F. P. (Eds.). (2000). Corpus of early sources. Markus Wiener. (Original work "
           "published 1981)",
           "Freud, S. (1953). The dreams. In J. Strachey (Ed. & Trans.), The standard edition (Vol. 4, pp. 1–627). "
           "Hogarth Press. "
           "(Original work published 1900)",
           "Doe, J. (2001). A part. In A. Levy, J. S. Ablon, & Listening Group (Eds.), The whole (R. Roe, Trans.; 2nd "
           "ed., Vol. "
           "3, pp. 3–22). Springer. https://doi.org/10.1000/x",
           "Piaget, J. (1969). The child (A. Levy, Ed.; H. Weaver, Trans.; 2nd ed.). Basic Books.",
           "Doe, J. (2022). A manual (5th ed., text rev.). Springer.",
           "Doe, J. (2022). A manual (Rev. ed.). Springer.",
           "Doe, J. (in press-a). A new thing. Journal of Things.",
           "Doe, J. (2010). A tale [Doctoral dissertation, University of Tales].",
           "Doe, J. (2010). A tale [Data set]. ICPSR. https://doi.org/10.1000/x",
           "Doe, J. (2010). A tale [Computer software]. Biostat.",
           "Doe, J. (2010). A tale [Webinar]. Listening Society.",
           "Doe, J. (2010). A tale [Paper presentation]. Talking Conference, Bonn, Germany.",
           "Doe, J. (2010). A tale. In A. Schmidt & B. Roe (Chairs), Perspectives [Symposium]. Convention, Bonn, "
           "Germany.",
           "Doe, J. (2010). A tale (No. 443) [Audio podcast episode]. In Code talk. Public Radio.",
           "Doe, J. (2010). A tale [Blog post]. The Listener. https://example.org/x",
           "Doe, J. (2010). A tale. PsyArXiv. https://doi.org/10.1000/x",
           "Doe, J. (2010). A tale (No. arXiv:1706.03762). arXiv.",
           "Doe, J. (2010). A tale [Letter to the editor]. Mind, 12(3), 45–67.",
           "A tale [Film]. (1953). Columbia.",
           "Doe, J. (2010). A tale. Mind, 12(3), 45–67. https://doi.org/10.1000/x (Retraction published 2012, Mind, "
           "38[10], 1378)",
       }) {
    auto citation = read_apa(printed).citation;
    EXPECT_EQ(to_apa(citation), printed);
    citation.printed = to_apa(citation);
    EXPECT_EQ(read_apa(citation.printed).citation, citation);
  }
}

/// Each of a few values for each of the new fields, in every combination that a work can have.
std::vector<Citation> combined_citations() {
  const std::vector<std::vector<Name>> people = {
      {},
      {{.family = "Maier", .given = "B."}},
      {{.family = "Maier", .given = "B."}, {.family = "van der Groß", .given = "C.-D.", .suffix = "Jr."}},
      {{.family = "Maier", .given = "B."}, {.literal = "Listening Group"}, {.family = "O’Hara", .given = "M. N."}}};
  std::vector<Citation> citations;
  for (const auto type : {WorkType::book, WorkType::chapter})
    for (const auto& editors : people)
      for (const auto& translators : people)
        for (const std::string edition : {"", "2", "23", "Rev.", "5, text rev."})
          for (const bool again : {false, true}) {
            Citation citation{.type = type,
                              .authors = {{.family = "Doe", .given = "J."}},
                              .editors = editors,
                              .translators = translators,
                              .year = 1969,
                              .title = "The tale: A study",
                              .edition = edition,
                              .publisher = "Basic Books"};
            if (again) citation.original_year = 1900;
            if (again) citation.doi = "10.1000/x";
            citation.edited = type == WorkType::book && editors.empty() && again;
            if (type == WorkType::chapter) {
              citation.container_title = "The whole";
              citation.volume = "3";
              citation.first_page = "12";
              citation.last_page = "34";
            }
            citations.push_back(citation);
          }
  return citations;
}

TEST(ApaRoundTrip, KeepsRolesAndEditionsInEveryCombination) {
  for (const auto& citation : combined_citations()) {
    const auto printed = to_apa(citation);
    const auto reading = read_apa(printed);
    auto expected = citation;
    expected.printed = printed;
    EXPECT_EQ(reading.citation, expected) << printed;
    EXPECT_EQ(reading.problems, std::vector<std::string>{}) << printed;
  }
}

/// The words of a reference, in their order, without what may be printed in several ways: letter case, punctuation and
/// spaces; "and"; "et al."; the labels of volume, issue, pages, article number, DOI and address.
std::string words_of(const std::string& reference) {
  constexpr std::array<std::string_view, 20> labels = {
      "and", "et", "al",      "doi", "dx",        "org",       "http",       "https", "vol",  "no",
      "p",   "pp", "article", "at",  "available", "retrieved", "recuperado", "de",    "from", "le"};
  std::string words;
  std::string word;
  for (const char byte : fold_case(reference) + " ") {
    if (is_ascii_letter(byte) || is_digit(byte)) {
      word += byte;
    } else {
      const bool label = std::find(labels.begin(), labels.end(), word) != labels.end();
      if (!label) words += word;
      word.clear();
    }
  }
  return words;
}

TEST(ApaRoundTrip, KeepsTheWordsOfPrintedReferences) {
  const char* path = std::getenv("CITEFEED_LABELLED_REFERENCES");  // NOLINT(concurrency-mt-unsafe)
  if (path == nullptr) GTEST_SKIP() << "set CITEFEED_LABELLED_REFERENCES to a file of JSON lines, each with a \"ref\"";
  std::ifstream file(path);
  std::size_t total = 0;
  std::size_t kept = 0;
  for (std::string line; std::getline(file, line); ++total) {
    const std::string printed(boost::json::parse(line).at("ref").as_string());
    const auto written = round_trip(printed);
    if (words_of(written) == words_of(printed)) {
      ++kept;
    } else {
      std::cout << "printed: " << printed << "\nwritten: " << written << "\n";
    }
  }
  ASSERT_GT(total, 0U) << path;
  std::cout << kept << " of " << total << " are kept\n";
  EXPECT_GE(kept * 100, total * 98);
}

}  // namespace
}  // namespace citefeed::citation
