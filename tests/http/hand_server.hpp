/// A server without a thread: it works when the test lets it, under a clock that the test moves, so that nothing
/// depends on how long anything takes.
#pragma once
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "http/listener.hpp"
#include "http/worker.hpp"
#include "raw_client.hpp"

namespace citefeed::http {

struct Speaks {
  Protocol protocol = Protocol::http;
  const Certificates* certificates = nullptr;
};

/// Keeps the lines for which there is memory. For one thread.
class HandLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> fields) noexcept override {
    try {
      lines.push_back(to_log_line(event, fields));
    } catch (const std::bad_alloc&) {  // which is what some tests are about
      ++lost;
    }
  }
  int lost = 0;
  std::vector<std::string> lines = {};
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
  HandLog log = {};
  ConnectionCount count;
  ProxyMismatches mismatches{log};
  std::unique_ptr<Worker> worker = {};

 private:
  SocketAddress address_ = {};
};

}  // namespace citefeed::http
