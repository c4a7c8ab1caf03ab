#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "app/activation.hpp"
#include "app/commands.hpp"
#include "app/process.hpp"
#include "app/servers.hpp"
#include "app/settings.hpp"
#include "base/diagnostic.hpp"
#include "base/iri.hpp"
#include "base/log.hpp"
#include "base/mutex.hpp"
#include "engine/followed_site.hpp"
#include "engine/load.hpp"
#include "engine/refiner.hpp"
#include "engine/version_store.hpp"
#include "http/certificates.hpp"

namespace citefeed::app {
namespace {

// Notices that certificates were renewed on disk.

/// Looks every few seconds, in a thread of its own, whether one of the files is another, and reads them again; what was
/// read and what is wrong goes to the log. It asks for the files, not for events: they are renewed through links that
/// lead anywhere.
class CertificateWatch final {
 public:
  /// Both must outlive it.
  CertificateWatch(http::Certificates& certificates, Log& log);

 private:
  void look();
  void run(const std::stop_token& stop);

  http::Certificates& certificates_;
  Log& log_;
  Mutex mutex_ = {};  ///< guards nothing: a condition waits with one
  std::condition_variable_any stopped_ = {};
  std::jthread thread_;
};

constexpr std::chrono::seconds interval{2};

/// The certificates of the settings, not loaded yet; nothing where there are none.
std::optional<http::Certificates> certificates_of(const ServeSettings& settings) {
  if (settings.tls_certificates.empty()) return std::nullopt;
  std::vector<http::CertificateFiles> files;
  for (std::size_t i = 0; i < settings.tls_certificates.size(); ++i) {
    files.push_back({.certificate = settings.tls_certificates[i], .key = settings.tls_keys[i]});
  }
  return std::optional<http::Certificates>{std::in_place, std::move(files)};
}

CertificateWatch::CertificateWatch(http::Certificates& certificates, Log& log)
    : certificates_(certificates), log_(log), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void CertificateWatch::look() {
  if (!certificates_.have_changed()) return;
  const auto problems = certificates_.load();
  for (const Diagnostic& problem : problems) {
    log_.write("certificate_kept",
               {{.key = "file", .value = problem.file}, {.key = "error", .value = problem.message}});
  }
  if (problems.empty()) log_.write("certificates_loaded", {});
}

void CertificateWatch::run(const std::stop_token& stop) {
  MutexLock lock{mutex_};
  while (!stop.stop_requested()) {
    stopped_.wait_for(lock, stop, interval, [] { return false; });
    if (stop.stop_requested()) return;
    try {
      look();
    } catch (const std::exception& error) {  // no memory: what is served stays, and the next look may be luckier
      log_.write("certificate_kept", {{.key = "error", .value = error.what()}});
    }
  }
}

void warn_of_unreachable_base_url(const Iri& base_url, const std::vector<http::Endpoint>& listen, Log& log) {
  const auto why = why_unreachable(base_url, listen);
  if (!why) return;
  log.write("warning", {{.key = "message", .value = *why}, {.key = "base_url", .value = base_url.text}});
}

/// Why the server does not start: about files, in the form that editors can jump to.
int refuse(const std::vector<Diagnostic>& problems) {
  print_diagnostics(problems);
  return exit_cannot_start;
}

/// Why the server does not start: about the machine it should run on.
int complain(const std::vector<Diagnostic>& problems) {
  for (const Diagnostic& problem : problems) std::fprintf(stderr, "citefeed: %s\n", problem.message.c_str());
  return exit_cannot_start;
}

int refuse_to_serve_nothing(const engine::FollowedSite& site) {
  print_diagnostics(site.diagnostics());
  return complain(
      {{.message = "expected definitions in --feeds and at least one good post in --content; nothing to serve"}});
}

/// What is wrong with the certificates, if there are any; nothing when they can be used.
std::vector<Diagnostic> load(std::optional<http::Certificates>& certificates) {
  return certificates ? certificates->load() : std::vector<Diagnostic>{};
}

/// Whether what is spoken at `listen` cannot be spoken.
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

/// Where last good versions are kept, if that is wanted. One that cannot be used keeps nobody from serving.
std::unique_ptr<engine::VersionStore> version_store(const ServeSettings& settings, Log& log) {
  if (settings.state == "none") return nullptr;
  auto versions = std::make_unique<engine::VersionStore>(settings.state);
  if (!versions->problem().empty()) log.write("versions_state", {{.key = "error", .value = versions->problem()}});
  return versions;
}

/// All that a server consists of once it listens.
struct Process {
  const ServeOptions& options;
  const SettingsSources& sources;
  const SignalsBlocked& signals;
  std::optional<http::Certificates>& certificates;
  engine::FollowedSite& site;
  Observation& observation;
  Servers& servers;
  Log& log;
};

/// What cannot be looked at now (no memory) is looked at with the next change.
void look_at(SettingsFileWatch& settings_file, Log& log) {
  try {
    settings_file.look(log);
  } catch (const std::exception& error) {
    log.write("settings_not_read", {{.key = "error", .value = error.what()}});
  }
}

/// Says that it answers, and follows what changes.
void follow_until_signal(const Process& process) {
  const auto& [options, sources, signals, certificates, site, observation, servers, log] = process;
  // What is printed comes first, since scripts expect it to, and an access log may go to standard output too.
  servers.print_addresses();
  observation.start();
  tell_service_manager("READY=1");
  warn_of_unreachable_base_url(site.current().get()->definitions->site.base_url, servers.public_addresses(), log);

  SettingsFileWatch settings_file{options.trees, sources.file};
  std::optional<CertificateWatch> certificate_watch;
  if (certificates) certificate_watch.emplace(*certificates, log);
  const engine::Refiner refiner{site.current()};
  const std::jthread on_signal{[&process] {
    process.signals.wait([&process] { process.observation.reopen_logs(); });
    process.site.stop();
  }};
  while (!signals.arrived()) {
    const auto change = site.wait();
    if (signals.arrived()) break;
    site.follow(change);
    if (change) look_at(settings_file, log);
  }
  log.write("stopping", {});
  tell_service_manager("STOPPING=1");
  servers.stop();
  observation.finish();  // after the last answer, so that it is recorded too
}

/// The start is the order below, and the end its reverse: each object uses only those before it. All that can be wrong
/// is found before anything answers: first with the files, then with the machine.
int serve(const ServeOptions& options, const SettingsSources& sources, const ServeSettings& settings) {
  auto certificates = certificates_of(settings);
  if (const auto problems = load(certificates); !problems.empty()) return refuse(problems);
  StderrLog standard_error;
  engine::Vitals vitals;
  engine::CountingLog log{standard_error, vitals};
  const SystemClock clock;
  // Before any thread starts, so that all inherit it.
  const SignalsBlocked signals{telemetry::is_file(settings.access_log) ? Hangup::reopens : Hangup::ends};

  const auto versions = version_store(settings, log);
  engine::FollowedSite site{options.trees, clock, log, vitals, versions.get()};
  if (settings.base_url != "none") site.publish_at({.text = settings.base_url});
  if (settings.retractions != "none") site.heed_retractions(settings.retractions);
  if (!site.build()) return refuse_to_serve_nothing(site);

  auto config = public_config(settings, log);
  if (!config.value) return complain(config.diagnostics);
  if (lacks_certificates(config.value->listen, certificates)) {
    return complain({{.message = "expected tls-cert and tls-key for a socket that is called https"}});
  }
  // With the site, since days are counted in its time zone; before the servers, who tell it of each answer.
  Observation observation{settings, site.current(), clock, log};
  if (const auto problems = observation.open(); has_errors(problems)) return complain(problems);
  Servers servers{*std::move(config.value),
                  settings,
                  {.site = site,
                   .vitals = vitals,
                   .trees = options.trees,
                   .observation = observation,
                   .certificates = certificates ? &*certificates : nullptr,
                   .clock = clock,
                   .log = log}};
  if (const auto problems = servers.start(); has_errors(problems)) return complain(problems);
  follow_until_signal({options, sources, signals, certificates, site, observation, servers, log});
  return exit_fine;
}

}  // namespace

int serve(const ServeOptions& options) {
  const SettingsSources sources = settings_sources(options);
  const EffectiveSettings effective = read_settings(sources);
  if (options.check_config) return print_settings(effective);
  if (has_errors(effective.diagnostics)) return refuse(effective.diagnostics);
  return serve(options, sources, effective.settings);
}

}  // namespace citefeed::app
