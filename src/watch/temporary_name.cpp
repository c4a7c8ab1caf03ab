#include "watch/temporary_name.hpp"

#include <algorithm>
#include <array>

namespace citefeed::watch {
namespace {

constexpr std::array<std::string_view, 5> temporary_suffixes = {"~", ".bak", ".swp", ".tmp", ".part"};

/// Vim tries whether it may create a file here with 4913, then 5036 and so on.
bool is_number(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_hidden(std::string_view name) {
  return name.starts_with('.');
}

bool is_temporary_file(std::string_view name) {
  if (name.empty() || is_hidden(name) || is_number(name)) return true;
  if (name.size() > 1 && name.starts_with('#') && name.ends_with('#')) return true;
  return std::any_of(temporary_suffixes.begin(), temporary_suffixes.end(),
                     [name](std::string_view suffix) { return name.ends_with(suffix); });
}

}  // namespace citefeed::watch
