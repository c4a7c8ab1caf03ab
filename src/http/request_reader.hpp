/// Reads a request's header from the bytes a client sent. Bodies and trailers are never looked at, so they cannot
/// change an answer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "http/request.hpp"
#include "http/status.hpp"

namespace citefeed::http {

struct RequestLimits {
  std::size_t max_header_bytes = std::size_t{16} * 1024;  ///< request line and fields together; above: 431
  std::size_t max_target_bytes = std::size_t{8} * 1024;   ///< above: 414
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

}  // namespace citefeed::http
