/// Opens the sockets a server listens on.
#pragma once
#include <sys/types.h>
#include <string>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/outcome.hpp"
#include "http/endpoint.hpp"
#include "http/socket_file.hpp"

namespace citefeed::http {

/// One thread's socket of a listener.
struct ListeningSocket {
  FileDescriptor socket = {};
  Protocol protocol = Protocol::http;
  /// Somebody else holds the same queue of connections open and will accept what this process leaves in it.
  bool outlives_us = false;
};

/// One address, with a listening socket for each thread. At a port each has its own, and the kernel spreads new
/// connections over them (SO_REUSEPORT); at a path, and where a service manager opened it, they share one.
struct Listener {
  Endpoint address = {};  ///< with the port that was really taken
  std::vector<ListeningSocket> sockets = {};
  SocketFile file = {};  ///< of a Unix socket that was made here
};

struct ListenOptions {
  unsigned sockets = 1;
  bool share_ports = false;   ///< another process may listen on the same ports, if it says so as well
  mode_t socket_mode = 0660;  ///< of the file of a Unix socket
};

/// Listens on `endpoint`. Without value: why not, e.g. "cannot listen on 127.0.0.1:8080: address already in use". That
/// message comes although SO_REUSEPORT lets sockets of one user share a port in silence: the first socket is bound
/// without it and shares only afterwards, unless ports are to be shared.
/// The file of a Unix socket is made with its mode; one that nobody listens on any longer is replaced.
[[nodiscard]] Outcome<Listener> listen_on(const Endpoint& endpoint, const ListenOptions& options);

/// True for errors of accept() that are about one client, who is gone; the next may be accepted at once (accept(2)).
[[nodiscard]] bool concerns_one_client(int error);

}  // namespace citefeed::http
