/// A client that speaks raw bytes, and a server on loopback for it to speak to.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/file_descriptor.hpp"
#include "base/instant.hpp"
#include "base/log.hpp"
#include "http/server.hpp"
#include "test_site.hpp"

namespace citefeed::http {

/// Forgets everything.
class SilentLog final : public Log {
 public:
  void write(std::string_view /*event*/, std::initializer_list<LogField> /*fields*/) noexcept override {}
};

/// Stands still until it is moved. Safe from any thread.
class HandClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return std::chrono::floor<std::chrono::seconds>(test_last_modified + std::chrono::hours{1} + passed_.load());
  }
  [[nodiscard]] std::chrono::steady_clock::time_point ticks() const override {
    return std::chrono::steady_clock::time_point{std::chrono::hours{1000} + passed_.load()};
  }
  void pass(std::chrono::milliseconds time) { passed_ = passed_.load() + time; }

 private:
  std::atomic<std::chrono::milliseconds> passed_{std::chrono::milliseconds{0}};
};

/// A response taken apart. `complete` is false when the connection ended or nothing more came for ten seconds.
struct Response {
  bool complete = false;
  int status = 0;
  std::string head = {};  ///< the header with its empty line
  std::string body = {};
  /// The value of a field, as written; empty when it is missing.
  [[nodiscard]] std::string field(std::string_view name) const;
};

/// The next response in `unread`, which `read_more` adds to, or says false when nothing more comes; its body as long as
/// Content-Length says; without body for `head_only`, 204 and 304.
[[nodiscard]] Response read_response(std::string& unread, const std::function<bool()>& read_more, bool head_only);

/// A socket that blocks, but never for longer than ten seconds, connected to `port` of 127.0.0.1; with a receive buffer
/// of the kernel's choice when `receive_buffer_bytes` is 0.
[[nodiscard]] FileDescriptor connect_to(std::uint16_t port, int receive_buffer_bytes = 0);

/// Blocks, but never for longer than ten seconds; a client of a HandServer never, since that has done by then what it
/// would wait for.
class RawClient final {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0)
      : socket_(connect_to(port, receive_buffer_bytes)) {}
  /// On a Unix socket.
  explicit RawClient(const std::string& path);
  /// Lets `serve` work whenever it looks for an answer.
  RawClient(FileDescriptor connected, std::function<void()> serve)
      : socket_(std::move(connected)), serve_(std::move(serve)) {}

  /// False when the server cut the connection before it had taken everything.
  bool send(std::string_view bytes) const;
  /// Closes this side: the server reads the end.
  void finish_sending() const;
  /// As read_response().
  [[nodiscard]] Response receive(bool head_only = false);
  /// Sends and receives.
  [[nodiscard]] Response ask(std::string_view bytes, bool head_only = false);
  /// Everything until the server closes; `closed` tells whether it did, in order and not by a reset.
  [[nodiscard]] std::string receive_all(bool& closed);
  /// Takes what has come until now; how many bytes.
  std::size_t take();
  /// True when the server has sent something that was not taken, or has closed.
  [[nodiscard]] bool hears() const;
  /// True when the server closes, in order and not by a reset, without another byte.
  [[nodiscard]] bool is_closed();

 private:
  [[nodiscard]] bool read_more();

  FileDescriptor socket_;
  std::function<void()> serve_ = {};
  std::string unread_ = {};
  bool ended_ = false;  ///< the last read met the end, not an error
};

/// A server on a free port of 127.0.0.1 with the test site.
class TestServer final {
 public:
  /// `config.listen` is filled in when empty.
  explicit TestServer(ServerConfig config = {}, Server::Company company = {});

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] RawClient connect() const { return RawClient{port_}; }
  /// The answer to `bytes` on a connection of its own.
  [[nodiscard]] Response ask(std::string_view bytes, bool head_only = false) const;
  /// Lets time pass, and every thread look at the clock.
  void pass(std::chrono::milliseconds time);

  resource::CurrentSite site = {};
  HandClock clock = {};
  SilentLog log = {};
  Server server;

 private:
  std::uint16_t port_ = 0;
};

inline constexpr std::string_view get_feed = "GET /feed.atom HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace citefeed::http
