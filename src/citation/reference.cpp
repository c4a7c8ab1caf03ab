#include "citation/reference.hpp"

#include <algorithm>
#include <utility>

#include "citation/characters.hpp"
#include "citation/nlm_reader.hpp"

namespace citefeed::citation {

namespace {

/// "Doe, J. (2018": a date in brackets right behind an initial, which no other style has. Most references are told by
/// it before anything else is looked at.
bool dates_authors_in_brackets(std::string_view reference) {
  for (auto at = reference.find(" ("); at != std::string_view::npos; at = reference.find(" (", at + 2)) {
    const auto date = reference.substr(at + 2, 4);
    const bool year =
        date.size() == 4 && (date[0] == '1' || date[0] == '2') && std::all_of(date.begin(), date.end(), is_digit);
    if (!year || at < 3) continue;
    const auto initial = reference.substr(at - 3, 3);
    return initial[0] == ' ' && is_ascii_upper(initial[1]) && initial[2] == '.';
  }
  return false;
}

}  // namespace

Reading read_reference(std::string_view reference) {
  if (dates_authors_in_brackets(reference)) return read_apa(reference);
  if (auto reading = read_nlm(reference)) return *std::move(reading);
  return read_apa(reference);
}

}  // namespace citefeed::citation
