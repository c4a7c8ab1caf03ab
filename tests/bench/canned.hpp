/// What both canned servers share: answers from memory, chosen by what little of a request has to be looked at.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace canned {

/// Whole answers, head and body.
struct Answers {
  std::string not_modified = {};
  std::string gzip = {};
  std::string identity = {};
  std::string closing = {};  ///< for a client that wants one answer
};

inline std::string read_file(const char* path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

[[noreturn]] inline void fail(const char* what) {
  std::perror(what);
  std::exit(2);
}

/// `flags` is SOCK_NONBLOCK or 0.
inline int listen_on(std::uint16_t port, int flags) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | flags, 0);
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("bind");
  if (listen(socket, SOMAXCONN) != 0) fail("listen");
  return socket;
}

inline bool has(std::string_view request, std::string_view text) {
  return request.find(text) != std::string_view::npos;
}

inline const std::string& choose(const Answers& answers, std::string_view request) {
  if (has(request, "Connection: close")) return answers.closing;
  if (has(request, "If-None-Match")) return answers.not_modified;
  return has(request, "gzip") ? answers.gzip : answers.identity;
}

/// The port and the answers that the command line names.
struct Arguments {
  std::uint16_t port = 0;
  Answers answers = {};
};

inline Arguments read_arguments(int count, char** arguments) {
  if (count != 6) {
    std::fprintf(stderr, "Usage: %s PORT ANSWER_304 ANSWER_GZIP ANSWER_IDENTITY ANSWER_AND_CLOSE\n", arguments[0]);
    std::exit(2);
  }
  return {.port = static_cast<std::uint16_t>(std::atoi(arguments[1])),
          .answers = {.not_modified = read_file(arguments[2]),
                      .gzip = read_file(arguments[3]),
                      .identity = read_file(arguments[4]),
                      .closing = read_file(arguments[5])}};
}

}  // namespace canned
