/// Sockets that a service manager listens on for us (sd_listen_fds(3)), and what it wants to be told (sd_notify(3)).
#pragma once
#include <sys/types.h>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "http/endpoint.hpp"

namespace citefeed::app {

/// LISTEN_PID, LISTEN_FDS and LISTEN_FDNAMES; empty where not set.
struct ActivationVariables {
  std::string pid = {};
  std::string fds = {};
  std::string names = {};
};

/// As this process got them.
[[nodiscard]] ActivationVariables activation_variables();

/// One endpoint for each socket that is meant for process `own_pid`; none when there are none. What is spoken there is
/// the socket's name (FileDescriptorName= in its unit) where that is "https" or "redirect", else HTTP. Without value
/// when LISTEN_FDS is no number.
[[nodiscard]] Outcome<std::vector<http::Endpoint>> inherited_endpoints(const ActivationVariables& variables,
                                                                       pid_t own_pid);

/// Tells the service manager that listens at `notify_socket` (the value of NOTIFY_SOCKET: a path, or '@' and an
/// abstract name) of `state`, e.g. "READY=1". False when nobody could be told, which is no reason to fail.
bool tell_service_manager(const std::string& notify_socket, std::string_view state);

/// The same to the service manager of this process, if there is one.
void tell_service_manager(std::string_view state);

}  // namespace citefeed::app
