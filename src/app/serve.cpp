#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <thread>

#include "app/activation.hpp"
#include "app/admin.hpp"
#include "app/certificate_watch.hpp"
#include "app/commands.hpp"
#include "app/file_limit.hpp"
#include "app/live_pages.hpp"
#include "app/load.hpp"
#include "app/observation.hpp"
#include "app/rebuild.hpp"
#include "app/refiner.hpp"
#include "app/settings_file.hpp"
#include "app/signals.hpp"
#include "app/stderr_log.hpp"
#include "base/iri.hpp"
#include "base/outcome.hpp"
#include "base/wall_timer.hpp"
#include "content/disk_tree.hpp"
#include "http/server.hpp"
#include "watch/watcher.hpp"

namespace citefeed::app {
namespace {

using Addresses = Outcome<std::vector<http::Endpoint>>;

constexpr std::chrono::seconds stop_grace{10};
constexpr std::size_t content_root = 0;  ///< the watcher's first root

/// Rebuilds what `change` touches: a few posts alone, everything when definitions changed or the watcher lost track.
void follow(const watch::Change& change, Rebuild& rebuild) {
  std::vector<std::string> content_paths;
  for (const watch::ChangedFile& file : change.files) {
    if (file.root != content_root) return rebuild.everything();
    content_paths.push_back(file.path);
  }
  return change.everything ? rebuild.everything() : rebuild.files(content_paths);
}

/// As above; without a change, publishes what is due. A lost machine (no memory, no descriptors) costs this generation,
/// not the one that is served.
void follow_calmly(const std::optional<watch::Change>& change, Rebuild& rebuild, Log& log) {
  try {
    change ? follow(*change, rebuild) : rebuild.due();
  } catch (const std::exception& error) {
    log.write("rebuild_failed", {{.key = "message", .value = error.what()}});
    rebuild.note_failure();
  }
}

void warn_of_unreachable_base_url(const model::SiteDefinition& site, const std::vector<http::Endpoint>& listen,
                                  Log& log) {
  const auto is_loopback = [](const std::string& host) {
    return host.empty() || host == "localhost" || host.starts_with("127.") || host == "::1";  // empty: a Unix socket
  };
  const bool serves_others =
      std::any_of(listen.begin(), listen.end(), [&](const auto& at) { return !is_loopback(at.host); });
  const std::string host = host_of(site.base_url);
  if (serves_others && (is_loopback(host) || host == "[::1]")) {
    log.write("warning", {{.key = "message", .value = "links lead to this machine only: set base_url in site.yaml"},
                          {.key = "base_url", .value = site.base_url.text}});
  }
}

/// Lets no more connections in than files may be open for.
void limit_connections_to_files(http::ClientLimits& limits, Log& log) {
  const std::size_t files = raise_file_limit();
  const std::size_t affordable = affordable_connections(limits.max_connections, files);
  if (affordable < limits.max_connections) {
    log.write("connections_limited", {{.key = "by_open_files", .value = std::to_string(files)},
                                      {.key = "max_connections", .value = std::to_string(affordable)}});
  }
  limits.max_connections = affordable;
}

/// Says where the site can be opened; the first line tells scripts that it answers.
void print_addresses(const char* what, const std::vector<http::Endpoint>& bound) {
  for (const http::Endpoint& endpoint : bound) {
    const char* does = endpoint.protocol == http::Protocol::redirect ? "redirecting from" : what;
    std::printf("%s %s\n", does, to_url(endpoint).c_str());
  }
  std::fflush(stdout);
}

/// Why the server does not start.
int complain(const std::vector<Diagnostic>& problems) {
  for (const Diagnostic& problem : problems) std::fprintf(stderr, "citefeed: %s\n", problem.message.c_str());
  return exit_cannot_start;
}

/// Where a service manager hands sockets on, these are served instead of the addresses in the settings.
http::ServerConfig server_config(const ServeSettings& settings, const std::vector<http::Endpoint>& inherited,
                                 Log& log) {
  http::ServerConfig config = server_config(settings);
  if (!inherited.empty()) config.listen = inherited;
  if (config.threads == 0) config.threads = processors();
  limit_connections_to_files(config.clients, log);
  return config;
}

/// What is wrong with the certificates, if there are any; nothing when they can be used.
std::vector<Diagnostic> load(std::optional<http::Certificates>& certificates) {
  return certificates ? certificates->load() : std::vector<Diagnostic>{};
}

/// Whether what is spoken at `listen` can be spoken.
bool lacks_certificates(const std::vector<http::Endpoint>& listen,
                        const std::optional<http::Certificates>& certificates) {
  return !certificates && std::any_of(listen.begin(), listen.end(), [](const http::Endpoint& endpoint) {
    return endpoint.protocol == http::Protocol::https;
  });
}

/// What is wrong with the settings, or what they are.
int print_settings(const EffectiveSettings& effective) {
  print_diagnostics(effective.diagnostics);
  if (has_errors(effective.diagnostics)) return exit_cannot_start;
  auto certificates = certificates_of(effective.settings);
  const auto problems = load(certificates);
  print_diagnostics(problems);
  if (has_errors(problems)) return exit_cannot_start;
  std::fputs(to_yaml(effective).c_str(), stdout);
  return exit_fine;
}

int serve(const ServeOptions& options, const SettingsSources& sources, const ServeSettings& settings) {
  auto certificates = certificates_of(settings);
  if (const auto problems = load(certificates); !problems.empty()) {
    print_diagnostics(problems);
    return exit_cannot_start;
  }
  StderrLog standard_error;
  Vitals vitals;
  CountingLog log{standard_error, vitals};
  const SystemClock clock;
  const bool logs_to_file = telemetry::is_file(settings.access_log);
  // Before any thread starts, so that all inherit it.
  const SignalsBlocked signals{logs_to_file ? Hangup::reopens : Hangup::ends};
  const content::DiskTree content{options.trees.content, options.trees.content.string()};
  const content::DiskTree feeds{options.trees.feeds, options.trees.feeds.string()};
  watch::Watcher watcher{
      {options.trees.content, options.trees.feeds}, {}, log};  // before the first look: nothing slips through
  content::Loader loader{content, feeds, processors(), content::Depth::header};
  resource::CurrentSite site;
  Current current{site};
  Rebuild rebuild{
      {.loader = loader, .clock = clock, .log = log, .current = current, .threads = processors(), .vitals = &vitals}};
  rebuild.everything();
  if (!current.get()) {
    print_diagnostics(rebuild.diagnostics());
    std::fputs("citefeed: expected definitions in --feeds and at least one good post in --content; nothing to serve\n",
               stderr);
    return exit_cannot_start;
  }
  const auto inherited = inherited_endpoints(activation_variables(), getpid());
  if (!inherited.value) return complain(inherited.diagnostics);
  const http::ServerConfig config = server_config(settings, *inherited.value, log);
  if (lacks_certificates(config.listen, certificates)) {
    return complain({{.message = "expected tls-cert and tls-key for a socket that is called https"}});
  }
  Observation observation{settings, current, clock, log};
  if (const auto problems = observation.open(); has_errors(problems)) return complain(problems);
  const PublicPages live_pages{vitals, current};
  http::Server server{config,
                      site,
                      clock,
                      log,
                      {.observers = observation.observers(),
                       .live = &live_pages,
                       .certificates = certificates ? &*certificates : nullptr}};
  const auto bound = server.start();
  if (!bound.value) return complain(bound.diagnostics);
  const AdminPages admin_pages{vitals, observation.metric_sources(), observation.census(), clock};
  std::optional<Admin> admin;
  if (!settings.admin_listen.empty()) admin.emplace(settings.admin_listen, admin_pages, clock, log);
  const auto admin_bound = admin ? admin->start() : Addresses{.value = {{}}};
  if (!admin_bound.value) return complain(admin_bound.diagnostics);
  print_addresses("listening on", *bound.value);
  print_addresses("metrics on", *admin_bound.value);
  observation.start();  // after these lines, which scripts expect first
  tell_service_manager("READY=1");
  warn_of_unreachable_base_url(current.get()->definitions->site, *bound.value, log);
  SettingsFileWatch settings_file{options.trees, sources.file};
  std::optional<CertificateWatch> certificate_watch;
  if (certificates) certificate_watch.emplace(*certificates, log);
  const Refiner refiner{current};
  const std::jthread on_signal{[&] {
    signals.wait([&] { observation.reopen_logs(); });
    watcher.stop();
  }};
  WallTimer timer;
  while (!signals.arrived()) {
    timer.set(rebuild.next_due());
    const auto change = watcher.wait(std::nullopt, &timer);
    if (signals.arrived()) break;
    follow_calmly(change, rebuild, log);
    if (change) settings_file.look(log);
  }
  log.write("stopping", {});
  tell_service_manager("STOPPING=1");
  server.stop(stop_grace);
  observation.finish();
  return exit_fine;
}

}  // namespace

int serve(const ServeOptions& options) {
  const SettingsSources sources = settings_sources(options);
  const EffectiveSettings effective = read_settings(sources);
  if (options.check_config) return print_settings(effective);
  if (has_errors(effective.diagnostics)) {
    print_diagnostics(effective.diagnostics);
    return exit_cannot_start;
  }
  return serve(options, sources, effective.settings);
}

}  // namespace citefeed::app
