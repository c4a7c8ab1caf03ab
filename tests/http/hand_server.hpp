/// A server without a thread: it works when the test lets it, under a clock that the test moves, so that nothing
/// depends on how long anything takes.
#pragma once
#include <chrono>
#include <memory>
#include <vector>

#include "http/listener.hpp"
#include "http/worker.hpp"
#include "raw_client.hpp"

namespace citefeed::http {

struct Speaks {
  Protocol protocol = Protocol::http;
  const Certificates* certificates = nullptr;
};

/// Serves the test site at a Unix socket, whose clients have no address.
class HandServer final {
 public:
  explicit HandServer(ServerConfig config = {}, Speaks speaks = {});

  /// A client that waits to be accepted. Whenever it looks for an answer, the server goes on first.
  [[nodiscard]] RawClient connect();
  /// The answer to `bytes` on a connection of its own.
  [[nodiscard]] Response ask(std::string_view bytes) { return connect().ask(bytes); }
  /// Does all there is to do now.
  void go_on();
  /// Does all there is to do now, and what is due once so much time has passed.
  void pass(std::chrono::milliseconds time);

  const ServerConfig config;
  resource::CurrentSite site = {};
  HandClock clock = {};
  SilentLog log = {};
  ConnectionCount count;
  std::unique_ptr<Worker> worker = {};

 private:
  SocketAddress address_ = {};
};

}  // namespace citefeed::http
