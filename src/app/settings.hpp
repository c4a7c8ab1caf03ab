/// The settings of `serve`: one table, from which come flags, environment variables, the keys of feeds/server.yaml, the
/// help and docs/settings.md.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "http/server_config.hpp"
#include "telemetry/access_log.hpp"

namespace citefeed::app {

/// All that can be set. The floors declare their settings; here they stand together.
struct ServeSettings {
  http::ServerConfig server = {.listen = {{.host = "127.0.0.1", .port = 8080}}, .threads = 0};  ///< 0: see `threads`
  std::vector<http::Endpoint> tls_listen = {};
  std::vector<http::Endpoint> redirect_listen = {};
  std::vector<std::string> tls_certificates = {};  ///< files
  std::vector<std::string> tls_keys = {};          ///< of the certificates, in their order
  std::vector<http::Endpoint> preview = {};        ///< where editors look at what is not public yet; loopback
  std::vector<http::Endpoint> admin_listen = {};   ///< where metrics are to be had; nowhere when empty
  telemetry::AccessLogConfig access_log = {};
  std::string state = "none";  ///< the directory of versions and statistics; "none": nowhere
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

}  // namespace citefeed::app
