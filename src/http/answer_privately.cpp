#include "http/answer_privately.hpp"

#include <optional>
#include <string>

#include "base/address_range.hpp"
#include "base/utf8.hpp"
#include "http/target.hpp"

namespace citefeed::http {
namespace {

/// Why `head` is not answered; nothing when it is.
std::optional<Status> refusal_of(const RequestHead& head) {
  if (!is_loopback(head.host)) return Status::misdirected_request;
  if (!head.origin.is_present()) return std::nullopt;
  const bool is_own = head.origin.text() == "http://" + std::string{head.host};
  return is_own ? std::nullopt : std::optional{Status::forbidden};
}

}  // namespace

bool is_loopback(std::string_view authority) {
  std::string_view host = without_port(authority);
  if (fold_case(std::string{host}) == "localhost") return true;
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  const auto address = parse_ip_address(host);
  return address && is_bracketed != address->is_ipv4() && contains(loopback_ranges(), *address);
}

Answer answer_privately(const Reading& reading, const resource::Site* site, Instant now, const LivePages* live) {
  if (reading.state == Reading::State::request) {
    if (const auto refusal = refusal_of(reading.head)) {
      Answer answer = explain(*refusal, reading.head.method == Method::head);
      answer.close = true;
      return answer;
    }
  }
  return http::answer(reading, site, now, live);
}

}  // namespace citefeed::http
