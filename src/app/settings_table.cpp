#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "app/settings.hpp"
#include "base/utf8.hpp"
#include "content/definitions_parser.hpp"
#include "http/answer.hpp"

namespace citefeed::app {
namespace {

// The kinds of settings there are, by their values: what a line of the table is made with.

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

/// Networks, and those who come through a Unix socket.
template <class Get>
Setting peers(const Line& line, Get get) {
  return list(line, "PEER",
              "an address, a network such as 192.0.2.0/24 or 2001:db8::/32, or unix: whoever comes "
              "through a Unix socket",
              get, parse_peers);
}

using std::chrono::milliseconds;
using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

std::optional<http::ProxyField> parse_proxy_field(std::string_view text) {
  if (text == "x-forwarded-for") return http::ProxyField::x_forwarded_for;
  if (text == "forwarded") return http::ProxyField::forwarded;
  return std::nullopt;
}

std::string proxy_field_name(http::ProxyField field) {
  return field == http::ProxyField::forwarded ? "forwarded" : "x-forwarded-for";
}

std::optional<std::chrono::seconds> parse_seconds(std::string_view text, milliseconds least, milliseconds most) {
  const auto duration = within(parse_duration(text), least, most);
  if (!duration || *duration % 1s != 0ms) return std::nullopt;
  return std::chrono::floor<std::chrono::seconds>(*duration);
}

std::optional<std::chrono::seconds> parse_window(std::string_view text) {
  return parse_seconds(text, 1s, 24h);
}

std::optional<std::chrono::seconds> parse_hsts(std::string_view text) {
  return parse_seconds(text, 0s, std::chrono::days{3650});
}

std::optional<std::string> parse_base_url(std::string_view text) {
  if (text == "none") return std::string{text};
  auto base = content::parse_base_url(text);
  return base ? std::optional{std::move(base->text)} : std::nullopt;
}

std::optional<http::Endpoint> parse_preview(std::string_view text) {
  auto endpoint = http::parse_endpoint(text);
  if (!endpoint || !http::is_loopback(text)) return std::nullopt;
  endpoint->protocol = http::Protocol::preview;
  return endpoint;
}

std::optional<std::string> parse_host_name(std::string_view text) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
  const bool is_name = !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
  return is_name ? std::optional<std::string>{text} : std::nullopt;
}

void add_listening(std::vector<Setting>& table) {
  table.push_back(endpoints(
      {"listen", "Listening",
       "Address to listen on; port 0 picks a free one. Sockets that systemd hands on are served instead"},
      http::Protocol::http, [](auto& s) -> auto& { return s.server.listen; }));
  table.push_back(single(
      {"base-url", "Listening",
       "The public address of the site, in place of base_url in site.yaml; replicas need the same"},
      "URL", "none, or an http or https address without query and fragment",
      [](auto& s) -> auto& { return s.base_url; }, parse_base_url, [](const std::string& url) { return url; }));
  table.push_back(endpoints(
      {"admin-listen", "Listening",
       "Address for /metrics, /stats, /healthz and /readyz that is not for the public, such as "
       "127.0.0.1:9090; without one there are no metrics"},
      http::Protocol::admin, [](auto& s) -> auto& { return s.admin_listen; }));
  table.push_back(list(
      {"admin-host", "Listening",
       "Name by which admin-listen may be asked, beside localhost and IP addresses; any other Host is answered with "
       "421"},
      "NAME", "the name of a host such as metrics.example.org, without a port",
      [](auto& s) -> auto& { return s.admin_hosts; }, parse_host_name));
  table.push_back(list(
      {"preview", "Listening",
       "Address that shows drafts and scheduled posts too, to programs of this machine only, such as 127.0.0.1:8081"},
      "ADDRESS", "HOST:PORT on this machine such as 127.0.0.1:8081, [::1]:0 or localhost:8081",
      [](auto& s) -> auto& { return s.preview; }, parse_preview));
  table.push_back(single(
      {"socket-mode", "Listening", "Who may connect to Unix sockets: the mode of their files"}, "MODE",
      "an octal mode from 0 to 0777", [](auto& s) -> auto& { return s.server.socket_mode; }, parse_mode, mode_to_text));
  table.push_back(on_or_off(
      {"reuse-port", "Listening",
       "Share ports with other processes of the same user that say so as well, so that a successor can take over"},
      [](auto& s) -> auto& { return s.server.share_ports; }));
  table.push_back(whole(
      {"threads", "Listening", "Threads that answer requests; 0 means one per processor"}, 0, 256,
      [](auto& s) -> auto& { return s.server.threads; }));
}

void add_tls(std::vector<Setting>& table) {
  constexpr const char* group = "TLS";
  table.push_back(endpoints(
      {"tls-listen", group, "Address to speak HTTPS on; without a listen there is then no HTTP"}, http::Protocol::https,
      [](auto& s) -> auto& { return s.tls_listen; }));
  table.push_back(files(
      {"tls-cert", group,
       "Certificate with its chain, in PEM form; renewed files are noticed. Of several, the server name decides that a "
       "client asks for; without one, the first is shown"},
      [](auto& s) -> auto& { return s.tls_certificates; }));
  table.push_back(files(
      {"tls-key", group, "Key of each tls-cert, in their order; PEM form, without a passphrase"},
      [](auto& s) -> auto& { return s.tls_keys; }));
  table.push_back(endpoints(
      {"redirect-listen", group, "Address to speak HTTP on and send everyone to HTTPS"}, http::Protocol::redirect,
      [](auto& s) -> auto& { return s.redirect_listen; }));
  table.push_back(whole(
      {"redirect-port", group, "The port that redirections lead to"}, 1, std::numeric_limits<std::uint16_t>::max(),
      [](auto& s) -> auto& { return s.server.https_port; }));
  table.push_back(single(
      {"hsts", group, "How long browsers are to insist on HTTPS, said over HTTPS alone; 0: it is not said"}, "DURATION",
      "a duration from 0 to 3650d in whole seconds", [](auto& s) -> auto& { return s.server.hsts; }, parse_hsts,
      [](std::chrono::seconds value) { return to_text(value); }));
}

void add_limits(std::vector<Setting>& table) {
  constexpr const char* group = "Limits";
  table.push_back(size(
      {"max-header-size", group, "Request line and header fields together; above: 431"}, 1024, std::uint64_t{1} << 20U,
      [](auto& s) -> auto& { return s.server.limits.max_header_bytes; }));
  table.push_back(size(
      {"max-target-size", group,
       "The address in the request line; above: 414, unless max-header-size is exceeded as well"},
      256, std::uint64_t{1} << 20U, [](auto& s) -> auto& { return s.server.limits.max_target_bytes; }));
  table.push_back(whole(
      {"max-fields", group, "Header fields of a request; above: 431"}, 8, 10'000,
      [](auto& s) -> auto& { return s.server.limits.max_fields; }));
}

void add_timeouts(std::vector<Setting>& table) {
  constexpr const char* group = "Timeouts";
  table.push_back(duration(
      {"header-timeout", group, "From a request's first byte, or a new connection, to the end of the header; then 408"},
      10ms, 24h, [](auto& s) -> auto& { return s.server.header_timeout; }));
  table.push_back(duration(
      {"idle-timeout", group, "Between two requests on one connection"}, 10ms, 24h,
      [](auto& s) -> auto& { return s.server.idle_timeout; }));
  table.push_back(duration(
      {"write-timeout", group, "While a client takes nothing of its answer"}, 10ms, 24h,
      [](auto& s) -> auto& { return s.server.write_timeout; }));
  table.push_back(duration(
      {"linger-timeout", group, "For a refused client to stop sending"}, 10ms, 24h,
      [](auto& s) -> auto& { return s.server.linger_timeout; }));
  table.push_back(duration(
      {"farewell-timeout", group,
       "For a connection at rest to ask once more, and learn that it is the last time, when the server stops"},
      0ms, 10s, [](auto& s) -> auto& { return s.server.farewell_timeout; }));
}

void add_clients(std::vector<Setting>& table) {
  constexpr const char* group = "Clients";
  constexpr std::uint64_t million = 1'000'000;
  table.push_back(whole(
      {"max-connections", group,
       "Connections in all, as far as files may be open; above, accepting pauses; 0 means no other limit"},
      0, million, [](auto& s) -> auto& { return s.server.clients.max_connections; }));
  table.push_back(whole(
      {"max-connections-per-client", group,
       "Connections of one IPv4 address or IPv6 /64; a further one is closed; 0 means no limit"},
      0, million, [](auto& s) -> auto& { return s.server.clients.max_connections_per_client; }));
  table.push_back(whole(
      {"max-requests-per-connection", group, "Requests until a connection is closed; 0 means no limit"}, 0,
      1000 * million, [](auto& s) -> auto& { return s.server.clients.max_requests_per_connection; }));
  table.push_back(duration(
      {"request-timeout", group, "From the first byte of a request to the last of its answer"}, 10ms, 24h,
      [](auto& s) -> auto& { return s.server.clients.request_timeout; }));
  table.push_back(size(
      {"min-progress", group, "What a slow reader must take within each write-timeout"}, 1, std::uint64_t{1} << 20U,
      [](auto& s) -> auto& { return s.server.clients.min_progress_bytes; }));
  table.push_back(whole(
      {"max-repeats", group, "Requests for one address by one client within repeat-window, then 429; 0 means no limit"},
      0, million, [](auto& s) -> auto& { return s.server.clients.max_repeats; }));
  table.push_back(single(
      {"repeat-window", group, "The time in which max-repeats are counted"}, "DURATION",
      "a duration from 1s to 1d in whole seconds", [](auto& s) -> auto& { return s.server.clients.repeat_window; },
      parse_window, [](std::chrono::seconds value) { return to_text(value); }));
  table.push_back(networks(
      {"exempt", group, "Networks that max-connections-per-client and max-repeats do not concern"},
      [](auto& s) -> auto& { return s.server.clients.exempt; }));
  table.push_back(peers(
      {"trusted-proxies", group, "Proxies that are believed when they say in proxy-field who their client is"},
      [](auto& s) -> auto& { return s.server.clients.trusted_proxies; }));
  table.push_back(single(
      {"proxy-field", group, "The header field in which trusted proxies name their client"}, "FIELD",
      "x-forwarded-for or forwarded", [](auto& s) -> auto& { return s.server.clients.proxy_field; }, parse_proxy_field,
      proxy_field_name));
  table.push_back(peers(
      {"proxy-protocol-from", group,
       "Load balancers whose every connection begins with a header of the PROXY protocol"},
      [](auto& s) -> auto& { return s.server.clients.proxy_protocol_from; }));
}

std::optional<std::string> parse_log_destination(std::string_view text) {
  return telemetry::is_access_log_destination(text) && parse_path(text) ? std::optional<std::string>{text}
                                                                        : std::nullopt;
}

void add_logs(std::vector<Setting>& table) {
  constexpr const char* group = "Logs";
  table.push_back(single(
      {"access-log", group,
       "Where a line for each answer goes; a file is opened again on SIGHUP or when it was renamed"},
      "WHERE", "off, stdout, journal, or the path of a file with a / in it",
      [](auto& s) -> auto& { return s.access_log.to; }, parse_log_destination,
      [](const std::string& to) { return to; }));
  table.push_back(single(
      {"log-format", group, "How a line of the access log is written"}, "FORMAT", "json or combined",
      [](auto& s) -> auto& { return s.access_log.style.format; }, telemetry::parse_access_format,
      [](telemetry::AccessFormat format) { return to_string(format); }));
  table.push_back(single(
      {"log-client", group, "What the access log tells of a client's address; prefix is its IPv4 /24 or IPv6 /48"},
      "DETAIL", "none, prefix or full", [](auto& s) -> auto& { return s.access_log.style.client; },
      telemetry::parse_client_detail, [](telemetry::ClientDetail detail) { return to_string(detail); }));
}

void add_state(std::vector<Setting>& table) {
  table.push_back(single(
      {"state", "State",
       "Directory where last good versions of posts and definitions are kept, and numbers of subscribers for 400 days; "
       "without one a restart knows only what the files say now"},
      "DIR", "none, or the path of a directory, which is made where it is not there",
      [](auto& s) -> auto& { return s.state; }, parse_path, [](const std::string& path) { return path; }));
}

void add_retractions(std::vector<Setting>& table) {
  table.push_back(single(
      {"retractions", "Retractions",
       "The Retraction Watch database (CSV, as Crossref publishes it), read again when it changes: the log and "
       "/metrics say which posts do not say what became of their article; nothing is published by itself"},
      "FILE", "none, or the path of a file", [](auto& s) -> auto& { return s.retractions; }, parse_path,
      [](const std::string& path) { return path; }));
}

}  // namespace

std::vector<Setting> settings_table() {
  std::vector<Setting> table;
  add_listening(table);
  add_tls(table);
  add_limits(table);
  add_timeouts(table);
  add_clients(table);
  add_logs(table);
  add_state(table);
  add_retractions(table);
  return table;
}

std::string file_key(const Setting& setting) {
  std::string key = setting.name;
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

std::string environment_name(const Setting& setting) {
  std::string name = "CITEFEED_" + file_key(setting);
  for (char& c : name) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

}  // namespace citefeed::app
