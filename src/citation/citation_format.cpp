#include <algorithm>
#include <array>

#include "base/utf8.hpp"
#include "citation/characters.hpp"
#include "citation/read.hpp"

namespace citefeed::citation {
namespace {

struct FileSuffix {
  std::string_view suffix = {};
  CitationFormat format = CitationFormat::csl;
};

/// Of a line with which records or files of a format begin.
std::optional<CitationFormat> format_of_line(std::string_view line) {
  using enum CitationFormat;
  if (line.starts_with("TY  -") || line.starts_with("TY -")) return ris;
  if (line.starts_with("PMID-") || line.starts_with("PMID -")) return medline;
  if (line.starts_with("FN ") || line.starts_with("PT J") || line.starts_with("PT B")) return web_of_science;
  if (line.starts_with("%0 ") || line.starts_with("%A ") || line.starts_with("%T ")) return refer;
  if (line.starts_with('@')) return bibtex;
  if (line.starts_with('{') || line.starts_with('[')) return csl;
  return std::nullopt;
}

/// Databases put a few lines of their own before the first record.
std::optional<CitationFormat> format_of_bytes(std::string_view bytes) {
  constexpr std::size_t most_bytes = 4096;
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  bytes = bytes.substr(0, most_bytes);
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    if (const auto format = format_of_line(trim(bytes.substr(0, end)))) return format;
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return std::nullopt;
}

}  // namespace

std::optional<CitationFormat> citation_format(std::string_view file, std::string_view bytes) {
  using enum CitationFormat;
  constexpr std::array<FileSuffix, 8> suffixes = {{{".json", csl},
                                                   {".bib", bibtex},
                                                   {".bibtex", bibtex},
                                                   {".ris", ris},
                                                   {".nbib", medline},
                                                   {".ciw", web_of_science},
                                                   {".isi", web_of_science},
                                                   {".enw", refer}}};
  for (const auto& [suffix, format] : suffixes)
    if (file.size() >= suffix.size() && equals_ignoring_case(file.substr(file.size() - suffix.size()), suffix))
      return format;
  return format_of_bytes(bytes);
}

ReadCitations read_citation_file(CitationFormat format, std::string_view bytes, const std::string& file) {
  switch (format) {
    case CitationFormat::csl:
      return read_csl(bytes, file);
    case CitationFormat::bibtex:
      return read_bibtex(bytes, file);
    case CitationFormat::ris:
      return read_ris(bytes, file);
    case CitationFormat::medline:
      return read_medline(bytes, file);
    case CitationFormat::web_of_science:
      return read_web_of_science(bytes, file);
    case CitationFormat::refer:
      return read_refer(bytes, file);
  }
  return {};
}

}  // namespace citefeed::citation
