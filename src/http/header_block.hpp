/// Finds where the header of a request ends, and refuses line ends that other programs might read differently.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace citefeed::http {

struct HeaderBlock {
  enum class State : std::uint8_t {
    unfinished,  ///< the empty line is yet to come
    complete,
    malformed,  ///< a bare line feed (RFC 9112, 2.2) or a folded line (5.2): refused, since proxies disagree on them
  };
  State state = State::unfinished;
  /// Complete: the length of the block, its empty line included. Unfinished: where the last line begins; pass it as
  /// `from` once more bytes have come, so that no line is looked at twice.
  std::size_t bytes = 0;
};

/// Looks for the end of the header that begins at the front of `bytes`. `from` is 0 or what an earlier call gave.
[[nodiscard]] HeaderBlock find_header_block(std::string_view bytes, std::size_t from);

}  // namespace citefeed::http
