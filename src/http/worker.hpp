/// One thread of the server: waits for its sockets (epoll) and lets the connection that can go on go on.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/wake.hpp"
#include "http/connection.hpp"
#include "http/epoll.hpp"
#include "http/listener.hpp"

namespace citefeed::http {

/// What all workers of a server share; outlives them.
struct Surroundings {
  const ServerConfig& config;
  const resource::CurrentSite& site;
  const Clock& clock;
  Log& log;
  const LivePages* live = nullptr;
  const Certificates* certificates = nullptr;
  ConnectionCount& count;
};

/// Owns its listening sockets and all connections that were accepted from them; shares nothing with other workers, so
/// that no request waits for a lock. Connections are watched with EPOLLET: one epoll_ctl() in a connection's life.
class Worker final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  Worker(const Surroundings& shared, Observer* observer, std::vector<ListeningSocket> listeners);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Serves until stopped.
  void run();
  /// Makes run() return: at `deadline`, or as soon as all answers in flight are out. From any thread, more than once.
  void stop(TimePoint deadline);

 private:
  /// A connection by the number of its socket.
  struct Slot {
    std::unique_ptr<Connection> connection = {};
    std::uint32_t watched = 0;  ///< the events the kernel reports; 0: it does not know of the connection yet
  };

  [[nodiscard]] std::chrono::milliseconds time_to_wait() const;
  [[nodiscard]] bool is_finished() const;
  void note_time();
  void handle(const epoll_event& event);
  bool accept_from(const ListeningSocket& listener);
  void welcome(FileDescriptor socket, const IpAddress& client, Protocol protocol);
  void advance(int socket, bool hung_up);
  template <class Step>
  void attempt(Slot& slot, const Step& step);
  void go_on(Slot& slot, Connection::Next next);
  [[nodiscard]] bool watch(Slot& slot, std::uint32_t events);
  void close(Slot& slot);
  void give_turns();
  void time_out_connections();
  [[nodiscard]] TimePoint::duration taken_off(const Connection& connection) const;
  void pause_accepting(const std::string& reason);
  void resume_accepting();
  void begin_stopping();
  void end_farewell();

  const Clock& clock_;
  Log& log_;
  Workbench bench_;
  std::vector<ListeningSocket> listeners_;
  Epoll epoll_ = {};
  Wake wake_ = {};
  std::vector<Slot> slots_ = {};
  std::size_t connections_ = 0;
  std::vector<int> turns_ = {};  ///< sockets whose connections have more to do
  std::chrono::milliseconds sweep_interval_;
  TimePoint next_sweep_ = {};
  bool accepting_ = false;
  bool accept_trouble_ = false;  ///< no connection was accepted since accepting paused, which was logged
  TimePoint resume_accepting_at_ = {};
  bool closes_idle_ = false;  ///< stopping, and those who ask for nothing had their time
  TimePoint farewell_ends_ = {};
  std::atomic<bool> stop_requested_ = false;
  std::atomic<TimePoint::rep> stop_deadline_ = 0;
};

}  // namespace citefeed::http
