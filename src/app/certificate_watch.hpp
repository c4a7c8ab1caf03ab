/// Notices that certificates were renewed on disk.
#pragma once
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "app/settings.hpp"
#include "base/log.hpp"
#include "http/certificates.hpp"

namespace citefeed::app {

/// The certificates of the settings, not loaded yet; nothing where there are none.
[[nodiscard]] std::optional<http::Certificates> certificates_of(const ServeSettings& settings);

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
  std::mutex mutex_ = {};
  std::condition_variable_any stopped_ = {};
  std::jthread thread_;
};

}  // namespace citefeed::app
