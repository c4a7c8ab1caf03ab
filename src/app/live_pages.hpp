/// The live pages of the public and of the admin address.
#pragma once
#include "app/vitals.hpp"
#include "base/clock.hpp"
#include "http/live.hpp"
#include "telemetry/metrics.hpp"

namespace citefeed::app {

/// "/healthz" (the process answers) and "/readyz" (it serves a complete generation and can read what it was made of).
class PublicPages final : public http::LivePages {
 public:
  explicit PublicPages(const Vitals& vitals) : vitals_(vitals) {}
  [[nodiscard]] std::optional<http::LiveAnswer> find(std::string_view path) const override;

 private:
  const Vitals& vitals_;
};

/// The same, and "/metrics".
class AdminPages final : public http::LivePages {
 public:
  AdminPages(const Vitals& vitals, const telemetry::Metrics& metrics, const Clock& clock)
      : public_(vitals), vitals_(vitals), metrics_(metrics), clock_(clock) {}
  [[nodiscard]] std::optional<http::LiveAnswer> find(std::string_view path) const override;

 private:
  PublicPages public_;
  const Vitals& vitals_;
  const telemetry::Metrics& metrics_;
  const Clock& clock_;
};

}  // namespace citefeed::app
