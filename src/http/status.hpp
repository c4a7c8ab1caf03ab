/// The status codes this server answers with (RFC 9110, 15).
#pragma once
#include <cstdint>
#include <string_view>

namespace citefeed::http {

enum class Status : std::uint16_t {
  ok = 200,
  no_content = 204,
  moved_permanently = 301,
  not_modified = 304,
  bad_request = 400,
  forbidden = 403,
  not_found = 404,
  method_not_allowed = 405,
  request_timeout = 408,
  gone = 410,
  precondition_failed = 412,
  uri_too_long = 414,
  expectation_failed = 417,
  misdirected_request = 421,
  too_many_requests = 429,
  header_fields_too_large = 431,
  not_implemented = 501,
  service_unavailable = 503,
  version_not_supported = 505,
};

/// "HTTP/1.1 200 OK\r\n" (RFC 9112, 4).
[[nodiscard]] std::string_view status_line(Status status);

/// The body of an answer that has nothing better to say: one line of text, ended by a line feed. Empty for statuses
/// whose answers have no body or one of their own.
[[nodiscard]] std::string_view explanation(Status status);

}  // namespace citefeed::http
