#include "base/iri.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

#include "base/utf8.hpp"

namespace citefeed {
namespace {

/// Percent-encodes what RFC 3987 allows and RFC 3986 does not, and the spaces and brackets people leave in addresses.
std::string to_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool escape = byte >= 0x80 || c == ' ' || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' ||
                        c == '|' || c == '\\' || c == '^' || c == '`';
    if (escape) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

/// What Boost.URL 1.81 lets through: "https://host:port/" (read as the path "port/"), ports beyond 65535, and http
/// addresses without a host, which RFC 9110, 4.2.1 says to reject.
bool is_sound(const boost::urls::url_view& url) {
  if (!url.has_authority()) return true;
  const std::string_view path = url.encoded_path();
  if (!path.empty() && path.front() != '/') return false;
  if (!url.port().empty() && url.port_number() == 0) return false;
  const auto scheme = url.scheme_id();
  const bool needs_host = scheme == boost::urls::scheme::http || scheme == boost::urls::scheme::https;
  return !needs_host || !url.encoded_host().empty();
}

/// `url` without the ".." segments that would climb above the root: RFC 3986, 5.2.4 drops them, Boost.URL 1.81 keeps
/// them.
std::string below_root(const boost::urls::url& url) {
  std::string text{url.buffer()};
  if (!url.has_authority()) return text;
  const std::size_t path = url.encoded_origin().size();
  while (text.compare(path, 4, "/../") == 0) text.erase(path, 3);
  const std::size_t path_end = std::min(text.find_first_of("?#", path), text.size());
  if (text.compare(path, path_end - path, "/..") == 0) text.erase(path + 1, 2);
  return text;
}

}  // namespace

std::optional<Iri> parse_iri(std::string_view text) {
  std::string ascii = to_ascii(text);
  const auto parsed = boost::urls::parse_uri(ascii);
  if (parsed.has_error() || !is_sound(*parsed)) return std::nullopt;
  return Iri{.text = std::move(ascii)};
}

std::string scheme_of(const Iri& iri) {
  return lower_ascii(std::string_view{iri.text}.substr(0, iri.text.find(':')));
}

std::string host_of(const Iri& iri) {
  const auto parsed = boost::urls::parse_uri(iri.text);
  return parsed.has_error() ? std::string{} : std::string{parsed->encoded_host_address()};
}

std::uint16_t port_of(const Iri& iri) {
  const auto parsed = boost::urls::parse_uri(iri.text);
  if (!parsed.has_error() && parsed->port_number() != 0) return parsed->port_number();
  const std::string scheme = scheme_of(iri);
  constexpr std::uint16_t http = 80, https = 443;
  if (scheme == "https") return https;
  return scheme == "http" ? http : 0;
}

std::string path_of(const Iri& iri) {
  const auto parsed = boost::urls::parse_uri(iri.text);
  return parsed.has_error() ? std::string{} : std::string{parsed->encoded_path()};
}

std::optional<Iri> resolve(const Iri& base, std::string_view reference) {
  const std::string ascii = to_ascii(reference);
  const auto parsed_base = boost::urls::parse_uri(base.text);
  const auto parsed = boost::urls::parse_uri_reference(ascii);
  if (parsed_base.has_error() || parsed.has_error() || !is_sound(*parsed)) return std::nullopt;
  boost::urls::url out;
  if (boost::urls::resolve(*parsed_base, *parsed, out).has_error()) return std::nullopt;
  return Iri{.text = below_root(out)};
}

std::string encode_path(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (may_stand_in_path(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

namespace {

/// The byte that the percent-encoding at the front of `text` stands for; nothing when there is none.
std::optional<char> encoded_byte(std::string_view text) {
  if (text.size() < 3 || text.front() != '%') return std::nullopt;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(high * 16 + low);
}

bool is_unreserved(char c) {
  return is_ascii_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Nothing is called so; where it stands, somebody tries to end a line or a string of another program's.
bool is_control(char c) {
  return (c >= 0 && c < ' ') || c == '\x7f';
}

}  // namespace

std::optional<std::string> normalised_path(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (; !path.empty(); path.remove_prefix(1)) {
    if (may_stand_in_path(path.front())) {
      out += path.front();
      continue;
    }
    const auto byte = encoded_byte(path);
    if (!byte || is_control(*byte)) return std::nullopt;
    if (is_unreserved(*byte)) {
      out += *byte;
    } else {
      out += {'%', to_ascii_upper(path[1]), to_ascii_upper(path[2])};
    }
    path.remove_prefix(2);
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto byte = encoded_byte(text);
    out += byte.value_or(text.front());
    text.remove_prefix(byte ? 3 : 1);
  }
  return out;
}

}  // namespace citefeed
