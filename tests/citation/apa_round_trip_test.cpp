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
