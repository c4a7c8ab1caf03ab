/// One client's connection, from its first request to the end: reads, answers in order, writes, closes with care.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/ip_address.hpp"
#include "http/answer.hpp"
#include "http/certificates.hpp"
#include "http/endpoint.hpp"
#include "http/forwarded.hpp"
#include "http/limits.hpp"
#include "http/observer.hpp"
#include "http/outbox.hpp"
#include "http/request.hpp"
#include "http/server_config.hpp"
#include "http/stream.hpp"
#include "resource/current_site.hpp"

namespace citefeed::http {

using TimePoint = std::chrono::steady_clock::time_point;

/// What connections work with: one per thread, used by one connection at a time, so that a connection at rest holds no
/// buffer of its own.
struct Workbench {
  const ServerConfig& config;
  const Clock& clock;
  resource::SiteReader site;
  const LivePages* live = nullptr;
  const Certificates* certificates = nullptr;  ///< not null where HTTPS is spoken
  Observer* observer = nullptr;
  ConnectionCount& count;
  ProxyMismatches& mismatches;
  RepeatLimit repeats;
  std::vector<char> buffer = {};  ///< more than a header may be long
  Outbox outbox = {};
  ResponseTail tail = {};
  ResponseTail secure_tail = {};  ///< of answers over TLS
  TimePoint now = {};             ///< of the clock's ticks, looked at once for all that happens together
  bool stopping = false;          ///< every answer is its connection's last
};

class Connection final {
 public:
  /// What has to happen before the connection can go on.
  enum class Next : std::uint8_t {
    input,   ///< the client sends something
    output,  ///< the client reads something
    turn,    ///< nothing: there is more to do, but it is the others' turn
    close,   ///< it is over
  };

  /// `client` is who is at the other end, for the observer.
  Connection(Stream stream, const IpAddress& client, Protocol protocol, const Workbench& bench);
  /// Counts it for its client, and begins TLS where that is spoken; false when the client has as many connections as
  /// it may. Once, before advance().
  [[nodiscard]] bool admit(Workbench& bench) { return admit(bench, {}); }

  /// Goes on as far as the socket allows. `hung_up` is whether the kernel reported that the client's side is closed.
  [[nodiscard]] Next advance(Workbench& bench, bool hung_up);
  /// What to do once deadline() has passed.
  [[nodiscard]] Next time_out(Workbench& bench);

  [[nodiscard]] TimePoint deadline() const { return deadline_; }
  [[nodiscard]] int socket() const { return stream_.number(); }
  /// True once a request was answered.
  [[nodiscard]] bool has_asked() const { return requests_ != 0; }
  /// True between requests, when closing takes nothing away from anybody.
  [[nodiscard]] bool is_idle() const { return unread_.empty() && backlog_.is_empty() && !draining_; }

 private:
  struct Received;

  [[nodiscard]] bool admit(Workbench& bench, std::string_view already_read);
  [[nodiscard]] const ResponseTail& tail(const Workbench& bench) const {
    return stream_.is_tls() ? bench.secure_tail : bench.tail;
  }
  [[nodiscard]] Received receive(Workbench& bench);
  [[nodiscard]] std::optional<Next> read_proxy_header(Workbench& bench, std::string_view& input);
  [[nodiscard]] IpAddress client_of(const RequestHead& head, const Workbench& bench) const;
  void note_mismatch(ProxyMismatches::Kind kind, Workbench& bench) const;
  [[nodiscard]] Next refuse(Workbench& bench, const Answer& refusal);
  [[nodiscard]] Next answer_input(Workbench& bench, std::string_view input);
  [[nodiscard]] std::size_t answer_requests(Workbench& bench, std::string_view input);
  /// The client has until then to take some of the backlog: write_timeout from now on, within what the whole request
  /// has.
  void give_time_to_write(const Workbench& bench);
  [[nodiscard]] std::optional<Next> write_backlog(Workbench& bench);
  [[nodiscard]] Next finish(Workbench& bench);
  [[nodiscard]] Next drain(Workbench& bench);
  void keep_unread(const Workbench& bench, std::string_view rest);

  Stream stream_;
  IpAddress client_;
  TimePoint deadline_;
  TimePoint request_begun_;  ///< when the first byte of the request came that is being read or answered
  Seat seat_ = {};
  std::string unread_ = {};  ///< the beginning of a request, or requests that wait for the backlog
  std::size_t scanned_ = 0;  ///< how far `unread_` need not be looked at again
  Backlog backlog_ = {};     ///< empty unless the socket was full
  std::size_t taken_ = 0;    ///< of the backlog, since deadline_ was put off
  std::uint32_t requests_ = 0;
  Protocol protocol_ = Protocol::http;
  bool awaits_proxy_header_ = false;
  bool behind_proxy_ = false;  ///< the peer is a trusted proxy: each request may be another client's
  bool answered_ = false;      ///< a request was answered in this advance()
  bool closing_ = false;       ///< the last answer is given; nothing more is read as a request
  bool lingering_ = false;     ///< the client may still be sending when the last answer is out
  bool draining_ = false;      ///< our side is closed; what still comes is thrown away
};

}  // namespace citefeed::http
