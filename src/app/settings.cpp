#include "app/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <stdexcept>
#include <string_view>

#include "base/whole_file.hpp"
#include "content/report.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

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

namespace {

namespace yaml = content::yaml;

std::string complaint(const Setting& setting, std::string_view found) {
  return fmt::format("expected {}, found {}", setting.expected, content::in_quotes(found));
}

/// Puts the values of all sources in, one source after the other.
class Reader final {
 public:
  explicit Reader(const SettingsSources& sources) : sources_(sources) {}

  EffectiveSettings read() {
    if (sources_.file) read_file(*sources_.file);
    read_environment();
    read_flags();
    const bool has_listen = effective_.origins.contains("listen");
    if (!has_listen && !effective_.settings.tls_listen.empty()) effective_.settings.server.listen.clear();
    if (!has_complaints()) check_together();
    return std::move(effective_);
  }

 private:
  [[nodiscard]] bool has_complaints() const {
    return std::any_of(effective_.diagnostics.begin(), effective_.diagnostics.end(),
                       [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
  }

  void complain(std::string where, std::string message, Severity severity = Severity::error) {
    effective_.diagnostics.push_back({.file = std::move(where), .severity = severity, .message = std::move(message)});
  }

  /// `on_wrong` is called with each value that is not as expected.
  template <class OnWrong>
  void take(const Setting& setting, const Words& words, Origin origin, const OnWrong& on_wrong) {
    if (setting.is_list) setting.clear(effective_.settings);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!setting.set(effective_.settings, words[i])) on_wrong(i);
    }
    effective_.origins[setting.name] = origin;
  }

  void read_file(const std::string& bytes) {
    content::Report report{sources_.file_name};
    if (const auto text = content::read_source(bytes, report)) {
      if (const auto root = yaml::parse(*text, 1, {}, report)) read_root(*root, report);
    }
    auto found = report.take();
    std::move(found.begin(), found.end(), std::back_inserter(effective_.diagnostics));
  }

  void read_root(const yaml::Node& root, content::Report& report) {
    if (root.is_null()) return;  // nothing but comments
    if (root.kind != yaml::Kind::mapping) {
      report.error(root.position, fmt::format("expected settings as \"key: value\", found {}", yaml::describe(root)));
      return;
    }
    std::vector<std::string> keys;
    keys.reserve(table_.size());
    for (const Setting& setting : table_) keys.push_back(file_key(setting));
    yaml::check_keys(root, {keys.begin(), keys.end()}, Severity::error, report);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (const auto* node = yaml::find(root, keys[i])) read_node(table_[i], *node, report);
    }
  }

  void read_node(const Setting& setting, const yaml::Node& node, content::Report& report) {
    std::vector<const yaml::Node*> nodes{&node};
    if (setting.is_list) nodes = yaml::read_list(node, setting.expected, report);
    Words words;
    for (const auto* item : nodes) {
      auto text = yaml::read_text(*item, setting.expected, report);
      if (!text) return;
      words.push_back(*std::move(text));
    }
    take(setting, words, Origin::file,
         [&](std::size_t i) { report.error(nodes[i]->position, complaint(setting, words[i])); });
  }

  void read_environment() {
    std::vector<std::string> names;
    for (const Setting& setting : table_) {
      names.push_back(environment_name(setting));
      const auto variable = sources_.environment.find(names.back());
      if (variable == sources_.environment.end()) continue;
      const Words words = setting.is_list ? split(variable->second) : Words{variable->second};
      take(setting, words, Origin::environment,
           [&](std::size_t i) { complain(names.back(), complaint(setting, words[i])); });
    }
    for (const auto& [name, value] : sources_.environment) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      complain(name, "no setting is called so" + content::suggestion(name, {names.begin(), names.end()}),
               Severity::warning);
    }
  }

  static Words split(std::string_view text) {
    Words words;
    while (true) {
      text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
      if (text.empty()) return words;
      const auto end = std::min(text.find(' '), text.size());
      words.emplace_back(text.substr(0, end));
      text.remove_prefix(end);
    }
  }

  void read_flags() {
    for (const Setting& setting : table_) {
      const auto flag = sources_.flags.find(setting.name);
      if (flag == sources_.flags.end() || flag->second.empty()) continue;
      const Words& words = flag->second;
      const std::string name = "--" + setting.name;
      if (!setting.is_list && words.size() > 1) complain(name, "expected it once, found it again");
      take(setting, words, Origin::flag, [&](std::size_t i) { complain(name, complaint(setting, words[i])); });
    }
  }

  /// What is wrong only between settings.
  void check_together() {
    const ServeSettings& settings = effective_.settings;
    const std::string where = sources_.file ? sources_.file_name : "serve";
    if (server_config(settings).listen.empty())
      complain(where, "expected an address in listen, tls-listen or redirect-listen, found none");
    if (settings.tls_certificates.size() != settings.tls_keys.size()) {
      complain(where, "expected a tls-key for each tls-cert");
    } else if (settings.tls_certificates.empty() && !settings.tls_listen.empty()) {
      complain(where, "expected tls-cert and tls-key beside tls-listen");
    }
  }

  const SettingsSources& sources_;
  const std::vector<Setting> table_ = settings_table();
  EffectiveSettings effective_ = {};
};

}  // namespace

http::ServerConfig server_config(const ServeSettings& settings) {
  http::ServerConfig config = settings.server;
  for (const auto* more : {&settings.tls_listen, &settings.redirect_listen}) {
    config.listen.insert(config.listen.end(), more->begin(), more->end());
  }
  return config;
}

EffectiveSettings read_settings(const SettingsSources& sources) {
  return Reader{sources}.read();
}

namespace {

constexpr const char* file_name = "server.yaml";
constexpr std::string_view prefix = "CITEFEED_";

std::optional<std::string> read_file(const engine::Trees& trees) {
  const auto file = trees.feeds / file_name;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return std::nullopt;
  auto bytes = read_whole(file);
  if (!bytes) throw std::runtime_error{fmt::format("cannot read {}", file.string())};
  return bytes;
}

std::map<std::string, std::string> own_environment() {
  std::map<std::string, std::string> own;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const auto equals = text.find('=');
    if (!text.starts_with(prefix) || equals == std::string_view::npos) continue;
    own.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return own;
}

}  // namespace

SettingsSources settings_sources(const ServeOptions& options) {
  return {.flags = options.settings,
          .environment = own_environment(),
          .file = read_file(options.trees),
          .file_name = (options.trees.feeds / file_name).string()};
}

std::vector<Diagnostic> check_settings_file(const engine::Trees& trees) {
  return read_settings({.file = read_file(trees), .file_name = (trees.feeds / file_name).string()}).diagnostics;
}

void SettingsFileWatch::look(Log& log) {
  auto now = read_whole(trees_.feeds / file_name);
  if (now == last_seen_) return;
  last_seen_ = std::move(now);
  log.write("settings_changed", {{.key = "message", .value = "server.yaml is read at start: restart to apply it"}});
}

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
