// Reads foreign bytes as each kind of citation file and checks that what was read survives writing and reading again.
#include <boost/json/serialize.hpp>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "citation/read.hpp"
#include "citation/write.hpp"

namespace {

using citefeed::citation::Citation;
using citefeed::citation::ReadCitations;

std::string shown(const Citation& citation) {
  return boost::json::serialize(citefeed::citation::to_csl(citation, "")) + " pages " + citation.first_page + " to " +
         citation.last_page;
}

void require(bool holds, const char* property, const Citation& citation, const std::string& file) {
  if (holds) return;
  std::cerr << "does not hold: " << property << '\n' << shown(citation) << '\n' << file << '\n';
  for (const auto& again : {citefeed::citation::read_csl(file, ""), citefeed::citation::read_bibtex(file, ""),
                            citefeed::citation::read_ris(file, "")})
    for (const auto& other : again.citations) std::cerr << "read again: " << shown(other) << '\n';
  std::abort();
}

void check_text(const std::string& text, const Citation& citation) {
  require(!citefeed::first_invalid_utf8(text), "a field is UTF-8", citation, text);
  require(!citefeed::first_control_character(text), "a field has no control characters", citation, text);
  require(citefeed::trim(text) == text && text.find("  ") == std::string::npos, "a field has no surplus space",
          citation, text);
}

void check_fields(const Citation& citation) {
  for (const auto& name : citation.authors) {
    for (const auto* part : {&name.family, &name.given, &name.suffix, &name.literal}) check_text(*part, citation);
    require(name.literal.empty() || (name.family.empty() && name.given.empty()), "a group is no person", citation, {});
    require(name != citefeed::citation::Name{}, "no name is empty", citation, {});
  }
  for (const auto* field : {&citation.title, &citation.container_title, &citation.volume, &citation.issue,
                            &citation.first_page, &citation.last_page, &citation.article_number, &citation.publisher,
                            &citation.doi, &citation.url, &citation.genre, &citation.edition, &citation.event})
    check_text(*field, citation);
  require(citation.printed.empty(), "nothing was printed", citation, {});
  require(citation.doi.empty() || citation.url.empty(), "an address stands in for a DOI only", citation, {});
}

void check_all(const ReadCitations& read, std::string_view bytes, std::string (*write)(const Citation&),
               ReadCitations (*read_again)(std::string_view, const std::string&)) {
  require(read.citations.size() + read.diagnostics.size() > 0, "something is said of every file", {},
          std::string(bytes));
  require(read.diagnostics.size() <= 102, "what is said of a file has a limit", {}, {});
  for (const auto& citation : read.citations) {
    check_fields(citation);
    const auto file = write(citation);
    const auto again = read_again(file, "again");
    const bool same = again.citations.size() == 1 && again.citations[0] == citation;
    require(same, "what was written is read as it was", citation, file);
    require(!citefeed::citation::to_apa(citation).empty(), "a reference in APA style is never empty", citation, file);
  }
}

std::string csl_file(const Citation& citation) {
  return boost::json::serialize(citefeed::citation::to_csl(citation, "k"));
}

/// Initials get full stops in BibTeX: what is written is read as it was when they have them already.
ReadCitations read_bibtex_with_initials(std::string_view bytes, const std::string& file) {
  auto read = citefeed::citation::read_bibtex(bytes, file);
  for (auto& citation : read.citations)
    for (auto* names : {&citation.authors, &citation.editors, &citation.translators})
      for (auto& name : *names) name.given = citefeed::citation::spaced_initials(name.given);
  return read;
}

std::string bibtex_file(const Citation& citation) {
  return citefeed::citation::to_bibtex(citation, "k");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using namespace citefeed::citation;
  check_all(read_csl(bytes, "f"), bytes, csl_file, read_csl);
  check_all(read_bibtex_with_initials(bytes, "f"), bytes, bibtex_file, read_bibtex_with_initials);
  check_all(read_ris(bytes, "f"), bytes, to_ris, read_ris);
  check_all(read_medline(bytes, "f"), bytes, to_ris, read_ris);
  check_all(read_web_of_science(bytes, "f"), bytes, to_ris, read_ris);
  check_all(read_refer(bytes, "f"), bytes, to_ris, read_ris);
  return 0;
}
