/// The last header lines of every answer: made once a second, not once an answer.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace citefeed::http {

/// Date, Server and, where it has to be said, Connection, with the empty line that ends the header.
class ResponseTail final {
 public:
  ResponseTail() = default;
  /// Of answers over TLS: with Strict-Transport-Security of this age (RFC 6797, 6.1), unless that is 0.
  explicit ResponseTail(std::chrono::seconds hsts) : hsts_(hsts) {}

  /// Makes the lines for `now`, unless they are those already there.
  void set_date(Instant now);
  [[nodiscard]] Instant date() const { return date_; }

  /// `keep_alive` is whether the connection goes on. HTTP/1.0 clients that asked are told so (RFC 9112, appendix
  /// C.2.2).
  [[nodiscard]] std::string_view text(bool keep_alive, unsigned minor_version) const {
    if (!keep_alive) return closing_;
    return minor_version == 0 ? staying_1_0_ : staying_;
  }

 private:
  std::chrono::seconds hsts_{0};
  Instant date_ = Instant::min();
  std::string staying_ = {};
  std::string staying_1_0_ = {};
  std::string closing_ = {};
};

}  // namespace citefeed::http
