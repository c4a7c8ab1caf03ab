#include "app/setting_values.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace citefeed::app {
namespace {

struct Unit {
  std::string_view name = {};
  std::uint64_t size = 1;
};

constexpr std::array duration_units{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"min", 60'000}, Unit{"h", 3'600'000},
                                    Unit{"d", 86'400'000}};
constexpr std::array size_units{Unit{"", 1}, Unit{"KiB", std::uint64_t{1} << 10U}, Unit{"MiB", std::uint64_t{1} << 20U},
                                Unit{"GiB", std::uint64_t{1} << 30U}};
constexpr std::uint64_t longest_milliseconds = std::uint64_t{10'000} * 86'400'000;

/// A whole number and one of `units`.
template <class Units>
std::optional<std::uint64_t> parse_with_unit(std::string_view text, const Units& units) {
  const auto end_of_number = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = parse_whole(text.substr(0, end_of_number));
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [&](const Unit& known) { return known.name == text.substr(end_of_number); });
  if (!number || unit == units.end() || *number > std::numeric_limits<std::uint64_t>::max() / unit->size) {
    return std::nullopt;
  }
  return *number * unit->size;
}

template <class Units>
std::string write_with_unit(std::uint64_t value, const Units& units) {
  const auto unit = std::find_if(units.rbegin(), units.rend(),
                                 [&](const Unit& known) { return value >= known.size && value % known.size == 0; });
  return unit == units.rend() ? "0" : fmt::format("{}{}", value / unit->size, unit->name);
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto value = text == "0" ? std::optional<std::uint64_t>{0} : parse_with_unit(text, duration_units);
  if (!value || *value > longest_milliseconds) return std::nullopt;
  return std::chrono::milliseconds{static_cast<std::chrono::milliseconds::rep>(*value)};
}

std::string to_text(std::chrono::milliseconds duration) {
  return write_with_unit(static_cast<std::uint64_t>(duration.count()), duration_units);
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  return parse_with_unit(text, size_units);
}

std::string size_to_text(std::uint64_t bytes) {
  return write_with_unit(bytes, size_units);
}

std::optional<std::uint64_t> parse_whole(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (text.empty() || problem != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<bool> parse_switch(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::optional<std::string> parse_path(std::string_view text) {
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
  const bool is_path = !text.empty() && std::none_of(text.begin(), text.end(), is_control);
  return is_path ? std::optional<std::string>{text} : std::nullopt;
}

std::optional<mode_t> parse_mode(std::string_view text) {
  constexpr std::size_t most_digits = 4;
  constexpr mode_t all_permissions = 0777;
  mode_t mode = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, mode, 8);
  const bool is_octal = !text.empty() && text.size() <= most_digits && problem == std::errc{} && stop == end;
  return is_octal && mode <= all_permissions ? std::optional{mode} : std::nullopt;
}

std::string mode_to_text(mode_t mode) {
  return fmt::format("{:04o}", mode);
}

}  // namespace citefeed::app
