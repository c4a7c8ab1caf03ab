/// feeds/server.yaml and the environment, as sources of settings.
#pragma once
#include <optional>
#include <string>

#include "app/options.hpp"
#include "app/settings.hpp"
#include "base/log.hpp"

namespace citefeed::app {

/// What flags, environment and server.yaml say now. Throws std::runtime_error when the file is there but cannot be
/// read.
[[nodiscard]] SettingsSources settings_sources(const ServeOptions& options);

/// What is wrong with server.yaml alone, as `check` tells it.
[[nodiscard]] std::vector<Diagnostic> check_settings_file(const Trees& trees);

/// Notices that server.yaml is no longer what the server was started with. One thread at a time.
class SettingsFileWatch final {
 public:
  SettingsFileWatch(Trees trees, std::optional<std::string> at_start)
      : trees_(std::move(trees)), last_seen_(std::move(at_start)) {}
  /// Looks at the file, and tells `log` when it changed since the last look.
  void look(Log& log);

 private:
  Trees trees_;
  std::optional<std::string> last_seen_;
};

}  // namespace citefeed::app
