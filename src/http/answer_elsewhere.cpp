#include "http/answer_elsewhere.hpp"

#include <fmt/format.h>
#include <string>
#include <string_view>

namespace citefeed::http {
namespace {

/// Whom a request is for, and what of it.
struct Effective {
  std::string_view authority = {};
  std::string_view path_and_query = {};
};

Effective effective_target(const RequestHead& head) {
  if (head.target.starts_with('/')) return {.authority = head.host, .path_and_query = head.target};
  constexpr std::string_view separator = "://";
  const std::size_t authority = head.target.find(separator) + separator.size();
  const std::size_t path = std::min(head.target.find_first_of("/?", authority), head.target.size());
  return {.authority = head.target.substr(authority, path - authority), .path_and_query = head.target.substr(path)};
}

std::string_view without_port(std::string_view authority) {
  const std::size_t colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
  return has_port ? authority.substr(0, colon) : authority;
}

}  // namespace

Answer answer_elsewhere(const Reading& reading, std::uint16_t https_port, const LivePages* live) {
  static const resource::Site nothing;  // only live pages are here
  Answer answer = http::answer(reading, &nothing, {}, live);
  if (answer.status != Status::not_found) return answer;
  const Effective target = effective_target(reading.head);
  const bool close = answer.close;
  const bool head_only = reading.head.method == Method::head;
  if (target.authority.empty()) {
    answer = explain(Status::bad_request, head_only);
  } else {
    const bool is_rooted = target.path_and_query.starts_with('/');
    const std::string port = https_port == 443 ? std::string{} : fmt::format(":{}", https_port);
    answer = explain(Status::moved_permanently, head_only,
                     fmt::format("Location: https://{}{}{}{}\r\n", without_port(target.authority), port,
                                 is_rooted ? "" : "/", target.path_and_query));
  }
  answer.close = close;
  return answer;
}

Answer speaks_https() {
  Answer answer{.status = Status::bad_request, .close = true};
  answer.own_text = "This port speaks HTTPS: the address begins with https://\n";
  answer.own_fields = fmt::format(
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Length: {}\r\n"
      "Cache-Control: no-store\r\n"
      "X-Content-Type-Options: nosniff\r\n",
      answer.own_text.size());
  return answer;
}

}  // namespace citefeed::http
