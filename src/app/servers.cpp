#include "app/servers.hpp"

#include <unistd.h>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>

#include "app/activation.hpp"
#include "app/file_limit.hpp"
#include "app/load.hpp"

namespace citefeed::app {
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
  if (config.threads == 0) config.threads = processors();
  limit_connections_to_files(config.clients, log);
  return {.value = std::move(config)};
}

Servers::Servers(http::ServerConfig config, const ServeSettings& settings, const Parts& parts)
    : parts_(parts),
      public_pages_(parts.vitals, parts.site.current()),
      public_(std::move(config), parts.site.site(), parts.clock, parts.log,
              {.observers = parts.observation.observers(), .live = &public_pages_, .certificates = parts.certificates}),
      admin_listen_(settings.admin_listen),
      admin_pages_(parts.vitals, parts.observation.metric_sources(), parts.observation.census(), parts.clock) {
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
  if (admin_listen_.empty()) return {};
  auto admin_bound = admin_.emplace(admin_listen_, admin_pages_, parts_.clock, parts_.log).start();
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
