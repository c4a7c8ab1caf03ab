/// The settings of `serve`: one table, from which come flags, environment variables, the keys of feeds/server.yaml, the
/// help and docs/settings.md.
#pragma once
#include <sys/types.h>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.hpp"
#include "base/diagnostic.hpp"
#include "base/log.hpp"
#include "http/server_config.hpp"
#include "telemetry/access_log.hpp"

namespace citefeed::app {

// How the values of settings are written: lengths of time, sizes, numbers.

/// Reads "500ms", "15s", "2min", "24h" or "30d"; a lone "0" needs no unit. Nothing when `text` is anything else, or
/// longer than 10,000 days.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
/// In the largest unit that gives a whole number: "15s".
[[nodiscard]] std::string to_text(std::chrono::milliseconds duration);

/// Reads "4096" (bytes), "16KiB", "1MiB" or "2GiB". Nothing when `text` is anything else.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);
/// In the largest unit that gives a whole number: "16KiB", "1000".
[[nodiscard]] std::string size_to_text(std::uint64_t bytes);

/// Reads a whole number without sign.
[[nodiscard]] std::optional<std::uint64_t> parse_whole(std::string_view text);

/// Reads "true" or "false".
[[nodiscard]] std::optional<bool> parse_switch(std::string_view text);

/// Reads a path: any text without control characters.
[[nodiscard]] std::optional<std::string> parse_path(std::string_view text);

/// Reads the permissions of a file, up to four octal digits: "0660".
[[nodiscard]] std::optional<mode_t> parse_mode(std::string_view text);
[[nodiscard]] std::string mode_to_text(mode_t mode);

/// All that can be set. The floors declare their settings; here they stand together.
struct ServeSettings {
  http::ServerConfig server = {.listen = {{.host = "127.0.0.1", .port = 8080}}, .threads = 0};  ///< 0: see `threads`
  std::vector<http::Endpoint> tls_listen = {};
  std::vector<http::Endpoint> redirect_listen = {};
  std::vector<std::string> tls_certificates = {};  ///< files
  std::vector<std::string> tls_keys = {};          ///< of the certificates, in their order
  std::vector<http::Endpoint> preview = {};        ///< where editors look at what is not public yet; loopback
  std::vector<http::Endpoint> admin_listen = {};   ///< where metrics are to be had; nowhere when empty
  std::vector<std::string> admin_hosts = {};       ///< by which names it may be asked, beside its addresses
  telemetry::AccessLogConfig access_log = {};
  std::string base_url = "none";     ///< where the site is published; "none": where site.yaml says
  std::string retractions = "none";  ///< a file of the Retraction Watch database; "none": none
  std::string state = "none";        ///< the directory of versions and statistics; "none": nowhere
};

/// One setting: how it is named and described, and where its value goes.
struct Setting {
  std::string name = {};      ///< "header-timeout": --header-timeout, CITEFEED_HEADER_TIMEOUT, header_timeout:
  std::string group = {};     ///< the heading it stands under
  std::string value = {};     ///< what kind of value it takes: "DURATION"; empty for a switch
  std::string help = {};      ///< one sentence, no full stop
  std::string expected = {};  ///< what a good value is, for help and complaints: "a duration from 10ms to 24h"
  bool is_list = false;       ///< takes several values
  /// Takes one value, or one more of a list; false when it is not as expected.
  std::function<bool(ServeSettings&, std::string_view)> set = {};
  std::function<void(ServeSettings&)> clear = {};  ///< empties a list
  std::function<std::vector<std::string>(const ServeSettings&)> show = {};
};

/// All settings, in the order of their documentation.
[[nodiscard]] std::vector<Setting> settings_table();

/// "header_timeout" and "CITEFEED_HEADER_TIMEOUT" for "header-timeout".
[[nodiscard]] std::string file_key(const Setting& setting);
[[nodiscard]] std::string environment_name(const Setting& setting);

/// Where a value came from; the later wins.
enum class Origin : std::uint8_t { by_default, file, environment, flag };

using Words = std::vector<std::string>;

struct SettingsSources {
  std::map<std::string, Words> flags = {};              ///< by the setting's name, as given
  std::map<std::string, std::string> environment = {};  ///< the variables that begin with CITEFEED_
  std::optional<std::string> file = {};                 ///< the text of server.yaml; nothing when there is none
  std::string file_name = "feeds/server.yaml";          ///< as diagnostics name it
};

struct EffectiveSettings {
  ServeSettings settings = {};
  std::map<std::string, Origin> origins = {};  ///< by the setting's name
  std::vector<Diagnostic> diagnostics = {};    ///< `settings` is good for use only without errors
};

/// Flags win over the environment, the environment over the file, the file over the defaults; a list is replaced as a
/// whole. Every value given is judged, also one that another wins over. Lists in the environment are separated by
/// spaces. Unknown keys of the file are errors; unknown variables are warnings, since others may set what is called so.
/// Pure.
[[nodiscard]] EffectiveSettings read_settings(const SettingsSources& sources);

/// The server that `settings` describe, with all its addresses: HTTP, HTTPS, redirections.
[[nodiscard]] http::ServerConfig server_config(const ServeSettings& settings);

/// The settings as a server.yaml, each with where it came from.
[[nodiscard]] std::string to_yaml(const EffectiveSettings& effective);

/// docs/settings.md.
[[nodiscard]] std::string settings_manual();

// feeds/server.yaml and the environment, as sources of settings.

/// What flags, environment and server.yaml say now. Throws std::runtime_error when the file is there but cannot be
/// read.
[[nodiscard]] SettingsSources settings_sources(const ServeOptions& options);

/// What is wrong with server.yaml alone, as `check` tells it.
[[nodiscard]] std::vector<Diagnostic> check_settings_file(const engine::Trees& trees);

/// Notices that server.yaml is no longer what the server was started with. One thread at a time.
class SettingsFileWatch final {
 public:
  SettingsFileWatch(engine::Trees trees, std::optional<std::string> at_start)
      : trees_(std::move(trees)), last_seen_(std::move(at_start)) {}
  /// Looks at the file, and tells `log` when it changed since the last look.
  void look(Log& log);

 private:
  engine::Trees trees_;
  std::optional<std::string> last_seen_;
};

}  // namespace citefeed::app
