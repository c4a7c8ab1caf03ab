#include "http/forwarded.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "base/ip_address.hpp"
#include "http/request.hpp"

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

namespace {

using State = ProxyHeader::State;

constexpr std::string_view signature_1 = "PROXY ";
constexpr std::string_view signature_2{"\r\n\r\n\0\r\nQUIT\n", 12};

std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && (text.size() == 1 || text.front() != '0');
}

/// "TCP4 192.0.2.1 192.0.2.9 56324 443" (2.1).
std::optional<IpAddress> read_line(std::string_view line) {
  const std::string_view family = take_word(line);
  if (family == "UNKNOWN") return IpAddress{};
  const auto client = parse_ip_address(take_word(line));
  const auto server = parse_ip_address(take_word(line));
  const bool ports = is_port(take_word(line)) && is_port(line);
  if ((family != "TCP4" && family != "TCP6") || !client || !server || !ports) return std::nullopt;
  return family == "TCP6" || client->is_ipv4() ? client : std::nullopt;
}

ProxyHeader read_version_1(std::string_view bytes) {
  static constexpr std::size_t max_line_bytes = 107;  // (2.1), CRLF included
  const std::size_t end = bytes.substr(0, max_line_bytes).find("\r\n");
  if (end == std::string_view::npos) {
    return {.state = bytes.size() < max_line_bytes ? State::unfinished : State::malformed};
  }
  const auto client = read_line(bytes.substr(signature_1.size(), end - signature_1.size()));
  if (!client) return {.state = State::malformed};
  return {.state = State::complete, .bytes = end + 2, .client = *client};
}

std::uint8_t byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<std::uint8_t>(bytes[index]);
}

ProxyHeader read_version_2(std::string_view bytes) {
  static constexpr std::size_t fixed_bytes = 16;
  if (bytes.size() < fixed_bytes) return {};
  const unsigned command = byte_at(bytes, 12);
  const unsigned family = byte_at(bytes, 13) >> 4U;
  const std::size_t length = std::size_t{byte_at(bytes, 14)} * 256 + byte_at(bytes, 15);
  if ((command != 0x20 && command != 0x21) || fixed_bytes + length > max_proxy_header_bytes) {
    return {.state = State::malformed};
  }
  if (bytes.size() < fixed_bytes + length) return {};
  ProxyHeader header{.state = State::complete, .bytes = fixed_bytes + length};
  const std::string_view addresses = bytes.substr(fixed_bytes, length);
  const bool is_local = command == 0x20;
  if (is_local) return header;
  if (family == 1) {  // AF_INET: two addresses of 4 bytes, two ports
    if (addresses.size() < 12) return {.state = State::malformed};
    header.client =
        ipv4_address({byte_at(addresses, 0), byte_at(addresses, 1), byte_at(addresses, 2), byte_at(addresses, 3)});
  } else if (family == 2) {  // AF_INET6: two addresses of 16 bytes, two ports
    if (addresses.size() < 36) return {.state = State::malformed};
    for (std::size_t i = 0; i < header.client.bytes.size(); ++i) header.client.bytes.at(i) = byte_at(addresses, i);
  }
  return header;
}

/// Whether what is there of `bytes` is how `signature` begins.
bool may_begin(std::string_view bytes, std::string_view signature) {
  return bytes.substr(0, signature.size()) == signature.substr(0, bytes.size());
}

}  // namespace

ProxyHeader read_proxy_header(std::string_view bytes) {
  const bool may_be_1 = may_begin(bytes, signature_1);
  const bool may_be_2 = may_begin(bytes, signature_2);
  if (!may_be_1 && !may_be_2) return {.state = State::malformed};
  if (may_be_1 && bytes.size() >= signature_1.size()) return read_version_1(bytes);
  if (may_be_2 && bytes.size() >= signature_2.size()) return read_version_2(bytes);
  return {};
}

bool begins_as_proxy_header(std::string_view bytes) {
  const std::string_view front = bytes.substr(0, proxy_signature_bytes);
  return front == signature_1.substr(0, proxy_signature_bytes) || front == signature_2.substr(0, proxy_signature_bytes);
}

void ProxyMismatches::note(Kind kind, const IpAddress& peer, TimePoint now) {
  static constexpr TimePoint::duration interval = std::chrono::minutes{1};
  untold_.fetch_add(1, std::memory_order_relaxed);
  auto quiet_until = quiet_until_.load(std::memory_order_relaxed);
  const auto ticks = now.time_since_epoch().count();
  if (ticks < quiet_until || !quiet_until_.compare_exchange_strong(quiet_until, ticks + interval.count())) return;
  const std::string count = std::to_string(untold_.exchange(0, std::memory_order_relaxed));
  const std::string name = peer.is_known() ? to_string(peer) : to_string(unix_peers());
  log_.write("proxy_protocol_mismatch", {{.key = "peer", .value = name},
                                         {.key = "header", .value = kind == Kind::missing ? "missing" : "unexpected"},
                                         {.key = "connections", .value = count}});
}

}  // namespace citefeed::http
