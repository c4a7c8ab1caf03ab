/// Requests: reads the head of one from bytes (RFC 9112), refuses what is malformed, and says what is asked for, as far
/// as the answer depends on it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace citefeed::http {

// The status codes this server answers with (RFC 9110, 15).

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

// Reading the lists that header fields hold (RFC 9110, 5.6.1).

/// `text` without spaces and tabs at both ends (OWS; RFC 9110, 5.6.3).
[[nodiscard]] std::string_view trim_ows(std::string_view text);

/// Takes the next member off the front of `list`, without the white space around it: up to the next comma outside a
/// quoted string. Empty for an empty member and at the end; `list` is empty once nothing is left.
[[nodiscard]] std::string_view take_member(std::string_view& list);

/// True when both are the same but for the case of ASCII letters.
[[nodiscard]] bool equals_ignoring_case(std::string_view left, std::string_view right);

enum class Method : std::uint8_t {
  get,
  head,
  options,
  other,    ///< known, but nothing here takes it: 405
  unknown,  ///< 501
};

/// The value of a field, its lines joined by ", " when it came in several (RFC 9110, 5.3). With one line nothing is
/// copied: the text then lies where the line does.
class FieldValue final {
 public:
  void add_line(std::string_view line) {
    if (lines_ == 0) {
      first_line_ = line;
    } else {
      if (lines_ == 1) joined_ = first_line_;
      joined_.append(", ").append(line);
    }
    ++lines_;
  }
  [[nodiscard]] bool is_present() const { return lines_ != 0; }
  [[nodiscard]] std::uint32_t lines() const { return lines_; }
  [[nodiscard]] std::string_view text() const { return lines_ < 2 ? first_line_ : std::string_view{joined_}; }

 private:
  std::string_view first_line_ = {};
  std::string joined_ = {};
  std::uint32_t lines_ = 0;
};

/// A well-formed request. Its views lie in the bytes it was read from.
struct RequestHead {
  Method method = Method::unknown;
  std::uint8_t minor_version = 1;  ///< of HTTP/1.x
  bool keep_alive = false;         ///< the client would send more requests on this connection (RFC 9112, 9.3)
  bool has_body = false;           ///< a body follows; it is never read, so the connection ends with the answer
  std::string_view target = {};    ///< as the request line has it
  std::string_view host = {};      ///< Host, as sent; empty when it is missing (HTTP/1.0)
  FieldValue accept_encoding = {};
  FieldValue expect = {};
  FieldValue forwarded = {};
  FieldValue if_match = {};
  FieldValue if_modified_since = {};
  FieldValue if_none_match = {};
  FieldValue if_unmodified_since = {};
  FieldValue origin = {};
  FieldValue sec_fetch_dest = {};
  FieldValue x_forwarded_for = {};
  std::string_view method_name = {};  ///< as the request line has it; `method` decides
  std::string_view referer = {};      ///< these two decide nothing; of several lines the first
  std::string_view user_agent = {};
};

// What RFC 9112 asks of a request beyond its grammar, and the parser does not check: Host and message framing.

/// The fields that say whom a request is for and where it ends.
struct Framing {
  std::uint8_t minor_version = 1;
  FieldValue host = {};
  FieldValue content_length = {};
  FieldValue transfer_encoding = {};
};

/// The status a request with this framing is refused with; nothing when it is sound. The connection must then end,
/// since nobody can be sure where the next request begins.
/// - Host: exactly one in HTTP/1.1, at most one in HTTP/1.0, well-formed (RFC 9112, 3.2).
/// - Content-Length: one line of digits (RFC 9112, 6.3; a list is refused even where its members agree).
/// - Transfer-Encoding: not beside Content-Length and not in HTTP/1.0 (RFC 9112, 6.1), "chunked" once and last, and no
///   coding but chunked (501).
[[nodiscard]] std::optional<Status> refusal_of(const Framing& framing);

/// True when a body follows the header.
[[nodiscard]] bool announces_body(const Framing& framing);

/// True for `uri-host [":" port]` with a host (RFC 9110, 7.2; RFC 3986, 3.2.2): no user, no empty host.
[[nodiscard]] bool is_authority(std::string_view text);

// Reads a request's header from the bytes a client sent. Bodies and trailers are never looked at, so they cannot
// change an answer.

struct RequestLimits {
  std::size_t max_header_bytes = std::size_t{16} * 1024;  ///< request line and fields together; above: 431
  std::size_t max_target_bytes = std::size_t{8} * 1024;   ///< above: 414, unless the header is too large
  std::size_t max_fields = 100;                           ///< field lines; above: 431
};

struct Reading {
  enum class State : std::uint8_t {
    unfinished,  ///< no whole header yet
    request,     ///< `head` is well-formed
    refused,     ///< answer with `refusal` and close
  };
  State state = State::unfinished;
  /// Of the bytes given, those that belong to this request (request), or how far they need not be looked at again: pass
  /// it as `scanned` next time (unfinished).
  std::size_t bytes = 0;
  Status refusal = Status::bad_request;
  RequestHead head = {};  ///< of a refused request: what could be read of it
};

/// Reads the first request in `bytes`, which begins where the last one ended; empty lines before it are passed over
/// (RFC 9112, 2.2). `scanned` is 0 or what the last call on the beginning of these bytes gave.
/// Pure and safe from any thread; never throws on any bytes; allocates only where a field comes in several lines.
[[nodiscard]] Reading read_request(std::string_view bytes, std::size_t scanned, const RequestLimits& limits);

// From the target of a request line to the path that resources are found by.

/// Takes "http://host" off the front of a target in absolute-form (RFC 9112, 3.2.2), and gives "host"; nothing when it
/// is malformed. Whichever site it names, it is this one: there is no other.
[[nodiscard]] std::optional<std::string_view> take_authority(std::string_view& target);

/// "host" of "host:port" or "host"; an IPv6 address keeps its brackets.
[[nodiscard]] std::string_view without_port(std::string_view authority);

/// The path of `target`, which is in origin-form or absolute-form (RFC 9112, 3.2), normalised so that equivalent
/// addresses become the same text (RFC 3986, 6.2.2): unreserved characters decoded, hexadecimal digits in upper case,
/// dot segments resolved. The query is left out: no resource depends on it. Nothing when the target is malformed: a
/// fragment, a character no path may have, a broken percent-encoding or one of a control character, a user or no host
/// in absolute-form. The result lies in `target`, or in `storage` where it had to change; most targets need no storage.
[[nodiscard]] std::optional<std::string_view> path_of(std::string_view target, std::string& storage);

/// What follows the first '?' of `target`, as it was sent; empty when nothing does.
[[nodiscard]] std::string_view query_of(std::string_view target);

/// The value of the first parameter called `name` in `query` ("a=1&b=2"), as it was sent; nothing when there is none.
[[nodiscard]] std::optional<std::string_view> find_parameter(std::string_view query, std::string_view name);

}  // namespace citefeed::http
