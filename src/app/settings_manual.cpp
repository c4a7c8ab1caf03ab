#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/settings.hpp"

namespace citefeed::app {
namespace {

constexpr const char* introduction = R"(# Settings of `citefeed serve`

Each setting can be given as a flag, as an environment variable and as a key of `feeds/server.yaml`. Flags win over the
environment, the environment over the file, the file over the default. A flag that takes several values is given
several times; in the environment they are separated by spaces; in the file they are a list.

`feeds/server.yaml` is read when the server starts. When it changes later, the log says that a restart is needed.
`citefeed serve --check-config` prints what is wrong, each with `file:line:column` (exit code 2), or the settings in
effect and where each came from (exit code 0), and serves nothing.

A duration is a whole number and `ms`, `s`, `min`, `h` or `d`; a size is a whole number of bytes, or one of `KiB`, `MiB`
or `GiB`.

This page is made from the table in `src/app/settings_table.cpp`; a test keeps them in step.
)";

/// As YAML reads it back: quoted where a plain scalar would be something else.
std::string in_yaml(const std::string& word) {
  const bool is_plain =
      !word.empty() &&
      word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-") == std::string::npos;
  if (is_plain && word.front() != '-') return word;
  std::string quoted = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string in_yaml(const Setting& setting, const Words& words) {
  Words written;
  for (const std::string& word : words) written.push_back(in_yaml(word));
  return setting.is_list ? fmt::format("[{}]", fmt::join(written, ", ")) : written.front();
}

const char* describe(Origin origin) {
  switch (origin) {
    case Origin::by_default:
      return "default";
    case Origin::file:
      return "file";
    case Origin::environment:
      return "environment";
    case Origin::flag:
      return "flag";
  }
  return "default";
}

std::string or_none(const Words& words) {
  const bool is_none = words.empty() || (words.size() == 1 && words.front().empty());
  return is_none ? "none" : fmt::format("`{}`", fmt::join(words, " "));
}

}  // namespace

std::string to_yaml(const EffectiveSettings& effective) {
  std::string text;
  for (const Setting& setting : settings_table()) {
    const auto origin = effective.origins.find(setting.name);
    text += fmt::format("{}: {}  # {}\n", file_key(setting), in_yaml(setting, setting.show(effective.settings)),
                        describe(origin == effective.origins.end() ? Origin::by_default : origin->second));
  }
  return text;
}

std::string settings_manual() {
  std::string text = introduction;
  std::string group;
  for (const Setting& setting : settings_table()) {
    if (setting.group != group) {
      group = setting.group;
      text += fmt::format("\n## {}\n\n| Flag, key, variable | Default | Value | Meaning |\n|---|---|---|---|\n", group);
    }
    text +=
        fmt::format("| `--{}`<br>`{}`<br>`{}` | {} | {} | {} |\n", setting.name, file_key(setting),
                    environment_name(setting), or_none(setting.show(ServeSettings{})), setting.expected, setting.help);
  }
  return text;
}

}  // namespace citefeed::app
