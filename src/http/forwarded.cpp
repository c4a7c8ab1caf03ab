#include "http/forwarded.hpp"

#include <algorithm>
#include <optional>

#include "http/field_list.hpp"

namespace citefeed::http {
namespace {

/// node (RFC 7239, 6): an address, in brackets where it is IPv6, perhaps with a port. Bare IPv6, as X-Forwarded-For has
/// it, is an address too.
std::optional<IpAddress> read_node(std::string_view node) {
  if (node.starts_with('[')) {
    const std::size_t end = node.find(']');
    return end == std::string_view::npos ? std::nullopt : parse_ip_address(node.substr(1, end - 1));
  }
  const bool has_port = std::count(node.begin(), node.end(), ':') == 1;
  return parse_ip_address(has_port ? node.substr(0, node.find(':')) : node);
}

/// The node of the "for" parameter of one forwarded-element (RFC 7239, 4); empty when it has none.
std::string_view for_parameter(std::string_view element) {
  while (!element.empty()) {
    const std::size_t end = std::min(element.find(';'), element.size());
    const std::string_view pair = trim_ows(element.substr(0, end));
    element.remove_prefix(std::min(end + 1, element.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || !equals_ignoring_case(pair.substr(0, equals), "for")) continue;
    std::string_view value = pair.substr(equals + 1);
    const bool quoted = value.size() >= 2 && value.starts_with('"') && value.ends_with('"');
    return quoted ? value.substr(1, value.size() - 2) : value;
  }
  return {};
}

}  // namespace

IpAddress client_behind_proxies(const IpAddress& peer, ProxyField field, std::string_view value,
                                const std::vector<AddressRange>& trusted) {
  if (!contains(trusted, peer)) return peer;
  // From the left, which needs no list: the last address that is no proxy's is the first from the right.
  std::optional<IpAddress> client;
  std::optional<IpAddress> farthest_proxy;  // since the last element that names no address
  while (!value.empty()) {
    const std::string_view member = take_member(value);
    if (member.empty()) continue;
    const auto address = read_node(field == ProxyField::forwarded ? for_parameter(member) : member);
    if (!address || !address->is_known()) {
      client.reset();
      farthest_proxy.reset();
    } else if (!contains(trusted, *address)) {
      client = address;
    } else if (!farthest_proxy) {
      farthest_proxy = address;
    }
  }
  return client ? *client : farthest_proxy.value_or(peer);
}

}  // namespace citefeed::http
