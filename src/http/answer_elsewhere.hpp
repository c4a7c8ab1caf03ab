/// Answers of ports that speak only of others: HTTP where the site is to be had over HTTPS, and the other way round.
#pragma once
#include <cstdint>

#include "http/answer.hpp"

namespace citefeed::http {

/// 301 to the same host, path and query over HTTPS at `https_port`, for GET and HEAD (RFC 9110, 15.4.2); live pages are
/// answered as they are, so that a monitor may ask here as well. The host is the request's own, in absolute-form that
/// of its target (RFC 9112, 3.2.2): 400 where there is none. Other methods are refused as everywhere.
[[nodiscard]] Answer answer_elsewhere(const Reading& reading, std::uint16_t https_port, const LivePages* live);

/// The 400 for whoever speaks HTTP where TLS is spoken.
[[nodiscard]] Answer speaks_https();

}  // namespace citefeed::http
