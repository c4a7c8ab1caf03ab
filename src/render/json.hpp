/// Putting JSON together: unknown is left out, keys stay in the order they were added in.
#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace citefeed::render {

/// Adds `key`; nothing when `text` is empty.
void add_if_any(boost::json::object& object, std::string_view key, const std::string& text);

/// Adds `key`; nothing when `list` is empty.
void add_if_any(boost::json::object& object, std::string_view key, boost::json::array list);

/// `value` in UTF-8, nothing but what JSON demands escaped, without characters that no text should have
/// (without_controls()).
[[nodiscard]] std::string to_text(boost::json::value value);

}  // namespace citefeed::render
