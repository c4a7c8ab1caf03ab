/// Who watches what the server answers: the seam for logs, metrics and statistics. http itself keeps none of these.
#pragma once
#include <chrono>
#include <cstdint>
#include <string_view>

#include "base/instant.hpp"
#include "base/ip_address.hpp"
#include "http/request.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

/// One request and its answer. All that is referred to lasts as long as the call that gives it.
struct Exchange {
  const RequestHead& request;  ///< of a refused request: what could be read of it
  Status status = Status::ok;
  std::uint64_t body_bytes = 0;  ///< of the answer, as sent
  /// What the answer is made of; null for answers that come from no representation.
  const resource::Representation* representation = nullptr;
  const IpAddress& client;
  Instant at = {};  ///< the Date of the answer
  /// From the moment the server's thread saw the request until its answer stands ready to be sent.
  std::chrono::nanoseconds duration = {};
};

/// Belongs to one thread of the server, which alone calls it, between requests of its clients: every call must be
/// short, and must not wait, allocate or throw.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  virtual void opened() noexcept = 0;
  virtual void answered(const Exchange& exchange) noexcept = 0;
  virtual void closed() noexcept = 0;
  /// A header of the PROXY protocol was missing, or came from somebody who is not to send one.
  virtual void mismatched() noexcept {}
};

/// Gives each thread of a server its observer.
class Observers {
 public:
  Observers() = default;
  Observers(const Observers&) = delete;
  Observers& operator=(const Observers&) = delete;
  virtual ~Observers() = default;

  /// The observer of another thread; lasts as long as this. Called while the server starts.
  [[nodiscard]] virtual Observer& add_thread() = 0;
};

}  // namespace citefeed::http
