// Reads foreign bytes as a reference, in APA style and in the style of its shape, and checks what holds for every
// reading.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "citation/apa_reader.hpp"
#include "citation/characters.hpp"
#include "citation/citation.hpp"
#include "citation/doi.hpp"
#include "citation/reference.hpp"
#include "citation/write.hpp"

namespace {

namespace citation = citefeed::citation;
using citefeed::citation::Citation;
using citefeed::citation::Found;
using citefeed::citation::Reading;

void require(bool holds, const char* property) {
  if (holds) return;
  std::cerr << "does not hold: " << property << '\n';
  std::abort();
}

/// Of this thread: the machine may be busy with something else.
std::chrono::nanoseconds cpu_time() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

using Reader = Reading (*)(std::string_view);

/// Whether `text` is ever read in less than two hundred times what it takes here: only what is not linear never is.
bool is_read_in_a_moment(Reader read, std::string_view text) {
  for (int tries = 0; tries < 5; ++tries) {
    const auto before = cpu_time();
    static_cast<void>(read(text));
    if (cpu_time() - before < std::chrono::seconds{2}) return true;
  }
  return false;
}

std::vector<std::string> printed_fields(const Citation& citation) {
  std::vector<std::string> fields = {citation.title, citation.container_title, citation.first_page,
                                     citation.article_number, citation.publisher};
  for (const auto& name : citation.authors) {
    fields.push_back(name.family);
    fields.push_back(name.suffix);
    fields.push_back(name.literal);
  }
  return fields;
}

void check_fields(const Citation& citation, bool valid_utf8) {
  for (const auto& field : printed_fields(citation)) {
    require(citation.printed.find(field) != std::string::npos, "a field is a part of the reference as printed");
    require(!valid_utf8 || !citefeed::first_invalid_utf8(field), "a field of UTF-8 is UTF-8");
    require(!field.starts_with(' ') && !field.ends_with(' '), "a field has no space at its ends");
  }
  for (const auto& name : citation.authors) {
    require(!valid_utf8 || !citefeed::first_invalid_utf8(name.given), "initials of UTF-8 are UTF-8");
    require(!name.given.starts_with(' ') && !name.given.ends_with(' '), "a field has no space at its ends");
  }
  for (const auto& name : citation.authors)
    require(name.literal.empty() != name.family.empty(), "a name is a person's or a group's");
  require(!citation.year || (*citation.year >= 1000 && *citation.year <= 2099), "a year has four digits");
  require(citation.last_page.empty() || !citation.first_page.empty(), "a last page follows a first one");
  require(citation.article_number.empty() || citation.first_page.empty(), "there are pages or an article number");
}

void check_doi(const Citation& citation) {
  if (citation.doi.empty()) return;
  require(citation.url.empty(), "a work with a DOI needs no address");
  require(!citation.doi.ends_with('.') && !citation.doi.ends_with(','), "no DOI ends in punctuation");
  require(citation.doi.starts_with("10."), "a DOI is bare");
  require(citefeed::citation::parse_doi(citation.doi) == citation.doi, "a bare DOI reads as itself");
  require(citefeed::citation::parse_doi("doi:" + citation.doi) == citation.doi, "a DOI with its label reads as itself");
  require(citefeed::citation::doi_url(citation.doi).find(' ') == std::string::npos, "a link has no space");
}

void check_evidence(const Reading& reading) {
  const auto& citation = reading.citation;
  const auto& evidence = reading.evidence;
  const auto agree = [](bool is_empty, Found how, const char* property) {
    require(is_empty == (how == Found::absent), property);
  };
  agree(citation.authors.empty(), evidence.authors, "authors are absent or were found");
  agree(!citation.year, evidence.year, "a year is absent or was found");
  agree(citation.title.empty(), evidence.title, "a title is absent or was found");
  agree(citation.container_title.empty(), evidence.container_title, "a journal is absent or was found");
  agree(citation.volume.empty(), evidence.volume, "a volume is absent or was found");
  agree(citation.issue.empty(), evidence.issue, "an issue is absent or was found");
  agree(citation::page_range(citation).empty(), evidence.pages, "pages are absent or were found");
  agree(citation.doi.empty(), evidence.doi, "a DOI is absent or was found");
  require(reading.confidence >= 0 && reading.confidence <= 1, "confidence is a part of one");
  require(reading.confidence == citation::confidence_in(reading), "confidence follows from the reading");
  const bool sure = citation::warnings_about(reading).empty();
  require(sure || reading.confidence <= 0.5, "a warning halves the confidence");
}

void check_difference(const Citation& citation) {
  require(!citation::difference(citation, citation), "a citation does not contradict itself");
  require(!citation::difference(citation, Citation{}), "nothing contradicts a citation that says nothing");
}

void check_writers(const Citation& citation) {
  const auto key = citefeed::citation::citation_key(citation);
  require(key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos, "a key is plain");
  const auto ris = citefeed::citation::to_ris(citation);
  require(ris.ends_with("\r\nER  - \r\n"), "a RIS record is closed");
  require(ris.find("ER  - ") == ris.size() - 8, "a RIS record is closed once");
  const auto bibtex = citefeed::citation::to_bibtex(citation, "key");
  int depth = 0;
  for (const char byte : bibtex) {
    depth += byte == '{' ? 1 : byte == '}' ? -1 : 0;
    require(depth >= 0, "braces of BibTeX match");
  }
  require(depth == 0, "braces of BibTeX match");
  const auto coins = citefeed::citation::to_coins(citation);
  require(coins.find_first_of(" <>\"'\r\n") == std::string::npos, "a ContextObject is encoded");
  require(citefeed::citation::to_csl(citation, key).contains("id"), "a CSL item has an id");
}

void check_reading(Reader read, std::string_view text) {
  const auto before = cpu_time();
  const auto reading = read(text);
  require(cpu_time() - before < std::chrono::seconds{2} || is_read_in_a_moment(read, text),
          "64 KiB are read in a moment, even with sanitizers");

  const auto& citation = reading.citation;
  const bool valid_utf8 = !citefeed::first_invalid_utf8(text);
  require(citation.printed == citefeed::citation::as_printed(text), "the reference is kept as people see it");
  if (valid_utf8) require(read(citation.printed).citation == citation, "reading what was kept gives the same");
  require(citation.year || !citation.title.empty() || !reading.problems.empty(), "nothing is lost in silence");
  check_fields(citation, valid_utf8);
  check_doi(citation);
  check_evidence(reading);
  check_difference(citation);
  check_writers(citation);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t longest = 65536;
  const std::string_view text(reinterpret_cast<const char*>(data), std::min(size, longest));
  check_reading(citefeed::citation::read_apa, text);
  check_reading(citefeed::citation::read_reference, text);
  return 0;
}
