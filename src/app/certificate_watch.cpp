#include "app/certificate_watch.hpp"

#include <chrono>
#include <cstddef>
#include <exception>

namespace citefeed::app {
namespace {

constexpr std::chrono::seconds interval{2};

}  // namespace

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
  std::unique_lock lock{mutex_};
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

}  // namespace citefeed::app
