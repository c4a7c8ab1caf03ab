#include "citation/reference.hpp"

#include <utility>

#include "citation/nlm_reader.hpp"

namespace citefeed::citation {

Reading read_reference(std::string_view reference) {
  if (auto reading = read_nlm(reference)) return *std::move(reading);
  return read_apa(reference);
}

}  // namespace citefeed::citation
