#include "base/ip_address.hpp"

#include <algorithm>
#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>

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

}  // namespace citefeed
