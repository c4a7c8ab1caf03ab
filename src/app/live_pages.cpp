#include "app/live_pages.hpp"

#include "base/published_addresses.hpp"
#include "http/request.hpp"
#include "publish/publish_months.hpp"

namespace citefeed::app {
namespace {

http::LiveAnswer plain(http::Status status, std::string body) {
  return {.status = status, .content_type = content_type(DocumentKind::plain_text), .body = std::move(body)};
}

}  // namespace

std::optional<http::LiveAnswer> HealthPages::find(std::string_view path, std::string_view /*query*/) const {
  const std::string_view name = path.substr(0, 1) == "/" ? path.substr(1) : "";
  if (name == liveness_name) return plain(http::Status::ok, "ok\n");
  if (name != readiness_name) return std::nullopt;
  const std::string reason = vitals_.why_not_ready(detail_);
  return reason.empty() ? plain(http::Status::ok, "ready\n")
                        : plain(http::Status::service_unavailable, "not ready: " + reason + "\n");
}

std::optional<http::LiveAnswer> PublicPages::find(std::string_view path, std::string_view query) const {
  if (path != "/" + name_of(Folder::root, DocumentKind::json)) return health_.find(path, query);
  const auto publication = current_.get();
  if (!publication) return std::nullopt;
  const auto cursor = http::find_parameter(query, "since").value_or(std::string_view{});
  auto changes = publish::changes_since(*publication, cursor);
  if (!changes) {
    auto refusal = plain(http::Status::bad_request,
                         "Expected since= with the cursor of an earlier answer of /changes.json; leave it out to begin "
                         "again\n");
    refusal.cross_origin = true;
    return refusal;
  }
  return http::LiveAnswer{
      .content_type = content_type(DocumentKind::json), .body = std::move(*changes), .cross_origin = true};
}

std::optional<http::LiveAnswer> AdminPages::find(std::string_view path, std::string_view query) const {
  if (path == "/metrics") return metrics();
  if (auto statistics = find_statistics(path)) return statistics;
  return health_.find(path, query);
}

http::LiveAnswer AdminPages::metrics() const {
  telemetry::Exposition exposition;
  for (const telemetry::MetricSource* source : sources_) source->write(exposition);
  vitals_.write(exposition, clock_.now());
  return {.content_type = std::string{telemetry::exposition_type}, .body = exposition.text()};
}

std::optional<http::LiveAnswer> AdminPages::find_statistics(std::string_view path) const {
  if (census_ == nullptr) return std::nullopt;
  if (path == "/stats") {
    return http::LiveAnswer{.content_type = "text/html; charset=utf-8", .body = to_html(census_->statistics())};
  }
  if (path == "/stats.json") {
    return http::LiveAnswer{.content_type = "application/json", .body = to_json(census_->statistics())};
  }
  if (path == "/stats.csv") {
    return http::LiveAnswer{.content_type = "text/csv; charset=utf-8", .body = to_csv(census_->statistics())};
  }
  return std::nullopt;
}

}  // namespace citefeed::app
