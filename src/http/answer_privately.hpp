/// Answers of a port that shows what is not public yet.
#pragma once
#include "http/answer.hpp"

namespace citefeed::http {

/// As http::answer(), but only for whoever sits at this machine and means to ask this port. A page of another site
/// that a browser shows here may not read it: 403 where Origin names another host than Host does (Fetch, 3.1), 421
/// where Host is no name of this machine's own, as when somebody else's name was made to lead here (RFC 9110, 15.5.20).
[[nodiscard]] Answer answer_privately(const Reading& reading, const resource::Site* site, Instant now,
                                      const LivePages* live);

/// True for "localhost", 127.0.0.0/8 and [::1], with or without a port.
[[nodiscard]] bool is_loopback(std::string_view authority);

}  // namespace citefeed::http
