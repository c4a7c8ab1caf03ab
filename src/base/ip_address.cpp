#include "base/ip_address.hpp"

#include <algorithm>
#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <charconv>

namespace citefeed {
namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned prefix_bits = 96;

}  // namespace

bool IpAddress::is_ipv4() const {
  return std::equal(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin());
}

IpAddress ipv4_address(const std::array<std::uint8_t, 4>& bytes) {
  IpAddress address;
  std::copy(mapped_prefix.begin(), mapped_prefix.end(), address.bytes.begin());
  std::copy(bytes.begin(), bytes.end(), address.bytes.begin() + mapped_prefix.size());
  return address;
}

IpAddress network_of(const IpAddress& address, unsigned ipv4_bits, unsigned ipv6_bits) {
  const unsigned kept = address.is_ipv4() ? prefix_bits + ipv4_bits : ipv6_bits;
  IpAddress network;
  for (unsigned i = 0; i < network.bytes.size(); ++i) {
    const unsigned bits = std::clamp(kept, 8 * i, 8 * i + 8) - 8 * i;
    network.bytes.at(i) = static_cast<std::uint8_t>(address.bytes.at(i) & (0xFF00U >> bits));
  }
  return network;
}

std::string to_string(const IpAddress& address) {
  if (!address.is_known()) return "-";
  if (!address.is_ipv4()) return boost::urls::ipv6_address{address.bytes}.to_string();
  boost::urls::ipv4_address::bytes_type last;
  std::copy(address.bytes.begin() + mapped_prefix.size(), address.bytes.end(), last.begin());
  return boost::urls::ipv4_address{last}.to_string();
}

namespace {

constexpr unsigned ipv4_prefix_bits = 96;

/// The first `bits` of 128, whatever the family.
IpAddress first_bits(const IpAddress& address, unsigned bits) {
  return network_of(address, bits > ipv4_prefix_bits ? bits - ipv4_prefix_bits : 0, bits);
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  if (const auto ipv4 = boost::urls::parse_ipv4_address({text.data(), text.size()})) {
    return ipv4_address(ipv4->to_bytes());
  }
  const auto ipv6 = boost::urls::parse_ipv6_address({text.data(), text.size()});
  if (!ipv6) return std::nullopt;
  IpAddress address;
  const auto bytes = ipv6->to_bytes();
  std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
  return address;
}

std::optional<AddressRange> parse_address_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_ip_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  AddressRange range{.network = *address};
  if (slash == std::string_view::npos) return address->is_known() ? std::optional{range} : std::nullopt;

  const std::string_view length = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bits);
  const bool is_number = error == std::errc{} && end == length.data() + length.size() && length.front() != '-';
  if (!is_number || bits > (address->is_ipv4() ? 32U : 128U)) return std::nullopt;
  range.bits = address->is_ipv4() ? ipv4_prefix_bits + bits : bits;
  if (range == unix_peers()) return std::nullopt;
  return first_bits(*address, range.bits) == *address ? std::optional{range} : std::nullopt;
}

std::optional<AddressRange> parse_peers(std::string_view text) {
  return text == "unix" ? std::optional{unix_peers()} : parse_address_range(text);
}

std::string to_string(const AddressRange& range) {
  if (range == unix_peers()) return "unix";
  std::string network = range.network.is_known() ? to_string(range.network) : "::";
  if (range.bits == 128) return network;
  const unsigned bits = range.network.is_ipv4() ? range.bits - ipv4_prefix_bits : range.bits;
  return network + "/" + std::to_string(bits);
}

bool contains(const AddressRange& range, const IpAddress& address) {
  if (!address.is_known()) return range == unix_peers();
  if (range.network.is_ipv4() != address.is_ipv4()) return false;
  return first_bits(address, range.bits) == range.network;
}

bool contains(const std::vector<AddressRange>& ranges, const IpAddress& address) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const AddressRange& range) { return contains(range, address); });
}

std::vector<AddressRange> loopback_ranges() {
  return {*parse_address_range("127.0.0.0/8"), *parse_address_range("::1")};
}

}  // namespace citefeed
