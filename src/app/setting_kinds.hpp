/// The kinds of settings there are, by their values: what a line of the table is made with.
#pragma once
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "app/setting_values.hpp"
#include "app/settings.hpp"

namespace citefeed::app {

/// What one line of the table says beside the kind of its value.
struct Line {
  const char* name = nullptr;
  const char* group = nullptr;
  const char* help = nullptr;
};

/// A setting with one value. `get` gives the member of mutable and const settings alike.
template <class Get, class Parse, class Show>
Setting single(const Line& line, const char* value, const std::string& expected, Get get, Parse parse, Show show) {
  return {.name = line.name,
          .group = line.group,
          .value = value,
          .help = line.help,
          .expected = expected,
          .set =
              [=](ServeSettings& settings, std::string_view text) {
                auto parsed = parse(text);
                if (!parsed) return false;
                get(settings) = static_cast<std::decay_t<decltype(get(settings))>>(*std::move(parsed));
                return true;
              },
          .show = [=](const ServeSettings& settings) { return Words{show(get(settings))}; }};
}

template <class T>
std::optional<T> within(std::optional<T> value, T least, T most) {
  return value && *value >= least && *value <= most ? value : std::nullopt;
}

template <class Get>
Setting duration(const Line& line, std::chrono::milliseconds least, std::chrono::milliseconds most, Get get) {
  return single(
      line, "DURATION", fmt::format("a duration from {} to {}", to_text(least), to_text(most)), get,
      [=](std::string_view text) { return within(parse_duration(text), least, most); },
      [](std::chrono::milliseconds value) { return to_text(value); });
}

template <class Get>
Setting size(const Line& line, std::uint64_t least, std::uint64_t most, Get get) {
  return single(
      line, "SIZE", fmt::format("a size from {} to {}", size_to_text(least), size_to_text(most)), get,
      [=](std::string_view text) { return within(parse_size(text), least, most); },
      [](std::uint64_t value) { return size_to_text(value); });
}

template <class Get>
Setting whole(const Line& line, std::uint64_t least, std::uint64_t most, Get get) {
  return single(
      line, "NUMBER", fmt::format("a whole number from {} to {}", least, most), get,
      [=](std::string_view text) { return within(parse_whole(text), least, most); },
      [](std::uint64_t value) { return std::to_string(value); });
}

template <class T>
std::string written(const T& value) {
  return to_string(value);
}
inline std::string written(const std::string& value) {
  return value;
}

/// A setting with any number of values.
template <class Get, class Parse>
Setting list(const Line& line, const char* value, const char* expected, Get get, Parse parse) {
  return {.name = line.name,
          .group = line.group,
          .value = value,
          .help = line.help,
          .expected = expected,
          .is_list = true,
          .set =
              [=](ServeSettings& settings, std::string_view text) {
                auto parsed = parse(text);
                if (!parsed) return false;
                get(settings).push_back(*std::move(parsed));
                return true;
              },
          .clear = [=](ServeSettings& settings) { get(settings).clear(); },
          .show =
              [=](const ServeSettings& settings) {
                Words words;
                for (const auto& each : get(settings)) words.push_back(written(each));
                return words;
              }};
}

/// A setting that is on or off.
template <class Get>
Setting on_or_off(const Line& line, Get get) {
  return single(line, "", "true or false", get, parse_switch, [](bool value) { return value ? "true" : "false"; });
}

template <class Get>
Setting endpoints(const Line& line, http::Protocol protocol, Get get) {
  const auto parse = [protocol](std::string_view text) {
    auto endpoint = http::parse_endpoint(text);
    if (endpoint) endpoint->protocol = protocol;
    return endpoint;
  };
  return list(line, "ADDRESS", "HOST:PORT such as 127.0.0.1:8080 or [::1]:0, or unix:PATH", get, parse);
}

/// Paths, as they are written.
template <class Get>
Setting files(const Line& line, Get get) {
  return list(line, "FILE", "the path of a file", get, parse_path);
}

template <class Get>
Setting networks(const Line& line, Get get) {
  return list(line, "NETWORK", "an address or a network such as 192.0.2.0/24 or 2001:db8::/32", get,
              parse_address_range);
}

}  // namespace citefeed::app
