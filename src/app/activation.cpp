#include "app/activation.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace citefeed::app {
namespace {

constexpr int first_inherited = 3;   ///< SD_LISTEN_FDS_START
constexpr int most_inherited = 256;  ///< more is a mistake

std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here ever writes to it
  return value == nullptr ? "" : value;
}

std::optional<int> parse_number(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
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
  const auto count = parse_number(variables.fds);
  if (!count || *count < 0 || *count > most_inherited) {
    return {
        .diagnostics = {{.message = fmt::format("expected LISTEN_FDS to be a number of sockets up to {}, found \"{}\"",
                                                most_inherited, variables.fds)}}};
  }
  std::string_view names = variables.names;
  for (int i = 0; i < *count; ++i) {
    endpoints.push_back({.inherited = first_inherited + i, .protocol = protocol_called(take_name(names))});
  }
  return {.value = endpoints};
}

bool tell_service_manager(const std::string& notify_socket, std::string_view state) {
  sockaddr_un address = {};
  const bool is_abstract = notify_socket.starts_with('@');
  if ((!is_abstract && !notify_socket.starts_with('/')) || notify_socket.size() >= sizeof address.sun_path)
    return false;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, notify_socket.data(), notify_socket.size());
  if (is_abstract) address.sun_path[0] = '\0';
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + notify_socket.size());
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  const ssize_t sent =
      sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
  close(socket);
  return sent == static_cast<ssize_t>(state.size());
}

void tell_service_manager(std::string_view state) {
  if (const auto socket = environment_variable("NOTIFY_SOCKET"); !socket.empty()) tell_service_manager(socket, state);
}

}  // namespace citefeed::app
