/// Who asks, where proxies stand between (Forwarded, X-Forwarded-For, the PROXY protocol): only what a trusted proxy
/// says is believed.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/ip_address.hpp"
#include "base/log.hpp"

namespace citefeed::http {

/// The field a proxy names its client in. Exactly one is looked at: a proxy hands on what its client wrote into others.
enum class ProxyField : std::uint8_t {
  x_forwarded_for,
  forwarded,  ///< RFC 7239
};

/// The client of a request that came from `peer` with `value` in that field (its lines joined by ", "). Read from the
/// right, where the nearest proxy added its own: past every address of a trusted proxy, to the first that is not
/// ("for" of RFC 7239, 5.2). What a client itself claims further left never counts. An element that names no address
/// ("unknown", "_hidden", nonsense) ends the search at the last proxy that is known. `peer` when it is not trusted.
/// Pure; allocates nothing.
[[nodiscard]] IpAddress client_behind_proxies(const IpAddress& peer, ProxyField field, std::string_view value,
                                              const std::vector<AddressRange>& trusted);

// The PROXY protocol, versions 1 and 2 (haproxy.org, doc/proxy-protocol.txt): a load balancer says before the first
// request who its client is.

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

/// So many bytes tell a header of this protocol from a request, and from TLS: no more than a record of TLS begins with,
/// since OpenSSL 3.2 reads no more before it gives up.
inline constexpr std::size_t proxy_signature_bytes = 5;
/// True when `bytes` begin as a header does, by the first proxy_signature_bytes of them.
[[nodiscard]] bool begins_as_proxy_header(std::string_view bytes);

/// Tells the operator that a load balancer and this server do not agree on who says who the client is: one line a
/// minute, "proxy_protocol_mismatch", with the peer of the moment and how many there were since the last line. Safe
/// from any thread.
class ProxyMismatches final {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;
  enum class Kind : std::uint8_t {
    missing,     ///< a peer that is to begin with a header began otherwise
    unexpected,  ///< a peer that is not to begin with one did
  };

  /// `log` must outlive this.
  explicit ProxyMismatches(Log& log) : log_(log) {}
  void note(Kind kind, const IpAddress& peer, TimePoint now);

 private:
  Log& log_;
  std::atomic<TimePoint::rep> quiet_until_ = TimePoint::min().time_since_epoch().count();
  std::atomic<std::uint64_t> untold_ = 0;
};

}  // namespace citefeed::http
