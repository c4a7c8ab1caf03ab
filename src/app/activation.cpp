#include "app/activation.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>

#include "app/settings.hpp"
#include "base/file_descriptor.hpp"
#include "http/endpoint.hpp"

namespace citefeed::app {
namespace {

constexpr int first_inherited = 3;   ///< SD_LISTEN_FDS_START
constexpr int most_inherited = 256;  ///< more is a mistake

std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here ever writes to it
  return value == nullptr ? "" : value;
}

http::Protocol protocol_called(std::string_view name) {
  if (name == "https") return http::Protocol::https;
  return name == "redirect" ? http::Protocol::redirect : http::Protocol::http;
}

/// Takes the first of names that are separated by colons.
std::string_view take_name(std::string_view& names) {
  const std::string_view first = names.substr(0, names.find(':'));
  names.remove_prefix(std::min(first.size() + 1, names.size()));
  return first;
}

}  // namespace

ActivationVariables activation_variables() {
  return {.pid = environment_variable("LISTEN_PID"),
          .fds = environment_variable("LISTEN_FDS"),
          .names = environment_variable("LISTEN_FDNAMES")};
}

Outcome<std::vector<http::Endpoint>> inherited_endpoints(const ActivationVariables& variables, pid_t own_pid) {
  std::vector<http::Endpoint> endpoints;
  if (variables.fds.empty() || variables.pid != std::to_string(own_pid)) return {.value = endpoints};
  const auto count = parse_whole(variables.fds);
  if (!count || *count > most_inherited) {
    return {
        .diagnostics = {{.message = fmt::format("expected LISTEN_FDS to be a number of sockets up to {}, found \"{}\"",
                                                most_inherited, variables.fds)}}};
  }
  std::string_view names = variables.names;
  for (int i = 0; i < static_cast<int>(*count); ++i) {
    endpoints.push_back({.inherited = first_inherited + i, .protocol = protocol_called(take_name(names))});
  }
  return {.value = endpoints};
}

bool tell_service_manager(const std::string& notify_socket, std::string_view state) {
  const bool is_abstract = notify_socket.starts_with('@');
  if (!is_abstract && !notify_socket.starts_with('/')) return false;
  std::string name = notify_socket;
  if (is_abstract) name.front() = '\0';
  const auto address = http::unix_address(name);
  const FileDescriptor socket{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  if (!address || !socket.is_open()) return false;
  const ssize_t sent = sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL, address->get(), address->size);
  return sent == static_cast<ssize_t>(state.size());
}

void tell_service_manager(std::string_view state) {
  if (const auto socket = environment_variable("NOTIFY_SOCKET"); !socket.empty()) tell_service_manager(socket, state);
}

}  // namespace citefeed::app
