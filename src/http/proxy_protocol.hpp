/// The PROXY protocol, versions 1 and 2 (haproxy.org, doc/proxy-protocol.txt): a load balancer says before the first
/// request who its client is.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ip_address.hpp"

namespace citefeed::http {

struct ProxyHeader {
  enum class State : std::uint8_t {
    unfinished,
    complete,
    malformed,  ///< no header of this protocol: the connection must end (2.)
  };
  State state = State::unfinished;
  std::size_t bytes = 0;  ///< of the header, when complete
  IpAddress client = {};  ///< not known where the proxy speaks for itself (LOCAL) or does not say (UNKNOWN, AF_UNIX)
};

/// No header is longer: version 2 with extensions, of which a few hundred bytes are usual.
inline constexpr std::size_t max_proxy_header_bytes = 1024;

/// Reads the header at the front of `bytes`; the protocol is expected there, never guessed at. Extensions (TLV) are
/// passed over. Pure; never throws on any bytes.
[[nodiscard]] ProxyHeader read_proxy_header(std::string_view bytes);

}  // namespace citefeed::http
