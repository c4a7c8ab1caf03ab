/// The settings of a server, with safe defaults. Their bounds are those of the table of settings (docs/settings.md),
/// each said there alone; no two settings limit each other.
#pragma once
#include <sys/types.h>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "http/endpoint.hpp"
#include "http/limits.hpp"
#include "http/request.hpp"

namespace citefeed::http {

struct ServerConfig {
  std::vector<Endpoint> listen = {};  ///< at least one
  bool share_ports = false;           ///< with other processes of the same user that say so as well (SO_REUSEPORT)
  mode_t socket_mode = 0660;          ///< of the files of Unix sockets
  std::uint16_t https_port = 443;     ///< where redirections lead to
  std::chrono::seconds hsts{0};       ///< how long browsers are to insist on HTTPS (RFC 6797); 0: it is not said
  std::vector<std::string> admin_hosts = {};  ///< further names by which Protocol::admin is asked; without ports
  unsigned threads = 1;  ///< at least one; each answers the connections it accepted, from beginning to end
  RequestLimits limits = {};
  /// From the first byte of a request to the end of its header, and from a new connection to its first request; then
  /// 408.
  std::chrono::milliseconds header_timeout = std::chrono::seconds{15};
  /// Between two requests on one connection.
  std::chrono::milliseconds idle_timeout = std::chrono::seconds{75};
  /// Between two moments at which a slow reader took some of its answer.
  std::chrono::milliseconds write_timeout = std::chrono::seconds{30};
  /// How long a refused client may go on sending before the connection is cut (RFC 9112, 9.6).
  std::chrono::milliseconds linger_timeout = std::chrono::seconds{2};
  /// How long a connection at rest may still ask once the server is being stopped. The answer then says that it is the
  /// last, so a client that is busy never finds its connection closed under its next request.
  std::chrono::milliseconds farewell_timeout = std::chrono::seconds{1};
  ClientLimits clients = {};
};

}  // namespace citefeed::http
