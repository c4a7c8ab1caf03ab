#include "app/settings_file.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <stdexcept>
#include <string_view>

#include "base/whole_file.hpp"

namespace citefeed::app {
namespace {

constexpr const char* file_name = "server.yaml";
constexpr std::string_view prefix = "CITEFEED_";

std::optional<std::string> read_file(const Trees& trees) {
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

std::vector<Diagnostic> check_settings_file(const Trees& trees) {
  return read_settings({.file = read_file(trees), .file_name = (trees.feeds / file_name).string()}).diagnostics;
}

void SettingsFileWatch::look(Log& log) {
  auto now = read_whole(trees_.feeds / file_name);
  if (now == last_seen_) return;
  last_seen_ = std::move(now);
  log.write("settings_changed", {{.key = "message", .value = "server.yaml is read at start: restart to apply it"}});
}

}  // namespace citefeed::app
