#include "importing/toml_fields.hpp"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <sstream>

#include "base/utf8.hpp"

namespace citefeed::importing {
namespace {

void add(const toml::node& node, const std::string& path, FrontFields& fields) {
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      const std::string folded = fold_case(key.str());
      add(value, path.empty() ? folded : path + '.' + folded, fields);
    }
  } else if (const auto* array = node.as_array()) {
    for (const auto& item : *array) add(item, path, fields);
  } else if (const auto* text = node.as_string()) {
    fields[path].push_back(text->get());
  } else {
    std::ostringstream shown;
    node.visit([&shown](const auto& value) {
      if constexpr (toml::is_value<decltype(value)>) shown << value.get();
    });
    auto value = std::move(shown).str();
    if (node.is_boolean()) value = node.as_boolean()->get() ? "true" : "false";
    fields[path].push_back(std::move(value));
  }
}

}  // namespace

std::optional<TomlProblem> add_toml(std::string_view toml, FrontFields& fields) {
  const auto result = toml::parse(toml);
  if (result) {
    add(result.table(), {}, fields);
    return std::nullopt;
  }
  return TomlProblem{.line = result.error().source().begin.line,
                     .message = "an error: " + std::string{result.error().description()}};
}

}  // namespace citefeed::importing
