#include "http/worker.hpp"

#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>
#include <utility>

#include "http/endpoint.hpp"
#include "http/listener.hpp"

namespace citefeed::http {
namespace {

bool control(int epoll, int operation, int file, std::uint32_t events, std::uint64_t about) {
  epoll_event event = {.events = events, .data = {.u64 = about}};
  return epoll_ctl(epoll, operation, file, &event) == 0;
}

}  // namespace

Epoll::Epoll() : file_(epoll_create1(EPOLL_CLOEXEC)) {
  if (!file_.is_open()) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

bool Epoll::add(int file, std::uint32_t events, std::uint64_t about) {
  return control(file_.number(), EPOLL_CTL_ADD, file, events, about);
}

bool Epoll::change(int file, std::uint32_t events, std::uint64_t about) {
  return control(file_.number(), EPOLL_CTL_MOD, file, events, about);
}

void Epoll::remove(int file) {
  static_cast<void>(epoll_ctl(file_.number(), EPOLL_CTL_DEL, file, nullptr));  // fails only where it is not watched
}

std::span<const epoll_event> Epoll::wait(std::chrono::milliseconds longest) {
  const int count =
      epoll_wait(file_.number(), events_.data(), static_cast<int>(events_.size()), static_cast<int>(longest.count()));
  if (count < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "epoll_wait");
  return std::span{events_}.first(static_cast<std::size_t>(std::max(count, 0)));
}

namespace {

using std::chrono::milliseconds;

// What an event is about stands above the number of the socket in epoll_event::data.
constexpr std::uint64_t about_listener = std::uint64_t{1} << 32U;
constexpr std::uint64_t about_wake = std::uint64_t{2} << 32U;
constexpr std::uint64_t about_mask = ~std::uint64_t{0} << 32U;

constexpr std::uint32_t input_events = EPOLLIN | EPOLLRDHUP | EPOLLET;
constexpr std::uint32_t output_events = input_events | EPOLLOUT;

/// How long a thread that found no room for another connection waits before it tries again.
constexpr milliseconds accept_pause{200};
/// Connections taken from one listener before the others get their turn.
constexpr int accepts_in_a_row = 64;
/// How often that is done while stopping: for all that a queue can hold (SOMAXCONN is 4096), not for a flood.
constexpr int most_stopping_rounds = 64;

std::uint64_t about(std::uint64_t kind, int file) {
  return kind | static_cast<std::uint64_t>(file);
}

/// sendfile() knows no MSG_NOSIGNAL: a client that is gone must be an error here, not the end of the program.
void block_broken_pipes() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// Takes no memory, which may be what there is none of.
const char* text_of(int error) {
  const char* const text = strerrordesc_np(error);
  return text == nullptr ? "an unknown error" : text;
}

/// Often enough that a timeout is never late by more than a quarter, at most once a second.
milliseconds sweep_interval(const ServerConfig& config) {
  const milliseconds shortest = std::min({config.header_timeout, config.idle_timeout, config.write_timeout,
                                          config.linger_timeout, config.clients.request_timeout});
  return std::clamp(shortest / 4, milliseconds{10}, milliseconds{1000});
}

}  // namespace

Worker::Worker(const Surroundings& shared, Observer* observer, std::vector<ListeningSocket> listeners)
    : clock_(shared.clock),
      log_(shared.log),
      bench_{.config = shared.config,
             .clock = shared.clock,
             .site = resource::SiteReader{shared.site, wake_},
             .live = shared.live,
             .certificates = shared.certificates,
             .observer = observer,
             .count = shared.count,
             .mismatches = shared.mismatches,
             .repeats = RepeatLimit{shared.config.clients.max_repeats, shared.config.clients.repeat_window,
                                    RepeatLimit::make_secret()},
             .secure_tail = ResponseTail{shared.config.hsts}},
      listeners_(std::move(listeners)),
      sweep_interval_(sweep_interval(shared.config)) {
  bench_.buffer.resize(2 * shared.config.limits.max_header_bytes);
  note_time();
  if (!epoll_.add(wake_.number(), EPOLLIN, about(about_wake, wake_.number()))) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
  resume_accepting();
}

void Worker::run() {
  block_broken_pipes();
  // A thread's first allocation takes more than it asks for (docs/decisions/0021): let that be now.
  survive([this] { turns_.reserve(accepts_in_a_row); });
  while (!is_finished()) serve_once(time_to_wait());
}

std::size_t Worker::serve_once(milliseconds longest) {
  const auto events = epoll_.wait(longest);
  survive([this] { note_time(); });
  for (const epoll_event& event : events) survive([&] { handle(event); });
  survive([this] { give_turns(); });
  survive([this] { do_what_is_due(); });
  return events.size();
}

/// False when `step` found no memory. What it left undone comes up again.
template <class Step>
bool Worker::survive(const Step& step) {
  try {
    step();
    return true;
  } catch (const std::bad_alloc&) {
    ease();
    return false;
  }
}

/// Where memory ran out: new clients wait for a moment, and what can be spared is given back.
void Worker::ease() {
  bench_.outbox.let_go();
  if (accepting_) pause_accepting(text_of(ENOMEM));
}

void Worker::do_what_is_due() {
  if (bench_.now >= next_sweep_) time_out_connections();
  if (!accepting_ && !bench_.stopping && bench_.now >= resume_accepting_at_) resume_accepting();
  if (!bench_.stopping && stop_requested_.load(std::memory_order_acquire)) begin_stopping();
  if (bench_.stopping && !closes_idle_ && bench_.now >= farewell_ends_) end_farewell();
}

void Worker::abandon() noexcept {
  stop_listening();
  for (Slot& slot : slots_) {
    if (slot.connection != nullptr) close(slot);
  }
  bench_.outbox.let_go();
  bench_.site.let_go();
}

/// A socket that another process has too stays watched when ours is closed: it is no longer looked at first (epoll(7)).
void Worker::stop_listening() {
  accepting_ = false;
  for (const ListeningSocket& listener : listeners_) epoll_.remove(listener.socket.number());
  listeners_.clear();
}

void Worker::stop(TimePoint deadline) {
  stop_deadline_.store(deadline.time_since_epoch().count(), std::memory_order_relaxed);
  stop_requested_.store(true, std::memory_order_release);
  wake_.ring();
}

milliseconds Worker::time_to_wait() const {
  if (!turns_.empty()) return milliseconds{0};
  if (connections_ == 0 && accepting_ && !bench_.outbox.holds_bodies()) return milliseconds{-1};
  TimePoint until = next_sweep_;
  if (!accepting_ && !bench_.stopping) until = std::min(until, resume_accepting_at_);
  if (bench_.stopping) until = std::min(until, TimePoint{TimePoint::duration{stop_deadline_.load()}});
  if (bench_.stopping && !closes_idle_) until = std::min(until, farewell_ends_);
  return std::clamp(std::chrono::ceil<milliseconds>(until - bench_.now), milliseconds{0}, milliseconds{1000});
}

bool Worker::is_finished() const {
  if (!bench_.stopping) return false;
  return connections_ == 0 || bench_.now.time_since_epoch().count() >= stop_deadline_.load(std::memory_order_relaxed);
}

void Worker::note_time() {
  bench_.now = clock_.ticks();
  const Instant date = clock_.now();
  bench_.tail.set_date(date);
  bench_.secure_tail.set_date(date);
}

void Worker::handle(const epoll_event& event) {
  const auto number = static_cast<int>(event.data.u64 & ~about_mask);
  switch (event.data.u64 & about_mask) {
    case about_listener:
      for (const ListeningSocket& listener : listeners_) {
        if (listener.socket.number() == number && accepting_) static_cast<void>(accept_from(listener));
      }
      return;
    case about_wake:
      wake_.clear();
      static_cast<void>(bench_.site.get());  // where it was replaced, the old one must not wait here for a request
      return;
    default:
      return advance(number, (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0);
  }
}

/// Takes some of the connections that wait; true when there may be more of them.
bool Worker::accept_from(const ListeningSocket& listener) {
  for (int i = 0; i < accepts_in_a_row; ++i) {
    if (bench_.count.is_full()) {
      pause_accepting("there are as many connections as allowed");
      return false;
    }
    SocketAddress client;
    FileDescriptor socket{accept4(listener.socket.number(), client.get(), &client.size, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (socket.is_open()) {
      if (!survive([&] { welcome(std::move(socket), ip_address_of(client), listener.protocol); })) return false;
      accept_trouble_ = false;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return false;
    } else if (!concerns_one_client(errno)) {
      pause_accepting(text_of(errno));
      return false;
    }
  }
  return true;
}

/// Starts on a new connection at once: its first request is usually there already, and a client that wants one answer
/// and no more never costs an epoll_ctl().
void Worker::welcome(FileDescriptor socket, const IpAddress& client, Protocol protocol) {
  const int number = socket.number();
  const auto index = static_cast<std::size_t>(number);
  if (index >= slots_.size()) slots_.resize(index + 1);
  slots_[index] = {.connection = std::make_unique<Connection>(Stream{std::move(socket)}, client, protocol, bench_)};
  ++connections_;
  bench_.count.open();
  if (bench_.observer != nullptr) bench_.observer->opened();
  attempt(slots_[index], [this](Connection& connection) {
    return connection.admit(bench_) ? connection.advance(bench_, false) : Connection::Next::close;
  });
}

void Worker::advance(int socket, bool hung_up) {
  const auto index = static_cast<std::size_t>(socket);
  if (index >= slots_.size() || slots_[index].connection == nullptr) return;
  attempt(slots_[index], [&](Connection& connection) { return connection.advance(bench_, hung_up); });
}

/// Lets a connection take one step. Should it fail (no memory, a page that cannot be rendered), that is its loss alone.
template <class Step>
void Worker::attempt(Slot& slot, const Step& step) {
  try {
    go_on(slot, step(*slot.connection));
  } catch (const std::exception& error) {
    log_.write("connection_failed", {{.key = "error", .value = error.what()}});
    bench_.outbox.clear();
    close(slot);
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) ease();
  }
}

void Worker::go_on(Slot& slot, Connection::Next next) {
  switch (next) {
    case Connection::Next::close:
      return close(slot);
    case Connection::Next::turn:
      turns_.push_back(slot.connection->socket());
      [[fallthrough]];
    case Connection::Next::input:
      if (closes_idle_ && slot.connection->is_idle()) return close(slot);
      if (slot.watched == 0 && !watch(slot, input_events)) close(slot);
      return;
    case Connection::Next::output:
      if (slot.watched != output_events && !watch(slot, output_events)) close(slot);
      return;
  }
}

bool Worker::watch(Slot& slot, std::uint32_t events) {
  const int socket = slot.connection->socket();
  const auto about_connection = static_cast<std::uint64_t>(socket);
  const bool is_new = std::exchange(slot.watched, events) == 0;
  return is_new ? epoll_.add(socket, events, about_connection) : epoll_.change(socket, events, about_connection);
}

void Worker::close(Slot& slot) {
  slot = {};  // closing the socket takes it out of epoll as well
  --connections_;
  bench_.count.close();
  if (bench_.observer != nullptr) bench_.observer->closed();
}

void Worker::give_turns() {
  std::vector<int> turns;
  turns.swap(turns_);
  for (const int socket : turns) advance(socket, false);
  if (turns_.empty()) {
    turns.clear();
    turns_.swap(turns);  // keeps its memory
  }
}

void Worker::time_out_connections() {
  next_sweep_ = bench_.now + sweep_interval_;
  bench_.outbox.age();
  const bool is_crowded = bench_.count.is_crowded();
  for (Slot& slot : slots_) {
    if (slot.connection == nullptr) continue;
    const bool hurries = is_crowded && slot.connection->is_idle();
    const TimePoint due = hurries ? bench_.now + taken_off(*slot.connection) : bench_.now;
    if (slot.connection->deadline() > due) continue;
    attempt(slot, [this](Connection& connection) { return connection.time_out(bench_); });
  }
}

/// Where it is crowded, who asks for nothing must go in an eighth of the time; newcomers have that to ask.
TimePoint::duration Worker::taken_off(const Connection& connection) const {
  const milliseconds whole = connection.has_asked() ? bench_.config.idle_timeout : bench_.config.header_timeout;
  return whole - whole / 8;
}

void Worker::pause_accepting(const char* reason) {
  if (!std::exchange(accept_trouble_, true)) log_.write("accept_paused", {{.key = "error", .value = reason}});
  accepting_ = false;
  resume_accepting_at_ = bench_.now + accept_pause;
  for (const ListeningSocket& listener : listeners_) epoll_.remove(listener.socket.number());
}

void Worker::resume_accepting() {
  // Where threads share a queue of connections, one that comes wakes one of them.
  for (const ListeningSocket& listener : listeners_) {
    const int number = listener.socket.number();
    if (!epoll_.add(number, EPOLLIN | EPOLLEXCLUSIVE, about(about_listener, number))) {
      return pause_accepting(text_of(errno));
    }
  }
  accepting_ = true;
}

/// Takes the connections that wait to be accepted, then stops listening. Of a queue that others go on with none is
/// taken. From here on every answer says that it is the last of its connection.
void Worker::begin_stopping() {
  bench_.stopping = true;
  farewell_ends_ = bench_.now + bench_.config.farewell_timeout;
  for (const ListeningSocket& listener : listeners_) {
    if (listener.outlives_us) continue;
    for (int round = 0; round < most_stopping_rounds && accept_from(listener); ++round) {
    }
  }
  stop_listening();
}

/// From here on go_on() closes connections as soon as they are between two requests; those that are so already get a
/// last chance to show a request that has arrived.
void Worker::end_farewell() {
  closes_idle_ = true;
  for (std::size_t socket = 0; socket < slots_.size(); ++socket) {
    const auto& connection = slots_[socket].connection;
    if (connection != nullptr && connection->is_idle()) advance(static_cast<int>(socket), false);
  }
}

}  // namespace citefeed::http
