/// The formats in which citations are files.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "publish/prepare.hpp"
#include "render/citation_files.hpp"

namespace citefeed::publish {

struct CitationFormat {
  const char* extension = "";
  Kind kind = Kind::bibtex;
  std::string (*write)(const std::vector<citation::Citation>&) = nullptr;
};

inline constexpr std::array citation_formats{CitationFormat{".bib", Kind::bibtex, render::bibtex_file},
                                             CitationFormat{".ris", Kind::ris, render::ris_file},
                                             CitationFormat{".json", Kind::csl_json, render::csl_file}};

/// "citations.bib": all that a feed's posts review.
inline std::string citations_file(const CitationFormat& format) {
  return std::string{"citations"} + format.extension;
}

}  // namespace citefeed::publish
