/// Who a client is, as proxies say it in foreign bytes: the PROXY protocol, Forwarded and X-Forwarded-For.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/ip_address.hpp"
#include "http/forwarded.hpp"

namespace {

using citefeed::AddressRange;
using citefeed::IpAddress;
using citefeed::http::client_behind_proxies;
using citefeed::http::max_proxy_header_bytes;
using citefeed::http::ProxyField;
using citefeed::http::ProxyHeader;
using citefeed::http::read_proxy_header;

void require(bool holds) {
  if (!holds) std::abort();
}

/// However the header is cut into packets, it ends at the same byte and says the same; too long a one never waits.
void check_proxy_header(std::string_view bytes) {
  const ProxyHeader whole = read_proxy_header(bytes);
  if (whole.state == ProxyHeader::State::unfinished) {
    require(bytes.size() < max_proxy_header_bytes);
    require(!whole.client.is_known());
    return;
  }
  if (whole.state == ProxyHeader::State::complete) {
    require(whole.bytes > 0 && whole.bytes <= bytes.size() && whole.bytes <= max_proxy_header_bytes);
    require(read_proxy_header(bytes.substr(0, whole.bytes)).client == whole.client);
    const std::size_t step = whole.bytes / 16 + 1;
    for (std::size_t cut = 0; cut < whole.bytes; cut += step)
      require(read_proxy_header(bytes.substr(0, cut)).state == ProxyHeader::State::unfinished);
  }
}

/// A peer that is not trusted is the client whatever it writes; what stands left of the first address that is not
/// trusted changes nothing.
void check_field(std::string_view value) {
  static const IpAddress proxy = citefeed::ipv4_address({10, 0, 0, 1});
  static const IpAddress stranger = citefeed::ipv4_address({192, 0, 2, 7});
  static const std::vector<AddressRange> trusted = {*citefeed::parse_address_range("10.0.0.0/8")};
  for (const ProxyField field : {ProxyField::forwarded, ProxyField::x_forwarded_for}) {
    require(client_behind_proxies(stranger, field, value, trusted) == stranger);
    const IpAddress client = client_behind_proxies(proxy, field, value, trusted);
    require(client.is_known());
    const std::string mark = field == ProxyField::forwarded ? "for=192.0.2.9" : "192.0.2.9";
    const std::string added = std::string{value} + ", " + mark;
    if (value.find('"') == std::string_view::npos)
      require(to_string(client_behind_proxies(proxy, field, added, trusted)) == "192.0.2.9");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  check_proxy_header(bytes);
  check_field(bytes);
  return 0;
}
