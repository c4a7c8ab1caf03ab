/// Opens the sockets a server listens on.
#pragma once
#include <vector>

#include "base/outcome.hpp"
#include "http/endpoint.hpp"
#include "http/file_descriptor.hpp"

namespace citefeed::http {

/// One address, with a listening socket for each thread; the kernel spreads new connections over them (SO_REUSEPORT).
struct Listener {
  Endpoint address = {};  ///< with the port that was really taken
  std::vector<FileDescriptor> sockets = {};
};

/// Listens on `endpoint` with `sockets` sockets. Without value: why not, e.g. "cannot listen on 127.0.0.1:8080: address
/// already in use". That message comes although SO_REUSEPORT lets sockets of one user share a port in silence: the
/// first socket is bound without it and shares only afterwards.
[[nodiscard]] Outcome<Listener> listen_on(const Endpoint& endpoint, unsigned sockets);

/// True for errors of accept() that are about one client, who is gone; the next may be accepted at once (accept(2)).
[[nodiscard]] bool concerns_one_client(int error);

}  // namespace citefeed::http
