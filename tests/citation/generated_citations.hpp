/// Citations made by chance, for what must hold of all of them.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "citation/citation.hpp"

namespace citefeed::citation {

/// Makes citations whose texts have everything that a format could trip over: LaTeX's specials, quotes, brackets,
/// accents, scripts without case, emoji. The same seed makes the same citations.
class CitationGenerator final {
 public:
  explicit CitationGenerator(std::uint32_t seed) : random_(seed) {}

  Citation make();

  /// With every type of work, and editors, translators, editions, first years and conferences besides.
  Citation make_full();

 private:
  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }

  std::string word();
  std::string words(std::size_t most);
  std::string number();
  Name name();
  std::vector<Name> names(std::size_t most);

  std::mt19937 random_;
};

}  // namespace citefeed::citation
