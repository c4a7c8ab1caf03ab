#include "http/request_rules.hpp"

#include <algorithm>

#include "http/field_list.hpp"

namespace citefeed::http {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token(std::string_view text) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

/// reg-name (RFC 3986, 3.2.2), which covers IPv4 addresses; percent-encoding has no use in a host name.
bool is_host_name(std::string_view text) {
  static constexpr std::string_view others = "-._~!$&'()*+,;=";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
  });
}

/// What stands between the brackets of an IPv6 address; the socket layer, not this server, gives it a meaning.
bool is_ip_literal(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_hex_digit(c) || c == ':' || c == '.'; });
}

std::optional<Status> refusal_of_transfer_encoding(std::string_view list) {
  bool chunked = false;
  while (!list.empty()) {
    const std::string_view coding = take_member(list);
    if (coding.empty()) continue;
    if (chunked) return Status::bad_request;  // chunked twice, or not last
    chunked = equals_ignoring_case(coding, "chunked");
    if (chunked) continue;
    // "identity" was withdrawn and means nothing now; it is how requests are smuggled past older servers.
    const std::string_view name = trim_ows(coding.substr(0, coding.find(';')));
    if (!is_token(name) || equals_ignoring_case(name, "identity")) return Status::bad_request;
    return Status::not_implemented;
  }
  return chunked ? std::nullopt : std::optional{Status::bad_request};
}

}  // namespace

std::optional<Status> refusal_of(const Framing& framing) {
  const bool host_is_missing = !framing.host.is_present() && framing.minor_version >= 1;
  if (host_is_missing || framing.host.lines() > 1) return Status::bad_request;
  if (framing.host.is_present() && !is_authority(framing.host.text())) return Status::bad_request;

  const std::string_view length = framing.content_length.text();
  if (framing.content_length.is_present()) {
    const bool sound = !length.empty() && length.size() <= 19 && std::all_of(length.begin(), length.end(), is_digit);
    if (!sound) return Status::bad_request;
  }
  if (!framing.transfer_encoding.is_present()) return std::nullopt;
  if (framing.content_length.is_present() || framing.minor_version == 0) return Status::bad_request;
  return refusal_of_transfer_encoding(framing.transfer_encoding.text());
}

bool announces_body(const Framing& framing) {
  const std::string_view length = framing.content_length.text();
  return framing.transfer_encoding.is_present() || length.find_first_not_of('0') != std::string_view::npos;
}

bool is_authority(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos || !is_ip_literal(text.substr(1, end - 1))) return false;
    const std::string_view rest = text.substr(end + 1);
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
  }
  const std::size_t colon = text.find(':');
  if (!is_host_name(text.substr(0, colon))) return false;
  return colon == std::string_view::npos || is_port(text.substr(colon + 1));
}

}  // namespace citefeed::http
