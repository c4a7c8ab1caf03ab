#include "http/target.hpp"

#include <algorithm>

#include <array>

#include "http/field_list.hpp"
#include "http/request_rules.hpp"

namespace citefeed::http {
namespace {

/// The characters of pchar (RFC 3986, 3.3) and '/', but '%'.
constexpr std::array<bool, 256> make_path_characters() {
  std::array<bool, 256> table = {};
  constexpr std::string_view characters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";
  for (const char c : characters) table.at(static_cast<unsigned char>(c)) = true;
  return table;
}
constexpr std::array<bool, 256> path_characters = make_path_characters();

bool may_stand_in_path(char c) {
  return path_characters.at(static_cast<unsigned char>(c));
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

/// Nothing is called so; where it stands, somebody tries to end a line or a string of another program's.
bool is_control(char c) {
  return (c >= 0 && c < ' ') || c == '\x7f';
}

/// The value of a hexadecimal digit; -1 for anything else.
int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// `path` with unreserved characters decoded and other percent-encodings in upper case; false when one is broken.
bool decode(std::string_view path, std::string& decoded) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '%') {
      if (!may_stand_in_path(path[i])) return false;
      decoded += path[i];
      continue;
    }
    if (i + 2 >= path.size()) return false;
    const int high = hex_value(path[i + 1]);
    const int low = hex_value(path[i + 2]);
    if (high < 0 || low < 0) return false;
    const auto byte = static_cast<char>(high * 16 + low);
    if (is_control(byte)) return false;
    if (is_unreserved(byte)) {
      decoded += byte;
    } else {
      static constexpr std::string_view digits = "0123456789ABCDEF";
      decoded += {'%', digits[static_cast<std::size_t>(high)], digits[static_cast<std::size_t>(low)]};
    }
    i += 2;
  }
  return true;
}

/// Resolves "." and ".." segments (RFC 3986, 5.2.4); nothing climbs above the root.
void resolve_dots(std::string& path) {
  std::string resolved;
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = std::string_view{path}.substr(begin, end - begin);
    const bool is_last = end == path.size();
    if (segment == "." || segment == "..") {
      if (segment == ".." && !resolved.empty()) resolved.erase(resolved.rfind('/'));
      if (is_last) resolved += '/';
    } else {
      resolved.append("/").append(segment);
    }
    begin = end + 1;
  }
  path = std::move(resolved);
}

bool is_normal(std::string_view path) {
  bool after_slash = false;
  for (const char c : path) {
    if (!may_stand_in_path(c) || (after_slash && c == '.')) return false;
    after_slash = c == '/';
  }
  return true;
}

}  // namespace

std::string_view without_port(std::string_view authority) {
  const std::size_t colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
  return has_port ? authority.substr(0, colon) : authority;
}

std::optional<std::string_view> take_authority(std::string_view& target) {
  const std::size_t scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  const std::string_view scheme = target.substr(0, scheme_end);
  if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return std::nullopt;
  target.remove_prefix(scheme_end + 3);
  const std::string_view authority = target.substr(0, target.find_first_of("/?#"));
  target.remove_prefix(authority.size());
  return is_authority(authority) ? std::optional{authority} : std::nullopt;
}

std::optional<std::string_view> path_of(std::string_view target, std::string& storage) {
  if (!target.starts_with('/')) {
    if (!take_authority(target)) return std::nullopt;
    if (target.empty() || target.front() == '?') return "/";
  }
  if (target.find('#') != std::string_view::npos) return std::nullopt;
  const std::string_view path = target.substr(0, target.find('?'));
  if (is_normal(path)) return path;
  storage.clear();
  if (!path.starts_with('/') || !decode(path, storage)) return std::nullopt;
  resolve_dots(storage);
  return storage;
}

std::string_view query_of(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

std::optional<std::string_view> find_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
    const auto equals = parameter.find('=');
    if (parameter.substr(0, equals) != name) continue;
    return equals == std::string_view::npos ? std::string_view{} : parameter.substr(equals + 1);
  }
  return std::nullopt;
}

}  // namespace citefeed::http
