/// What reading from a client's connection gave.
#pragma once
#include <cstddef>

namespace citefeed::http {

/// Bytes, the end, both, or nothing for now.
struct Receipt {
  std::size_t bytes = 0;
  bool may_have_more = false;  ///< the room was too small for all that came
  bool ended = false;          ///< the client has closed its side
  bool broken = false;         ///< the connection is gone
  bool awaits_output = false;  ///< a handshake goes on only when the client reads
  bool is_plain_http = false;  ///< broken, because the client speaks HTTP where TLS is spoken
};

}  // namespace citefeed::http
