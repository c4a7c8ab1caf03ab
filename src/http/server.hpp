/// The HTTP server: serves the current site on its addresses until it is stopped.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "base/log.hpp"
#include "base/mutex.hpp"
#include "http/answer.hpp"
#include "http/endpoint.hpp"
#include "http/limits.hpp"
#include "http/listener.hpp"
#include "http/observer.hpp"
#include "http/server_config.hpp"
#include "resource/current_site.hpp"

namespace citefeed::http {

class Certificates;
class Worker;

class Server final {
 public:
  /// Who else has to do with the answers; null where nobody.
  struct Company {
    Observers* observers = nullptr;
    const LivePages* live = nullptr;
    const Certificates* certificates = nullptr;  ///< loaded; needed where an endpoint speaks HTTPS
    /// Called when a thread had to end before it was stopped: by that thread, after it has closed all that it listened
    /// on. Must not throw.
    std::function<void()> thread_lost = {};
  };

  /// Everything given by reference must outlive the server.
  Server(ServerConfig config, const resource::CurrentSite& site, const Clock& clock, Log& log);
  Server(ServerConfig config, const resource::CurrentSite& site, const Clock& clock, Log& log, Company company);
  /// Stops without grace.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens on all addresses and answers from then on; returns the addresses that were really taken, in the order of
  /// the configuration (a port 0 became a number). Without value: the reason for each address that cannot be had, e.g.
  /// "cannot listen on 127.0.0.1:8080: address already in use"; nothing is then listened on. Call it once.
  [[nodiscard]] Outcome<std::vector<Endpoint>> start();

  /// Accepts what already waits (unless somebody else will) and then no more; answers what still comes, saying that it
  /// is the last answer; closes connections that ask for nothing after the farewell, and returns when all threads have
  /// ended, at the latest after `grace`. From any thread, any number of times.
  void stop(std::chrono::milliseconds grace);

 private:
  void run(Worker& worker) const;

  const ServerConfig config_;
  const resource::CurrentSite& site_;
  const Clock& clock_;
  Log& log_;
  const Company company_;
  ConnectionCount count_;
  ProxyMismatches mismatches_;
  std::vector<std::unique_ptr<Worker>> workers_;
  Mutex joining_ = {};
  std::vector<SocketFile> files_ GUARDED_BY(joining_) = {};
  std::vector<std::thread> threads_ GUARDED_BY(joining_) = {};
};

}  // namespace citefeed::http
