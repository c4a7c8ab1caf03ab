/// The live pages of the public and of the admin address.
#pragma once
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "engine/current.hpp"
#include "engine/vitals.hpp"
#include "http/answer.hpp"
#include "subscribers/census.hpp"
#include "telemetry/metrics.hpp"

namespace citefeed::app {

/// "/healthz" (the process answers) and "/readyz" (it serves a complete generation and can read what it was made of;
/// where not, why, in as much detail as is wanted).
class HealthPages final : public http::LivePages {
 public:
  HealthPages(const engine::Vitals& vitals, engine::Detail detail) : vitals_(vitals), detail_(detail) {}
  [[nodiscard]] std::optional<http::LiveAnswer> find(std::string_view path, std::string_view query) const override;

 private:
  const engine::Vitals& vitals_;
  const engine::Detail detail_;
};

/// The same in brief, and "/changes.json?since={cursor}" for mirrors.
class PublicPages final : public http::LivePages {
 public:
  /// Both must outlive this.
  PublicPages(const engine::Vitals& vitals, const engine::Current& current)
      : health_(vitals, engine::Detail::brief), current_(current) {}
  [[nodiscard]] std::optional<http::LiveAnswer> find(std::string_view path, std::string_view query) const override;

 private:
  HealthPages health_;
  const engine::Current& current_;
};

/// Those of health in full, "/metrics", and "/stats" with "/stats.json" and "/stats.csv".
class AdminPages final : public http::LivePages {
 public:
  /// `sources` are exposed in their order, before `vitals`; all must outlive this. `census` is null where nobody is
  /// counted.
  AdminPages(const engine::Vitals& vitals, std::vector<const telemetry::MetricSource*> sources,
             subscribers::Census* census, const Clock& clock)
      : health_(vitals, engine::Detail::full),
        vitals_(vitals),
        sources_(std::move(sources)),
        census_(census),
        clock_(clock) {}
  [[nodiscard]] std::optional<http::LiveAnswer> find(std::string_view path, std::string_view query) const override;

 private:
  [[nodiscard]] std::optional<http::LiveAnswer> find_statistics(std::string_view path) const;
  [[nodiscard]] http::LiveAnswer metrics() const;

  HealthPages health_;
  const engine::Vitals& vitals_;
  const std::vector<const telemetry::MetricSource*> sources_;
  subscribers::Census* const census_;
  const Clock& clock_;
};

}  // namespace citefeed::app
