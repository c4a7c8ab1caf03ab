#include "app/settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "content/nearest.hpp"
#include "content/source_text.hpp"
#include "content/yaml.hpp"

namespace citefeed::app {
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
    http::ServerConfig server = server_config(effective_.settings);
    server.threads = std::max(1U, server.threads);
    const std::string where = sources_.file ? sources_.file_name : "serve";
    if (const auto problem = problem_with(server)) complain(where, *problem);
    const ServeSettings& settings = effective_.settings;
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

}  // namespace citefeed::app
