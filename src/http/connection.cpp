#include "http/connection.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

#include "http/answer.hpp"
#include "http/forwarded.hpp"
#include "http/request.hpp"

namespace citefeed::http {
namespace {

void put(Outbox& outbox, const Answer& answer, std::string_view tail) {
  outbox.add(status_line(answer.status));
  outbox.add(answer.prepared_fields);
  outbox.add(answer.dated_field);
  outbox.add(answer.own_fields);
  outbox.add(tail);
  if (answer.body != nullptr) {
    outbox.add(*answer.body);
  } else {
    outbox.add(answer.text);
    outbox.add(answer.own_text);
  }
}

void report(const RequestHead& head, const Answer& answer, const IpAddress& client, const Workbench& bench) {
  const std::size_t body_bytes =
      answer.body != nullptr ? (*answer.body)->size() : answer.text.size() + answer.own_text.size();
  bench.observer->answered({.request = head,
                            .status = answer.status,
                            .body_bytes = body_bytes,
                            .representation = answer.representation,
                            .client = client,
                            .at = bench.tail.date(),
                            .duration = bench.clock.ticks() - bench.now});
}

/// 429 when `client` has asked for this address too often; nothing when it may be answered.
std::optional<Answer> refuse_repeat(const RequestHead& head, const IpAddress& client, Workbench& bench) {
  if (!bench.repeats.is_on() || is_exempt(client, bench.config.clients)) return std::nullopt;
  std::string storage;
  const auto path = path_of(head.target, storage);
  if (!path) return std::nullopt;
  const auto wait = bench.repeats.count(client, *path, bench.now);
  if (!wait) return std::nullopt;
  Answer refusal = explain(Status::too_many_requests, head.method == Method::head,
                           fmt::format("Retry-After: {}\r\n", wait->count()));
  refusal.close = !head.keep_alive || head.has_body;
  return refusal;
}

Answer answer_as_spoken(Protocol protocol, const Reading& reading, const resource::Site* site, Workbench& bench) {
  switch (protocol) {
    case Protocol::redirect:
      return answer_elsewhere(reading, bench.config.https_port, bench.live);
    case Protocol::preview:
      return answer_privately(reading, site, bench.tail.date(), bench.live);
    case Protocol::admin:
      return answer_to_operator(reading, site, bench.tail.date(), bench.live, bench.config.admin_hosts);
    case Protocol::http:
    case Protocol::https:
      break;
  }
  return answer(reading, site, bench.tail.date(), bench.live);
}

}  // namespace

/// What came, and all there is to answer now.
struct Connection::Received : Receipt {
  std::string_view input = {};  ///< what was unread and what came, in the bench's buffer
};

Connection::Connection(Stream stream, const IpAddress& client, Protocol protocol, const Workbench& bench)
    : stream_(std::move(stream)),
      client_(client),
      deadline_(bench.now + bench.config.header_timeout),
      request_begun_(bench.now),
      protocol_(protocol),
      awaits_proxy_header_(contains(bench.config.clients.proxy_protocol_from, client)) {}

bool Connection::admit(Workbench& bench, std::string_view already_read) {
  if (awaits_proxy_header_) return true;  // who it is for is not known yet
  if (protocol_ == Protocol::https) stream_.start_tls(bench.certificates->current(), already_read);
  behind_proxy_ = contains(bench.config.clients.trusted_proxies, client_);
  if (is_exempt(client_, bench.config.clients)) return true;
  const IpAddress key = client_key(client_);
  if (!bench.count.open_of(key)) return false;
  seat_ = Seat{bench.count, key};
  return true;
}

Connection::Next Connection::advance(Workbench& bench, bool hung_up) {
  answered_ = false;
  if (draining_) return drain(bench);
  if (!backlog_.is_empty()) {
    if (const auto next = write_backlog(bench)) return *next;
  }
  if (closing_) return finish(bench);
  Received received = receive(bench);
  if (awaits_proxy_header_ && !received.broken) {
    const auto next = read_proxy_header(bench, received.input);
    if (next) return received.ended ? Next::close : *next;
    if (stream_.is_tls()) received = receive(bench);  // what came behind the header is for TLS
  }
  if (received.is_plain_http) {
    stream_.give_up_tls();
    return refuse(bench, speaks_https());
  }
  if (received.is_proxy_header) note_mismatch(ProxyMismatches::Kind::unexpected, bench);
  if (received.broken) return Next::close;
  const Next next = answer_input(bench, received.input);
  if (next != Next::input) return next;
  if (received.ended) return Next::close;
  if (received.awaits_output) return Next::output;
  // The kernel reports only changes (EPOLLET), so whoever stops reading early must come back by himself.
  return received.may_have_more || hung_up ? Next::turn : Next::input;
}

Connection::Next Connection::time_out(Workbench& bench) {
  const bool request_has_begun = is_idle() ? false : backlog_.is_empty() && !closing_;
  if (!request_has_begun) return Next::close;
  return refuse(bench, explain(Status::request_timeout, false));
}

void Connection::note_mismatch(ProxyMismatches::Kind kind, Workbench& bench) const {
  if (bench.observer != nullptr) bench.observer->mismatched();
  bench.mismatches.note(kind, client_, bench.now);
}

/// Answers what could not be read as a request, and ends.
Connection::Next Connection::refuse(Workbench& bench, const Answer& refusal) {
  put(bench.outbox, refusal, tail(bench).text(false, 1));
  if (bench.observer != nullptr) report({}, refusal, client_, bench);
  if (bench.outbox.send(stream_, backlog_) != SendResult::complete) return Next::close;
  closing_ = lingering_ = true;
  return finish(bench);
}

Connection::Received Connection::receive(Workbench& bench) {
  if (unread_.empty()) request_begun_ = bench.now;
  std::copy(unread_.begin(), unread_.end(), bench.buffer.begin());
  const std::size_t room = bench.buffer.size() - unread_.size();
  if (room == 0) return {{.may_have_more = true}, {bench.buffer.data(), unread_.size()}};
  const Receipt receipt = stream_.receive({bench.buffer.data() + unread_.size(), room});
  return {receipt, {bench.buffer.data(), unread_.size() + receipt.bytes}};
}

/// Takes the header of a load balancer off the front of `input`; what to do next, or nothing when it is there.
std::optional<Connection::Next> Connection::read_proxy_header(Workbench& bench, std::string_view& input) {
  const ProxyHeader header = http::read_proxy_header(input);
  if (header.state == ProxyHeader::State::malformed) {
    note_mismatch(ProxyMismatches::Kind::missing, bench);
    return Next::close;
  }
  if (header.state == ProxyHeader::State::unfinished) {
    keep_unread(bench, input);
    return Next::input;
  }
  input.remove_prefix(header.bytes);
  awaits_proxy_header_ = false;
  if (header.client.is_known()) client_ = header.client;
  if (protocol_ == Protocol::https) unread_.clear();
  return admit(bench, input) ? std::nullopt : std::optional{Next::close};
}

/// Whom a request comes from, as a trusted proxy says where one stands between.
IpAddress Connection::client_of(const RequestHead& head, const Workbench& bench) const {
  if (!behind_proxy_) return client_;
  const ClientLimits& limits = bench.config.clients;
  const FieldValue& field = limits.proxy_field == ProxyField::forwarded ? head.forwarded : head.x_forwarded_for;
  return client_behind_proxies(client_, limits.proxy_field, field.text(), limits.trusted_proxies);
}

Connection::Next Connection::answer_input(Workbench& bench, std::string_view input) {
  for (bool more = true; more;) {
    input.remove_prefix(answer_requests(bench, input));
    more = bench.outbox.is_full() && !closing_;
    switch (bench.outbox.send(stream_, backlog_)) {
      case SendResult::complete:
        break;
      case SendResult::broken:
        return Next::close;
      case SendResult::blocked:
        keep_unread(bench, input);
        taken_ = 0;
        give_time_to_write(bench);
        return Next::output;
    }
  }
  if (closing_) return finish(bench);
  keep_unread(bench, input);
  return Next::input;
}

/// Puts the answers to the requests at the front of `input` into the outbox, in their order (RFC 9112, 9.3.2), until it
/// is full or no whole request is left. The number of bytes these requests take.
std::size_t Connection::answer_requests(Workbench& bench, std::string_view input) {
  const resource::Site* site = bench.site.get().get();  // stays until the next get(), which comes after sending
  std::size_t used = 0;
  while (used < input.size() && !bench.outbox.is_full() && !closing_) {
    const Reading reading = read_request(input.substr(used), std::exchange(scanned_, 0), bench.config.limits);
    if (reading.state == Reading::State::unfinished) {
      scanned_ = reading.bytes;
      break;
    }
    used += reading.bytes;
    answered_ = true;
    const bool is_request = reading.state == Reading::State::request;
    if (!is_request && requests_ == 0 && begins_as_proxy_header(input))
      note_mismatch(ProxyMismatches::Kind::unexpected, bench);
    const IpAddress client = client_of(reading.head, bench);
    auto refusal = is_request ? refuse_repeat(reading.head, client, bench) : std::nullopt;
    const Answer answer = refusal ? *std::move(refusal) : answer_as_spoken(protocol_, reading, site, bench);
    closing_ = answer.close || bench.stopping || ++requests_ == bench.config.clients.max_requests_per_connection;
    const bool sends_on = reading.state == Reading::State::refused || reading.head.has_body || used < input.size();
    lingering_ = closing_ && (sends_on || !answer.close);
    put(bench.outbox, answer, tail(bench).text(!closing_, reading.head.minor_version));
    if (bench.observer != nullptr) report(reading.head, answer, client, bench);
  }
  return used;
}

void Connection::keep_unread(const Workbench& bench, std::string_view rest) {
  if (rest.empty()) {
    if (answered_) deadline_ = bench.now + bench.config.idle_timeout;
    std::string{}.swap(unread_);  // a connection at rest holds no memory
    return;
  }
  const bool request_begins = answered_ || unread_.empty();
  if (request_begins) deadline_ = bench.now + bench.config.header_timeout;
  unread_ = rest;
}

void Connection::give_time_to_write(const Workbench& bench) {
  deadline_ = std::min(bench.now + bench.config.write_timeout, request_begun_ + bench.config.clients.request_timeout);
}

/// Sends on; nothing when all is sent and the connection may go on.
std::optional<Connection::Next> Connection::write_backlog(Workbench& bench) {
  const Backlog::Progress progress = backlog_.send(stream_);
  if (progress.result == SendResult::broken) return Next::close;
  taken_ += progress.bytes;
  if (taken_ >= bench.config.clients.min_progress_bytes) {
    taken_ = 0;
    give_time_to_write(bench);
  }
  if (progress.result == SendResult::blocked) return Next::output;
  answered_ = true;
  return std::nullopt;
}

/// Closes after the last answer. While the client still sends, our side is closed first and the rest is thrown away: a
/// plain close would make the kernel send a reset, which can overtake the answer (RFC 9112, 9.6).
Connection::Next Connection::finish(Workbench& bench) {
  if (!stream_.say_goodbye()) {
    deadline_ = bench.now + bench.config.write_timeout;
    return Next::output;
  }
  if (!lingering_ || !stream_.finish_sending()) return Next::close;
  std::string{}.swap(unread_);
  draining_ = true;
  deadline_ = bench.now + bench.config.linger_timeout;
  return drain(bench);
}

Connection::Next Connection::drain(Workbench& bench) {
  const Receipt receipt = stream_.receive(bench.buffer);
  if (receipt.ended || receipt.broken) return Next::close;
  return receipt.bytes > 0 ? Next::turn : Next::input;
}

}  // namespace citefeed::http
