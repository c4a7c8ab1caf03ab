#include "http/endpoint.hpp"

#include <fmt/format.h>
#include <charconv>

namespace citefeed::http {
namespace {

constexpr std::string_view unix_prefix = "unix:";

}  // namespace

std::string to_string(const Endpoint& endpoint) {
  if (!endpoint.path.empty()) return fmt::format("{}{}", unix_prefix, endpoint.path);
  if (endpoint.host.empty() && endpoint.inherited >= 0) return fmt::format("descriptor {}", endpoint.inherited);
  const bool is_ipv6 = endpoint.host.find(':') != std::string::npos;
  return is_ipv6 ? fmt::format("[{}]:{}", endpoint.host, endpoint.port)
                 : fmt::format("{}:{}", endpoint.host, endpoint.port);
}

std::string to_url(const Endpoint& endpoint) {
  if (!endpoint.path.empty()) return to_string(endpoint);
  return fmt::format("{}://{}", endpoint.protocol == Protocol::https ? "https" : "http", to_string(endpoint));
}

std::optional<Endpoint> parse_endpoint(std::string_view text) {
  if (text.starts_with(unix_prefix)) {
    const std::string_view path = text.substr(unix_prefix.size());
    if (path.empty() || path.find('\0') != std::string_view::npos) return std::nullopt;
    return Endpoint{.path = std::string{path}};
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const bool is_ipv6 = host.find(':') != std::string_view::npos;
  if (host.empty() || bracketed != is_ipv6) return std::nullopt;

  Endpoint endpoint{.host = std::string{host}};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), endpoint.port);
  if (error != std::errc{} || end != port.data() + port.size() || port.empty()) return std::nullopt;
  return endpoint;
}

}  // namespace citefeed::http
