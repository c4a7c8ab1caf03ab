/// What is kept of one answer until somebody has time for it: a copy of fixed size.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "base/ip_address.hpp"
#include "http/observer.hpp"

namespace citefeed::telemetry {

/// The beginning of a text, and whether there was more of it. Not initialised beyond its length.
template <std::size_t most_bytes>
class ShortText final {
 public:
  void assign(std::string_view text) {
    bytes_ = static_cast<std::uint16_t>(std::min(text.size(), most_bytes));
    is_cut_ = text.size() > most_bytes;
    std::copy_n(text.begin(), bytes_, text_.begin());
  }
  [[nodiscard]] std::string_view view() const { return {text_.data(), bytes_}; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  std::uint16_t bytes_ = 0;
  bool is_cut_ = false;
  std::array<char, most_bytes> text_;
};

struct Record {
  Instant at = {};
  std::chrono::nanoseconds duration = {};
  std::uint64_t body_bytes = 0;
  std::uint64_t tag =
      0;  ///< stands for the entity tag of what was asked for; 0 when the answer is of no representation
  IpAddress client = {};
  http::Status status = http::Status::ok;
  http::Method method = http::Method::unknown;
  std::uint8_t minor_version = 1;
  std::optional<resource::Coding> coding = {};  ///< nothing when the answer is of no representation
  bool is_conditional = false;                  ///< the request had If-None-Match or If-Modified-Since
  bool is_navigation = false;                   ///< a browser opened the address to show it (Sec-Fetch-Dest: document)
  ShortText<16> method_name;
  ShortText<256> target;
  ShortText<192> user_agent;
  ShortText<128> referer;
};

/// Copies what is kept of `exchange`. Allocates nothing.
void fill(Record& record, const http::Exchange& exchange);

}  // namespace citefeed::telemetry
