#include "app/servers.hpp"

#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "app/activation.hpp"
#include "app/process.hpp"
#include "engine/load.hpp"

namespace citefeed::app {

Admin::Admin(const ServeSettings& settings, const http::LivePages& pages, const Clock& clock, Log& log)
    : server_({.listen = settings.admin_listen, .admin_hosts = settings.admin_hosts, .threads = 1}, site_, clock, log,
              {.live = &pages}) {
  site_.replace(std::make_shared<const resource::Site>());  // whatever is no live page is not there: 404
}

Outcome<std::vector<http::Endpoint>> Admin::start() {
  return server_.start();
}

Observation::Observation(const ServeSettings& settings, const engine::Current& current, const Clock& clock, Log& log)
    : settings_(settings), current_(current), clock_(clock), log_(log) {}

std::vector<Diagnostic> Observation::open() {
  std::vector<http::Observers*> observers;
  std::vector<telemetry::RecordReader*> readers;
  if (!settings_.admin_listen.empty()) observers.push_back(&metrics_.emplace());
  if (settings_.access_log.to != "off") {
    auto output = telemetry::open_output(settings_.access_log);
    if (!output.value) return output.diagnostics;
    readers.push_back(&access_log_.emplace(*std::move(output.value), settings_.access_log.style, log_));
  }
  const std::string state = settings_.state == "none" ? "" : settings_.state;
  if (!settings_.admin_listen.empty() || !state.empty()) {
    const auto time_zone = [this] { return current_.get()->definitions->site.time_zone; };
    census_.emplace(subscribers::Census::Config{.state = state, .time_zone = time_zone}, clock_, log_);
    readers.push_back(&*census_);
  }
  if (!readers.empty()) observers.push_back(&recorder_.emplace(std::move(readers), clock_, log_));
  if (!observers.empty()) fan_out_.emplace(std::move(observers));
  return {};
}

http::Observers* Observation::observers() {
  return fan_out_ ? &*fan_out_ : nullptr;
}

std::vector<const telemetry::MetricSource*> Observation::metric_sources() const {
  std::vector<const telemetry::MetricSource*> sources;
  if (metrics_) sources.push_back(&*metrics_);
  if (recorder_) sources.push_back(&*recorder_);
  if (access_log_) sources.push_back(&*access_log_);
  return sources;
}

void Observation::start() {
  if (recorder_) recorder_->start();
}

void Observation::reopen_logs() {
  if (access_log_) access_log_->reopen();
}

void Observation::finish() {
  if (recorder_) recorder_->stop();
}

Preview::Preview(const engine::Trees& trees, std::vector<http::Endpoint> listen, const Clock& clock, Log& log)
    : site_(trees, clock, silence_, vitals_, nullptr, engine::Audience::editors),
      pages_(vitals_, site_.current()),
      server_({.listen = std::move(listen), .threads = 1}, site_.site(), clock, log, {.live = &pages_}) {}

std::vector<Diagnostic> Preview::start() {
  auto bound = server_.start();
  if (!bound.value) return std::move(bound.diagnostics);
  bound_ = *std::move(bound.value);
  site_.publish_at({.text = to_url(bound_.front()) + "/"});
  thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
  return {};
}

void Preview::run(const std::stop_token& stop) {
  const std::stop_callback wake{stop, [this] { site_.stop(); }};
  site_.follow(watch::Change{.everything = true});  // without anything to show it goes on answering 503
  while (!stop.stop_requested()) {
    const auto change = site_.wait();
    if (!stop.stop_requested()) site_.follow(change);
  }
}

namespace {

constexpr std::chrono::seconds stop_grace{10};

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

void print(const char* what, const std::vector<http::Endpoint>& bound) {
  for (const http::Endpoint& endpoint : bound) {
    const char* does = endpoint.protocol == http::Protocol::redirect ? "redirecting from" : what;
    std::printf("%s %s\n", does, to_url(endpoint).c_str());
  }
}

}  // namespace

Outcome<http::ServerConfig> public_config(const ServeSettings& settings, Log& log) {
  auto inherited = inherited_endpoints(activation_variables(), getpid());
  if (!inherited.value) return {.diagnostics = std::move(inherited.diagnostics)};
  http::ServerConfig config = server_config(settings);
  if (!inherited.value->empty()) config.listen = *std::move(inherited.value);
  if (config.threads == 0) config.threads = engine::processors();
  limit_connections_to_files(config.clients, log);
  return {.value = std::move(config)};
}

namespace {

bool is_loopback(std::string_view host) {
  return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]";
}

/// Whether whoever asks for `base_url`, which is this machine's, may be answered at `at`; a Unix socket is asked by
/// somebody who listens elsewhere.
bool may_answer(const Iri& base_url, const http::Endpoint& at) {
  if (at.host.empty()) return true;
  const auto protocol = scheme_of(base_url) == "https" ? http::Protocol::https : http::Protocol::http;
  return at.protocol == protocol && at.port == port_of(base_url);
}

}  // namespace

std::optional<std::string> why_unreachable(const Iri& base_url, const std::vector<http::Endpoint>& listen) {
  if (!is_loopback(host_of(base_url))) return std::nullopt;
  const bool serves_others = std::any_of(
      listen.begin(), listen.end(), [](const http::Endpoint& at) { return !at.host.empty() && !is_loopback(at.host); });
  if (serves_others) return "feeds lead to this machine only: set base_url in site.yaml, or serve with --base-url";
  const bool answers = std::any_of(listen.begin(), listen.end(),
                                   [&base_url](const http::Endpoint& at) { return may_answer(base_url, at); });
  if (answers) return std::nullopt;
  return "feeds lead to where nothing of this listens: set base_url in site.yaml, or serve with --base-url";
}

Servers::Servers(http::ServerConfig config, const ServeSettings& settings, const Parts& parts)
    : parts_(parts),
      public_pages_(parts.vitals, parts.site.current()),
      public_(std::move(config), parts.site.site(), parts.clock, parts.log,
              {.observers = parts.observation.observers(),
               .live = &public_pages_,
               .certificates = parts.certificates,
               .thread_lost = [&vitals = parts.vitals] { vitals.note_lost_thread(); }}),
      admin_pages_(parts.vitals, parts.observation.metric_sources(), parts.observation.census(), parts.clock) {
  if (!settings.admin_listen.empty()) admin_.emplace(settings, admin_pages_, parts.clock, parts.log);
  if (!settings.preview.empty()) preview_.emplace(parts.trees, settings.preview, parts.clock, parts.log);
}

/// The public server first: whoever asks the operator's whether all is well is told so by a server that answers.
std::vector<Diagnostic> Servers::start() {
  auto bound = public_.start();
  if (!bound.value) return std::move(bound.diagnostics);
  bound_ = *std::move(bound.value);
  if (preview_) {
    if (auto problems = preview_->start(); !problems.empty()) return problems;
  }
  if (!admin_) return {};
  auto admin_bound = admin_->start();
  if (!admin_bound.value) return std::move(admin_bound.diagnostics);
  admin_bound_ = *std::move(admin_bound.value);
  return {};
}

void Servers::print_addresses() const {
  print("listening on", bound_);
  print("metrics on", admin_bound_);
  if (preview_) print("previewing on", preview_->addresses());
  std::fflush(stdout);
}

void Servers::stop() {
  public_.stop(stop_grace);
}

}  // namespace citefeed::app
