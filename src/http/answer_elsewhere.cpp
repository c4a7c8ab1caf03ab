#include "http/answer_elsewhere.hpp"

#include <fmt/format.h>
#include <string>
#include <string_view>

#include "http/target.hpp"

namespace citefeed::http {

Answer answer_elsewhere(const Reading& reading, std::uint16_t https_port, const LivePages* live) {
  static const resource::Site nothing;  // only live pages are here
  Answer answer = http::answer(reading, &nothing, {}, live);
  if (answer.status != Status::not_found) return answer;
  std::string_view target = reading.head.target;
  const std::string_view authority =
      target.starts_with('/') ? reading.head.host : take_authority(target).value_or(std::string_view{});
  const bool close = answer.close;
  const bool head_only = reading.head.method == Method::head;
  if (authority.empty()) {
    answer = explain(Status::bad_request, head_only);
  } else {
    const bool is_rooted = target.starts_with('/');
    const std::string port = https_port == 443 ? std::string{} : fmt::format(":{}", https_port);
    answer = explain(
        Status::moved_permanently, head_only,
        fmt::format("Location: https://{}{}{}{}\r\n", without_port(authority), port, is_rooted ? "" : "/", target));
  }
  answer.close = close;
  return answer;
}

Answer speaks_https() {
  Answer answer = answer_live({.status = Status::bad_request,
                               .content_type = "text/plain; charset=utf-8",
                               .body = "This port speaks HTTPS: the address begins with https://\n"},
                              Method::get);
  answer.close = true;
  return answer;
}

}  // namespace citefeed::http
