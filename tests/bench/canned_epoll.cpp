/// The least a server on epoll can do: one thread that sends bytes from memory, hardly looking at what it is asked.
/// What an answer costs beyond this is what a server does with the request.
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

#include "canned.hpp"

namespace {

using namespace canned;

/// Answers what has come; false when the connection is to be closed. Requests are expected to come whole and one by
/// one, and answers to find room, as with the clients that measure.
bool answer(int socket, const Answers& answers) {
  static std::array<char, 16384> buffer;
  const ssize_t received = recv(socket, buffer.data(), buffer.size(), 0);
  if (received <= 0) return received < 0 && errno == EAGAIN;
  const std::string_view request{buffer.data(), static_cast<std::size_t>(received)};
  const std::string& bytes = choose(answers, request);
  if (send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) return false;
  return &bytes != &answers.closing;
}

void accept_all(int listener, int epoll, const Answers& answers) {
  for (;;) {
    const int socket = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
    if (socket < 0) return;
    epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data = {.fd = socket}};
    if (!answer(socket, answers) || epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) != 0) close(socket);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const auto [port, answers] = read_arguments(count, arguments);
  const int listener = listen_on(port, SOCK_NONBLOCK);
  const int epoll = epoll_create1(0);
  epoll_event listening = {.events = EPOLLIN, .data = {.fd = listener}};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &listening) != 0) fail("epoll_ctl");
  std::array<epoll_event, 256> events = {};
  for (;;) {
    const int ready = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      const int socket = events.at(static_cast<std::size_t>(i)).data.fd;
      if (socket == listener) {
        accept_all(listener, epoll, answers);
      } else if (!answer(socket, answers)) {
        close(socket);
      }
    }
  }
}
