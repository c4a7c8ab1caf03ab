#include "hand_server.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <utility>

namespace citefeed::http {
namespace {

constexpr std::chrono::milliseconds at_once{0};

/// Listens under a name that the kernel chooses (autobind, unix(7)); no file is made.
FileDescriptor listen_somewhere() {
  FileDescriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  const sockaddr nameless{.sa_family = AF_UNIX, .sa_data = {}};
  EXPECT_EQ(bind(socket.number(), &nameless, sizeof nameless.sa_family), 0);
  EXPECT_EQ(listen(socket.number(), SOMAXCONN), 0);
  return socket;
}

}  // namespace

HandServer::HandServer(ServerConfig given, Speaks speaks)
    : config(std::move(given)), count(config.clients.max_connections, config.clients.max_connections_per_client) {
  site.replace(make_test_site());
  FileDescriptor socket = listen_somewhere();
  address_ = address_of(socket.number()).value();
  std::vector<ListeningSocket> listeners;
  listeners.push_back({.socket = std::move(socket), .protocol = speaks.protocol});
  worker = std::make_unique<Worker>(Surroundings{.config = config,
                                                 .site = site,
                                                 .clock = clock,
                                                 .log = log,
                                                 .certificates = speaks.certificates,
                                                 .count = count,
                                                 .mismatches = mismatches},
                                    nullptr, std::move(listeners));
}

RawClient HandServer::connect() {
  FileDescriptor socket{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  EXPECT_EQ(::connect(socket.number(), address_.get(), address_.size), 0);
  return RawClient{std::move(socket), [this] { go_on(); }};
}

void HandServer::go_on() {
  // A round in which no socket spoke may have done what is due, and have made one speak.
  for (int quiet = 0; quiet < 2 && !worker->is_finished();) {
    const bool was_quiet = worker->serve_once(at_once) == 0 && worker->time_to_wait() != at_once;
    quiet = was_quiet ? quiet + 1 : 0;
  }
}

void HandServer::pass(std::chrono::milliseconds time) {
  go_on();
  clock.pass(time);
  go_on();
}

}  // namespace citefeed::http
