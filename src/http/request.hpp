/// What a request asks for, as far as the answer depends on it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace citefeed::http {

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

}  // namespace citefeed::http
