#include "http/server.hpp"

#include <cassert>
#include <exception>
#include <system_error>
#include <utility>

#include "http/listener.hpp"
#include "http/worker.hpp"

namespace citefeed::http {
Server::Server(ServerConfig config, const resource::CurrentSite& site, const Clock& clock, Log& log)
    : Server(std::move(config), site, clock, log, Company{}) {}

Server::Server(ServerConfig config, const resource::CurrentSite& site, const Clock& clock, Log& log, Company company)
    : config_(std::move(config)),
      site_(site),
      clock_(clock),
      log_(log),
      company_(std::move(company)),
      count_(config_.clients.max_connections, config_.clients.max_connections_per_client),
      mismatches_(log) {
  assert(!config_.listen.empty() && config_.threads > 0);
}

Server::~Server() {
  stop(std::chrono::milliseconds{0});
}

Outcome<std::vector<Endpoint>> Server::start() {
  Outcome<std::vector<Endpoint>> started;
  std::vector<std::vector<ListeningSocket>> sockets(config_.threads);  // by thread
  std::vector<Endpoint> addresses;
  std::vector<SocketFile> files;
  const ListenOptions options{
      .sockets = config_.threads, .share_ports = config_.share_ports, .socket_mode = config_.socket_mode};
  for (const Endpoint& endpoint : config_.listen) {
    Outcome<Listener> listener = listen_on(endpoint, options);
    if (!listener.value) {
      started.diagnostics.insert(started.diagnostics.end(), listener.diagnostics.begin(), listener.diagnostics.end());
      continue;
    }
    addresses.push_back(listener.value->address);
    files.push_back(std::move(listener.value->file));
    for (std::size_t i = 0; i < sockets.size(); ++i) sockets[i].push_back(std::move(listener.value->sockets[i]));
  }
  if (has_errors(started.diagnostics)) return started;
  try {
    for (auto& own : sockets) {
      Observer* observer = company_.observers == nullptr ? nullptr : &company_.observers->add_thread();
      workers_.push_back(std::make_unique<Worker>(
          Surroundings{config_, site_, clock_, log_, company_.live, company_.certificates, count_, mismatches_},
          observer, std::move(own)));
    }
  } catch (const std::system_error& error) {
    workers_.clear();
    started.diagnostics.push_back({.message = std::string{"cannot start: "} + error.what()});
    return started;
  }
  const MutexLock lock{joining_};
  files_ = std::move(files);
  for (const auto& worker : workers_) threads_.emplace_back([&worker, this] { run(*worker); });
  started.value = std::move(addresses);
  return started;
}

/// The top of a serving thread. What gets here is a broken program or a lost machine; other threads serve on, and
/// nobody is sent to this one any more.
void Server::run(Worker& worker) const {
  try {
    return worker.run();
  } catch (const std::exception& error) {
    log_.write("thread_failed", {{.key = "error", .value = error.what()}});
  } catch (...) {
    log_.write("thread_failed", {});
  }
  worker.abandon();
  if (company_.thread_lost) company_.thread_lost();
}

void Server::stop(std::chrono::milliseconds grace) {
  const TimePoint deadline = clock_.ticks() + grace;
  for (const auto& worker : workers_) worker->stop(deadline);
  const MutexLock lock{joining_};
  files_.clear();  // a successor may take the paths while the last answers go out
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace citefeed::http
