/// Everything that listens in one process: the public server, and the operator's and the editors' where they are
/// wanted.
#pragma once
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "app/live_pages.hpp"
#include "app/options.hpp"
#include "app/settings.hpp"
#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "base/iri.hpp"
#include "base/log.hpp"
#include "engine/current.hpp"
#include "engine/followed_site.hpp"
#include "engine/vitals.hpp"
#include "http/certificates.hpp"
#include "http/server.hpp"
#include "subscribers/census.hpp"
#include "telemetry/access_log.hpp"
#include "telemetry/metrics.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::app {

// The admin listener: a server of its own, for whoever operates this one.

/// One thread, and nothing on it but live pages. The public addresses never answer for it, and it never answers a page
/// of another site (http::answer_to_operator()).
class Admin final {
 public:
  /// Everything given by reference must outlive it; `settings` have an address for it. Does nothing until start().
  Admin(const ServeSettings& settings, const http::LivePages& pages, const Clock& clock, Log& log);
  /// As http::Server::start().
  [[nodiscard]] Outcome<std::vector<http::Endpoint>> start();

 private:
  resource::CurrentSite site_ = {};
  http::Server server_;
};

// Everybody who watches what the public addresses answer, put together as the settings want it.

/// Metrics and statistics where there is an admin address, an access log where one is wanted. The order of calls is:
/// open(), observers() for the server, start(), and finish() once the server has stopped.
class Observation final {
 public:
  /// The references must outlive this.
  Observation(const ServeSettings& settings, const engine::Current& current, const Clock& clock, Log& log);

  /// Opens what is written to; what is wrong with that, as errors.
  [[nodiscard]] std::vector<Diagnostic> open();
  /// For the server; null when nobody watches.
  [[nodiscard]] http::Observers* observers();
  /// For /metrics.
  [[nodiscard]] std::vector<const telemetry::MetricSource*> metric_sources() const;
  /// For /stats; null when nobody is counted.
  [[nodiscard]] subscribers::Census* census() { return census_ ? &*census_ : nullptr; }
  void start();
  /// Takes the log files that stand under their names now. From any thread.
  void reopen_logs();
  /// Writes what is still to be written.
  void finish();

 private:
  const ServeSettings& settings_;
  const engine::Current& current_;
  const Clock& clock_;
  Log& log_;
  std::optional<telemetry::Metrics> metrics_ = {};
  std::optional<telemetry::AccessLog> access_log_ = {};
  std::optional<subscribers::Census> census_ = {};
  std::optional<telemetry::Recorder> recorder_ = {};
  std::optional<telemetry::FanOut> fan_out_ = {};
};

// The site as editors want to see it before it is public: with drafts, and with everything that is scheduled.

/// A site and a server of its own, on a thread of its own: nothing the public is answered from ever meets a draft. Its
/// addresses lead to itself. What is wrong with the files it leaves to the public site to tell.
class Preview final {
 public:
  /// Everything given by reference must outlive it. `listen` is not empty and loopback (http::Protocol::preview). Does
  /// nothing until start().
  Preview(const engine::Trees& trees, std::vector<http::Endpoint> listen, const Clock& clock, Log& log);

  /// Listens, and answers 503 until the site has been built, which then follows what changes; why not.
  [[nodiscard]] std::vector<Diagnostic> start();
  /// Where it listens, once start() succeeded. Its links lead to the first of them.
  [[nodiscard]] const std::vector<http::Endpoint>& addresses() const { return bound_; }

 private:
  class Silence final : public Log {
   public:
    void write(std::string_view /*event*/, std::initializer_list<LogField> /*fields*/) noexcept override {}
  };
  void run(const std::stop_token& stop);

  Silence silence_ = {};
  engine::Vitals vitals_ = {};
  engine::FollowedSite site_;
  const PublicPages pages_;
  http::Server server_;
  std::vector<http::Endpoint> bound_ = {};
  std::jthread thread_ = {};  ///< last: it uses all of the above
};

/// The public server as `settings` describe it, within what this machine allows. Where a service manager hands sockets
/// on, these are served instead of the addresses in the settings. Without value when they cannot be served.
[[nodiscard]] Outcome<http::ServerConfig> public_config(const ServeSettings& settings, Log& log);

/// Why links to `base_url` cannot be answered here, as a sentence for the log: it is an address of this machine, and
/// the site listens for others too, or not there at all. Nothing where they may be: whoever forwards other addresses to
/// us is not known. `listen` is where the site is served. Pure.
[[nodiscard]] std::optional<std::string> why_unreachable(const Iri& base_url,
                                                         const std::vector<http::Endpoint>& listen);

/// One thread, apart from the servers' own.
class Servers final {
 public:
  /// What the servers show and tell. All of it must outlive them.
  struct Parts {
    engine::FollowedSite& site;  ///< already built
    engine::Vitals& vitals;
    const engine::Trees& trees;                        ///< what the preview shows
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
  const AdminPages admin_pages_;
  std::optional<Admin> admin_ = {};
  std::vector<http::Endpoint> admin_bound_ = {};
  std::optional<Preview> preview_ = {};
};

}  // namespace citefeed::app
