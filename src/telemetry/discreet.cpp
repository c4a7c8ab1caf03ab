#include "telemetry/discreet.hpp"

#include <algorithm>

namespace citefeed::telemetry {
namespace {

constexpr unsigned ipv4_prefix_bits = 24;
constexpr unsigned ipv6_prefix_bits = 48;

/// Where the host begins in an address "scheme://user@host/…"; where the scheme ended when nobody is named.
struct Authority {
  std::size_t begin = 0;
  std::size_t host = 0;
};

Authority find_authority(std::string_view address) {
  const std::size_t slashes = address.find("//");
  // Before the first of these the scheme ends, or there is none: "/a//b@c" is a path.
  const bool has_authority = slashes != std::string_view::npos && address.find_first_of("/?#") == slashes;
  if (!has_authority) return {};
  const std::size_t begin = slashes + 2;
  const std::string_view authority = address.substr(begin, address.substr(begin).find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  return {.begin = begin, .host = at == std::string_view::npos ? begin : begin + at + 1};
}

void append_query(std::string& out, std::string_view query) {
  out += '?';
  while (!query.empty()) {
    const std::size_t end = std::min(query.find_first_of("&;"), query.size());
    const std::string_view parameter = query.substr(0, end);
    const std::size_t equals = parameter.find('=');
    if (equals != std::string_view::npos) out += parameter.substr(0, equals + 1);
    if (!parameter.empty()) out += '*';
    if (end < query.size()) out += query[end];
    query.remove_prefix(std::min(end + 1, query.size()));
  }
}

}  // namespace

std::string to_string(ClientDetail detail) {
  switch (detail) {
    case ClientDetail::none:
      return "none";
    case ClientDetail::prefix:
      return "prefix";
    case ClientDetail::full:
      break;
  }
  return "full";
}

std::optional<ClientDetail> parse_client_detail(std::string_view text) {
  for (const auto detail : {ClientDetail::none, ClientDetail::prefix, ClientDetail::full}) {
    if (text == to_string(detail)) return detail;
  }
  return std::nullopt;
}

IpAddress coarse_network(const IpAddress& client) {
  return network_of(client, ipv4_prefix_bits, ipv6_prefix_bits);
}

std::string logged_client(const IpAddress& client, ClientDetail detail) {
  if (detail == ClientDetail::none || !client.is_known()) return "-";
  return to_string(detail == ClientDetail::full ? client : coarse_network(client));
}

void append_discreetly(std::string& out, std::string_view address) {
  address = address.substr(0, address.find('#'));
  const auto [begin, host] = find_authority(address);
  const std::size_t query = std::min(address.find('?', host), address.size());
  out += address.substr(0, begin);
  out += address.substr(host, query - host);
  if (query < address.size()) append_query(out, address.substr(query + 1));
}

}  // namespace citefeed::telemetry
