#include "citation/csl_fields.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cmath>

namespace citefeed::citation {
namespace {

namespace json = boost::json;

std::string_view view_of(const json::string& text) {
  return {text.data(), text.size()};
}

/// A string or a number as text; empty for anything else.
std::string scalar_text(const json::value& value) {
  if (const auto* text = value.if_string()) return plain_text(view_of(*text));
  if (const auto* number = value.if_int64()) return std::to_string(*number);
  if (const auto* number = value.if_uint64()) return std::to_string(*number);
  constexpr double largest_exact = 9007199254740992.0;
  if (const auto* number = value.if_double();
      number != nullptr && std::floor(*number) == *number && std::abs(*number) < largest_exact)
    return std::to_string(static_cast<std::int64_t>(*number));
  return {};
}

/// The first of a list, or the value itself.
const json::value* first_of(const json::value& value) {
  const auto* list = value.if_array();
  if (list == nullptr) return &value;
  return list->empty() ? nullptr : &list->front();
}

/// `name` with `part` before it: "van der" and "Berg"; "d’" and "Alembert" need no space.
std::string with_particle(const std::string& particle, const std::string& name) {
  if (particle.empty() || name.empty()) return particle + name;
  const bool joins = particle.ends_with('\'') || particle.ends_with("’") || particle.ends_with('-');
  return particle + (joins ? "" : " ") + name;
}

}  // namespace

std::string csl_text(const json::object& item, std::initializer_list<std::string_view> keys) {
  for (const auto key : keys) {
    const auto* value = item.if_contains(key);
    const auto* first = value == nullptr ? nullptr : first_of(*value);
    if (first == nullptr) continue;
    if (auto text = scalar_text(*first); !text.empty()) return text;
  }
  return {};
}

Name csl_name(const json::value& value) {
  if (const auto* text = value.if_string()) return read_inverted_name(plain_text(view_of(*text)));
  const auto* object = value.if_object();
  if (object == nullptr) return {};
  auto family = csl_text(*object, {"family"});
  for (const std::string_view particle : {"non-dropping-particle", "dropping-particle"})
    family = with_particle(csl_text(*object, {particle}), family);
  auto given = csl_text(*object, {"given"});
  auto suffix = csl_text(*object, {"suffix"});
  if (!family.empty() || !given.empty())
    return {.family = std::move(family), .given = std::move(given), .suffix = std::move(suffix)};
  return {.literal = csl_text(*object, {"literal", "name"})};
}

std::optional<ExportedYear> csl_year(const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return read_year(scalar_text(value));
  if (const auto* dates = object->if_contains("date-parts")) {
    const auto* date = first_of(*dates);
    const auto* year = date == nullptr ? nullptr : first_of(*date);
    if (year != nullptr) {
      if (auto read = read_year(scalar_text(*year))) return read;
    }
  }
  return read_year(csl_text(*object, {"raw", "literal", "date-time"}));
}

}  // namespace citefeed::citation
