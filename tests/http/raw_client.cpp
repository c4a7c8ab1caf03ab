#include "raw_client.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <array>
#include <cstdlib>
#include <utility>

#include "http/endpoint.hpp"
#include "http/request.hpp"

namespace citefeed::http {
namespace {

void be_patient(const FileDescriptor& socket) {
  const timeval patience{.tv_sec = 10, .tv_usec = 0};
  setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

ServerConfig on_free_port(ServerConfig config) {
  if (config.listen.empty()) config.listen = {{.host = "127.0.0.1", .port = 0}};
  return config;
}

}  // namespace

std::string Response::field(std::string_view name) const {
  std::size_t line = head.find("\r\n");
  while (line != std::string::npos && line + 2 < head.size()) {
    const std::size_t begin = line + 2;
    const std::size_t end = head.find("\r\n", begin);
    const std::string_view text = std::string_view{head}.substr(begin, end - begin);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && equals_ignoring_case(text.substr(0, colon), name)) {
      return std::string{trim_ows(text.substr(colon + 1))};
    }
    line = end;
  }
  return {};
}

Response read_response(std::string& unread, const std::function<bool()>& read_more, bool head_only) {
  Response response;
  while (unread.find("\r\n\r\n") == std::string::npos) {
    if (!read_more()) return response;
  }
  const std::size_t head_size = unread.find("\r\n\r\n") + 4;
  response.head = unread.substr(0, head_size);
  response.status = std::atoi(response.head.c_str() + 9);
  unread.erase(0, head_size);
  const bool has_body = !head_only && response.status != 304 && response.status != 204;
  const auto size = has_body ? static_cast<std::size_t>(std::atoll(response.field("Content-Length").c_str())) : 0;
  while (unread.size() < size) {
    if (!read_more()) return response;
  }
  response.body = unread.substr(0, size);
  unread.erase(0, size);
  response.complete = true;
  return response;
}

FileDescriptor connect_to(std::uint16_t port, int receive_buffer_bytes) {
  FileDescriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  be_patient(socket);
  if (receive_buffer_bytes > 0) {
    setsockopt(socket.number(), SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
  }
  const auto address = resolve({.host = "127.0.0.1", .port = port});
  EXPECT_EQ(::connect(socket.number(), address->get(), address->size), 0);
  return socket;
}

RawClient::RawClient(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  be_patient(socket_);
  const auto address = resolve({.path = path});
  EXPECT_TRUE(address && ::connect(socket_.number(), address->get(), address->size) == 0) << path;
}

bool RawClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::finish_sending() const {
  shutdown(socket_.number(), SHUT_WR);
}

bool RawClient::read_more() {
  if (serve_) serve_();
  std::array<char, 65536> buffer;
  const ssize_t count = recv(socket_.number(), buffer.data(), buffer.size(), serve_ ? MSG_DONTWAIT : 0);
  ended_ = count == 0;
  if (count <= 0) return false;
  unread_.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

Response RawClient::receive(bool head_only) {
  return read_response(
      unread_, [this] { return read_more(); }, head_only);
}

Response RawClient::ask(std::string_view bytes, bool head_only) {
  send(bytes);
  return receive(head_only);
}

std::string RawClient::receive_all(bool& closed) {
  while (read_more()) {
  }
  closed = ended_;
  return std::exchange(unread_, {});
}

std::size_t RawClient::take() {
  if (serve_) serve_();
  std::array<char, 65536> buffer;
  std::size_t taken = 0;
  ssize_t count = 0;
  while ((count = recv(socket_.number(), buffer.data(), buffer.size(), MSG_DONTWAIT)) > 0) {
    taken += static_cast<std::size_t>(count);
  }
  return taken;
}

bool RawClient::hears() const {
  if (serve_) serve_();
  pollfd wanted = {.fd = socket_.number(), .events = POLLIN, .revents = 0};
  return poll(&wanted, 1, 0) > 0;
}

bool RawClient::is_closed() {
  bool closed = false;
  return receive_all(closed).empty() && closed;
}

TestServer::TestServer(ServerConfig config, Server::Company company)
    : server(on_free_port(std::move(config)), site, clock, log, std::move(company)) {
  site.replace(make_test_site());
  const auto started = server.start();
  EXPECT_TRUE(started.has_value());
  if (started.value) port_ = started.value->front().port;
}

void TestServer::pass(std::chrono::milliseconds time) {
  clock.pass(time);
  site.replace(site.get());  // rings for all
}

Response TestServer::ask(std::string_view bytes, bool head_only) const {
  return connect().ask(bytes, head_only);
}

}  // namespace citefeed::http
