/// The site as editors want to see it before it is public: with drafts, and with everything that is scheduled.
#pragma once
#include <stop_token>
#include <thread>
#include <vector>

#include "app/followed_site.hpp"
#include "app/live_pages.hpp"
#include "app/options.hpp"
#include "app/vitals.hpp"
#include "base/clock.hpp"
#include "base/diagnostic.hpp"
#include "base/log.hpp"
#include "http/server.hpp"

namespace citefeed::app {

/// A site and a server of its own, on a thread of its own: nothing the public is answered from ever meets a draft. Its
/// addresses lead to itself. What is wrong with the files it leaves to the public site to tell.
class Preview final {
 public:
  /// Everything given by reference must outlive it. `listen` is not empty and loopback (http::Protocol::preview). Does
  /// nothing until start().
  Preview(const Trees& trees, std::vector<http::Endpoint> listen, const Clock& clock, Log& log);

  /// Listens, and answers 503 until the site has been built, which then follows what changes; why not.
  [[nodiscard]] std::vector<Diagnostic> start();
  /// Where it listens, once start() succeeded. Its links lead to the first of them.
  [[nodiscard]] const std::vector<http::Endpoint>& addresses() const { return bound_; }

 private:
  class Silence final : public Log {
   public:
    void write(std::string_view /*event*/, std::initializer_list<LogField> /*fields*/) override {}
  };
  void run(const std::stop_token& stop);

  Silence silence_ = {};
  Vitals vitals_ = {};
  FollowedSite site_;
  const PublicPages pages_;
  http::Server server_;
  std::vector<http::Endpoint> bound_ = {};
  std::jthread thread_ = {};  ///< last: it uses all of the above
};

}  // namespace citefeed::app
