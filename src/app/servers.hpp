/// Everything that listens in one process: the public server, and the operator's and the editors' where they are
/// wanted.
#pragma once
#include <optional>
#include <vector>

#include "app/admin.hpp"
#include "app/followed_site.hpp"
#include "app/live_pages.hpp"
#include "app/observation.hpp"
#include "app/preview.hpp"
#include "app/settings.hpp"
#include "app/vitals.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/outcome.hpp"
#include "http/certificates.hpp"
#include "http/server.hpp"

namespace citefeed::app {

/// The public server as `settings` describe it, within what this machine allows. Where a service manager hands sockets
/// on, these are served instead of the addresses in the settings. Without value when they cannot be served.
[[nodiscard]] Outcome<http::ServerConfig> public_config(const ServeSettings& settings, Log& log);

/// One thread, apart from the servers' own.
class Servers final {
 public:
  /// What the servers show and tell. All of it must outlive them.
  struct Parts {
    FollowedSite& site;  ///< already built
    const Vitals& vitals;
    const Trees& trees;                                ///< what the preview shows
    Observation& observation;                          ///< already opened
    const http::Certificates* certificates = nullptr;  ///< loaded; null where there are none
    const Clock& clock;
    Log& log;
  };

  /// Does nothing until start(). `config` is as public_config() gives it, from `settings`.
  Servers(http::ServerConfig config, const ServeSettings& settings, const Parts& parts);

  /// Listens on every address and answers from then on; why not, when one of them cannot be had.
  [[nodiscard]] std::vector<Diagnostic> start();
  /// Says on standard output where each of them can be reached; scripts wait for the first line.
  void print_addresses() const;
  /// Where the site is served, once start() succeeded.
  [[nodiscard]] const std::vector<http::Endpoint>& public_addresses() const { return bound_; }
  /// Ends the public server as http::Server::stop() does, with some seconds' grace. The others go on to the end of this
  /// object.
  void stop();

 private:
  const Parts parts_;
  // In this order, since each uses those before it and is gone before them.
  const PublicPages public_pages_;
  http::Server public_;
  std::vector<http::Endpoint> bound_ = {};
  const std::vector<http::Endpoint> admin_listen_;
  const AdminPages admin_pages_;
  std::optional<Admin> admin_ = {};
  std::vector<http::Endpoint> admin_bound_ = {};
  std::optional<Preview> preview_ = {};
};

}  // namespace citefeed::app
