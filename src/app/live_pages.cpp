#include "app/live_pages.hpp"

namespace citefeed::app {
namespace {

http::LiveAnswer plain(http::Status status, std::string body) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(body)};
}

}  // namespace

std::optional<http::LiveAnswer> PublicPages::find(std::string_view path) const {
  if (path == "/healthz") return plain(http::Status::ok, "ok\n");
  if (path != "/readyz") return std::nullopt;
  const std::string reason = vitals_.why_not_ready();
  return reason.empty() ? plain(http::Status::ok, "ready\n")
                        : plain(http::Status::service_unavailable, "not ready: " + reason + "\n");
}

std::optional<http::LiveAnswer> AdminPages::find(std::string_view path) const {
  if (path != "/metrics") return public_.find(path);
  telemetry::Exposition exposition;
  for (const telemetry::MetricSource* source : sources_) source->write(exposition);
  vitals_.write(exposition, clock_.now());
  return http::LiveAnswer{.content_type = std::string{telemetry::exposition_type}, .body = exposition.text()};
}

}  // namespace citefeed::app
