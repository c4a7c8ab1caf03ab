#include "render/citation_files.hpp"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <cassert>
#include <map>
#include <set>

#include "citation/write.hpp"

namespace citefeed::render {
namespace {

/// "b" for 2, "c" for 3, … "z", then the number itself.
std::string ordinal_suffix(std::size_t ordinal) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  return ordinal <= letters.size() ? std::string{letters[ordinal - 1]} : std::to_string(ordinal);
}

}  // namespace

std::vector<std::string> citation_keys(const std::vector<citation::Citation>& citations) {
  std::vector<std::string> keys;
  keys.reserve(citations.size());
  std::set<std::string> taken;
  std::map<std::string, std::size_t> ordinals;  // how many citations wanted the key
  for (const citation::Citation& citation : citations) {
    std::string base = citation::citation_key(citation);
    if (base.empty()) base = fmt::format("article{}", keys.size() + 1);
    std::size_t& ordinal = ordinals[base];
    ++ordinal;
    std::string key = ordinal == 1 ? base : base + ordinal_suffix(ordinal);
    while (!taken.insert(key).second) key = base + ordinal_suffix(++ordinal);
    keys.push_back(std::move(key));
  }
  return keys;
}

boost::json::array csl_items(const std::vector<citation::Citation>& citations) {
  const auto keys = citation_keys(citations);
  boost::json::array items;
  for (std::size_t i = 0; i < citations.size(); ++i) items.emplace_back(citation::to_csl(citations[i], keys[i]));
  return items;
}

std::string bibtex_file(const std::vector<citation::Citation>& citations) {
  const auto keys = citation_keys(citations);
  std::string file;
  for (std::size_t i = 0; i < citations.size(); ++i) file += citation::to_bibtex(citations[i], keys[i]);
  return file;
}

std::string ris_file(const std::vector<citation::Citation>& citations) {
  std::string file;
  for (const citation::Citation& citation : citations) file += citation::to_ris(citation);
  return file;
}

std::string csl_file(const std::vector<citation::Citation>& citations) {
  return boost::json::serialize(csl_items(citations)) + "\n";
}

std::string citations_file(const std::vector<citation::Citation>& citations, DocumentKind kind) {
  assert((kind == DocumentKind::bibtex || kind == DocumentKind::ris || kind == DocumentKind::csl_json) &&
         "citations are no files of this kind");
  if (kind == DocumentKind::bibtex) return bibtex_file(citations);
  return kind == DocumentKind::ris ? ris_file(citations) : csl_file(citations);
}

}  // namespace citefeed::render
