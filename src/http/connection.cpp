#include "http/connection.hpp"

#include <algorithm>
#include <utility>

#include "http/answer.hpp"

namespace citefeed::http {
namespace {

void put(Outbox& outbox, const Answer& answer, std::string_view tail) {
  outbox.add(status_line(answer.status));
  outbox.add(answer.prepared_fields);
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
                            .duration = std::chrono::steady_clock::now() - bench.now});
}

}  // namespace

/// All there is to answer now.
struct Connection::Received {
  std::string_view input = {};  ///< what was unread and what came, in the bench's buffer
  bool may_have_more = false;   ///< the buffer was too small for all that came
  bool ended = false;
  bool broken = false;
};

Connection::Connection(Stream stream, const IpAddress& client, const Workbench& bench)
    : stream_(std::move(stream)), client_(client), deadline_(bench.now + bench.config.header_timeout) {}

Connection::Next Connection::advance(Workbench& bench, bool hung_up) {
  answered_ = false;
  if (draining_) return drain(bench);
  if (!backlog_.is_empty()) {
    if (const auto next = write_backlog(bench)) return *next;
    if (closing_) return finish(bench);
  }
  const Received received = receive(bench);
  if (received.broken) return Next::close;
  const Next next = answer_input(bench, received.input);
  if (next != Next::input) return next;
  if (received.ended) return Next::close;
  // The kernel reports only changes (EPOLLET), so whoever stops reading early must come back by himself.
  return received.may_have_more || hung_up ? Next::turn : Next::input;
}

Connection::Next Connection::time_out(Workbench& bench) {
  const bool request_has_begun = is_idle() ? false : backlog_.is_empty() && !draining_;
  if (!request_has_begun) return Next::close;
  const Answer late = explain(Status::request_timeout, false);
  put(bench.outbox, late, bench.tail.text(false, 1));
  if (bench.observer != nullptr) report({}, late, client_, bench);
  if (bench.outbox.send(stream_, backlog_) != SendResult::complete) return Next::close;
  lingering_ = true;
  return finish(bench);
}

Connection::Received Connection::receive(Workbench& bench) {
  std::copy(unread_.begin(), unread_.end(), bench.buffer.begin());
  const std::size_t room = bench.buffer.size() - unread_.size();
  if (room == 0) return {.input = {bench.buffer.data(), unread_.size()}, .may_have_more = true};
  const Receipt receipt = stream_.receive({bench.buffer.data() + unread_.size(), room});
  return {.input = {bench.buffer.data(), unread_.size() + receipt.bytes},
          .may_have_more = receipt.may_have_more,
          .ended = receipt.ended,
          .broken = receipt.broken};
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
        deadline_ = bench.now + bench.config.write_timeout;
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
    const Answer answer = http::answer(reading, site, bench.tail.date(), bench.live);
    closing_ = answer.close || bench.stopping;
    const bool sends_on = reading.state == Reading::State::refused || reading.head.has_body || used < input.size();
    lingering_ = closing_ && (sends_on || !answer.close);
    put(bench.outbox, answer, bench.tail.text(!closing_, reading.head.minor_version));
    if (bench.observer != nullptr) report(reading.head, answer, client_, bench);
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

/// Sends on; nothing when all is sent and the connection may go on.
std::optional<Connection::Next> Connection::write_backlog(Workbench& bench) {
  const Backlog::Progress progress = backlog_.send(stream_);
  if (progress.result == SendResult::broken) return Next::close;
  if (progress.moved) deadline_ = bench.now + bench.config.write_timeout;
  if (progress.result == SendResult::blocked) return Next::output;
  answered_ = true;
  return std::nullopt;
}

/// Closes after the last answer. While the client still sends, our side is closed first and the rest is thrown away: a
/// plain close would make the kernel send a reset, which can overtake the answer (RFC 9112, 9.6).
Connection::Next Connection::finish(Workbench& bench) {
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
