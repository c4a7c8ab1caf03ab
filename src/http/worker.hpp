/// One thread of the server: waits for its sockets (epoll) and lets the connection that can go on go on.
#pragma once
#include <sys/epoll.h>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/instant.hpp"
#include "base/log.hpp"
#include "http/connection.hpp"
#include "http/listener.hpp"

namespace citefeed::http {

// The files whose events one thread waits for (epoll(7)).

class Epoll final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  Epoll();

  /// Reports `events` of `file` as `about`, a word of the caller's, until the file is closed or removed. False, with
  /// errno, when the kernel cannot.
  [[nodiscard]] bool add(int file, std::uint32_t events, std::uint64_t about);
  /// The same for a file that was added.
  [[nodiscard]] bool change(int file, std::uint32_t events, std::uint64_t about);
  void remove(int file);

  /// What has happened, at the latest after `longest`; negative: for as long as it takes. Lasts until the next call.
  /// Throws std::system_error when the kernel does not watch any more.
  [[nodiscard]] std::span<const epoll_event> wait(std::chrono::milliseconds longest);

 private:
  FileDescriptor file_;
  std::array<epoll_event, 256> events_ = {};
};

/// What all workers of a server share; outlives them.
struct Surroundings {
  const ServerConfig& config;
  const resource::CurrentSite& site;
  const Clock& clock;
  Log& log;
  const LivePages* live = nullptr;
  const Certificates* certificates = nullptr;
  ConnectionCount& count;
  ProxyMismatches& mismatches;
};

/// Owns its listening sockets and all connections that were accepted from them; shares nothing with other workers, so
/// that no request waits for a lock. Connections are watched with EPOLLET: one epoll_ctl() in a connection's life.
class Worker final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  Worker(const Surroundings& shared, Observer* observer, std::vector<ListeningSocket> listeners);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Serves until stopped. A lack of memory costs the connection that met it. What else goes wrong outside of
  /// connections is thrown, and abandon() is all that can be done then.
  void run();
  /// One round of that: waits for its sockets, at most for `longest` (negative: for as long as it takes), and lets each
  /// connection that can go on go on. How many sockets had something to say.
  std::size_t serve_once(std::chrono::milliseconds longest);
  /// How long it may wait before there is something to do that no socket tells of; negative: for ever.
  [[nodiscard]] std::chrono::milliseconds time_to_wait() const;
  /// True once it was stopped and all is done.
  [[nodiscard]] bool is_finished() const;
  /// Closes all that it listens on, and its connections: their clients find another thread.
  void abandon() noexcept;
  /// Makes run() return: at `deadline`, or as soon as all answers in flight are out. From any thread, more than once.
  void stop(TimePoint deadline);

 private:
  /// A connection by the number of its socket.
  struct Slot {
    std::unique_ptr<Connection> connection = {};
    std::uint32_t watched = 0;  ///< the events the kernel reports; 0: it does not know of the connection yet
  };

  template <class Step>
  bool survive(const Step& step);
  void ease();
  void stop_listening();
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
  void do_what_is_due();
  void time_out_connections();
  [[nodiscard]] TimePoint::duration taken_off(const Connection& connection) const;
  void pause_accepting(const char* reason);
  void resume_accepting();
  void begin_stopping();
  void end_farewell();

  const Clock& clock_;
  Log& log_;
  Wake wake_ = {};
  Workbench bench_;
  std::vector<ListeningSocket> listeners_;
  Epoll epoll_ = {};
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
