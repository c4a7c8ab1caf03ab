/// The variables of a CSL-JSON item, in the shapes that programs give them.
#pragma once
#include <boost/json/object.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "citation/citation.hpp"
#include "citation/exported_fields.hpp"

namespace citefeed::citation {

/// The first of the variables `keys` that holds something, as plain text: a string, a number, or the first of a list
/// (Crossref). Empty when there is none.
[[nodiscard]] std::string csl_text(const boost::json::object& item, std::initializer_list<std::string_view> keys);

/// A name: family with its particles, given, suffix; or a group's literal (`name` in Crossref).
[[nodiscard]] Name csl_name(const boost::json::value& value);

/// The year of a date: date-parts of numbers or strings, raw, literal, or a bare string.
[[nodiscard]] std::optional<ExportedYear> csl_year(const boost::json::value& value);

}  // namespace citefeed::citation
