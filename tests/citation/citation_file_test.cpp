// What holds for foreign bytes in each format.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "citation/read.hpp"

namespace citefeed::citation {
namespace {

TEST(CitationFile, ReadsLatin1AndSaysSoOnce) {
  const auto read = read_ris("TY  - JOUR\nTI  - Caf\xe9 \x93na\xefve\x94\nER  - \n", "f.ris");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.citations[0].title, "Café “naïve”");
  ASSERT_EQ(read.diagnostics.size(), 1U);
  EXPECT_EQ(to_string(read.diagnostics[0]),
            "f.ris:2:10: warning: expected UTF-8, found the byte 0xe9; read as Windows-1252");
}

TEST(CitationFile, ReadsControlCharactersAsSpaces) {
  using namespace std::string_view_literals;
  const auto read = read_bibtex("@article{k,\n title = {A\0B\x07}}"sv, "f.bib");
  ASSERT_EQ(read.citations.size(), 1U);
  EXPECT_EQ(read.citations[0].title, "A B");
  ASSERT_EQ(read.diagnostics.size(), 1U);
  EXPECT_EQ(to_string(read.diagnostics[0]),
            "f.bib:2:12: warning: expected text, found the control character 0x00; read as a space");
}

TEST(CitationFile, SaysThatItIsUtf16) {
  EXPECT_EQ(to_string(read_csl("\xff\xfe[", "f.json").diagnostics.at(0)),
            "f.json: error: expected a file in UTF-8, found UTF-16");
}

TEST(CitationFile, CountsLinesOfEveryKind) {
  CitationFile file("a\nb\r\nc\rd", "f");
  file.report(7, Severity::error, "here");
  file.report(2, Severity::error, "there");
  const auto diagnostics = file.take_diagnostics();
  EXPECT_EQ(to_string(diagnostics.at(0)), "f:4:1: error: here");
  EXPECT_EQ(to_string(diagnostics.at(1)), "f:2:1: error: there");
}

TEST(CitationFile, StopsListingAfterAHundredMistakes) {
  std::string bytes;
  for (int i = 0; i < 500; ++i) bytes += "TY  - POEM\nTI  - T\nER  - \n";
  const auto read = read_ris(bytes, "f.ris");
  EXPECT_EQ(read.citations.size(), 500U);
  ASSERT_EQ(read.diagnostics.size(), 101U);
  EXPECT_EQ(to_string(read.diagnostics.back()),
            "f.ris:301:1: warning: there is more to say about this file than is said here");
}

/// Enough of `piece` to leave open whatever it opens, thousands of times.
std::string flood(std::string_view piece) {
  constexpr std::size_t size = 20'000;
  std::string bytes;
  bytes.reserve(size);
  while (bytes.size() < size) bytes += piece;
  return bytes;
}

TEST(CitationFile, IsReadToItsEndWhateverItHolds) {
  for (const std::string_view piece : {"{",
                                       "}",
                                       "[",
                                       "\"",
                                       "\\",
                                       "\\'",
                                       "@",
                                       "@a{",
                                       "\n@a{b,c={",
                                       "@a(b,}",
                                       "<i",
                                       "&amp;",
                                       "\xff",
                                       "\n",
                                       "TY  - \n",
                                       "{\"a\":",
                                       "{\"message\":",
                                       "@comment{",
                                       "@string{a=b#b}@string{b=a#a}",
                                       " and ",
                                       "x={y},",
                                       "AU  - a\nb\n"}) {
    const auto bytes = flood(piece);
    const auto entry = fmt::format("@article{{k, author = {{{0}}}, title = {{{0}}}}}", bytes);
    for (const auto& read : {read_csl(bytes, "f"), read_bibtex(bytes, "f"), read_bibtex(entry, "f"),
                             read_ris(bytes, "f"), read_ris("TY  - JOUR\nTI  - " + bytes, "f")})
      EXPECT_TRUE(!read.citations.empty() || !read.diagnostics.empty()) << piece;
  }
}

}  // namespace
}  // namespace citefeed::citation
