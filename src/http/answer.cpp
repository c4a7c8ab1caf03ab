#include "http/answer.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/ip_address.hpp"
#include "http/conditional.hpp"
#include "http/negotiation.hpp"
#include "http/request.hpp"

namespace citefeed::http {
namespace {

constexpr std::string_view allow = "Allow: GET, HEAD, OPTIONS\r\n";

/// How long a cache may keep an answer that is no representation (RFC 9111, 5.2.2). What is missing may be published in
/// a minute; what moved stays moved; what is gone is so, unless by mistake; refusals are about one request.
std::string_view cache_control(Status status) {
  switch (status) {
    case Status::moved_permanently:
      return "Cache-Control: max-age=86400\r\n";
    case Status::gone:
      return "Cache-Control: max-age=3600\r\n";
    case Status::not_found:
      return "Cache-Control: max-age=60\r\n";
    default:
      return "Cache-Control: no-store\r\n";
  }
}

std::string fields_of_text(Status status, std::string_view text, std::string_view fields = {}) {
  return fmt::format(
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Length: {}\r\n{}{}"
      "Access-Control-Allow-Origin: *\r\n"
      "X-Content-Type-Options: nosniff\r\n",
      text.size(), fields, cache_control(status));
}

/// Why nothing is there any more: to people as a page, to programs as text. Preconditions are for what is there
/// (RFC 9110, 13.2.1).
Answer answer_gone(const resource::Gone& gone, const RequestHead& head) {
  const bool head_only = head.method == Method::head;
  if (!gone.was_page || gone.folder->page == nullptr) {
    const std::string& text = gone.folder->text;
    return {.status = Status::gone,
            .own_fields = fields_of_text(Status::gone, text),
            .own_text = head_only ? std::string{} : text};
  }
  const auto& page = choose(gone.folder->page->prepared().usual, head.accept_encoding);
  return {.status = Status::gone,
          .prepared_fields = page.fields_ok,
          .body = head_only ? nullptr : &page.body,
          .representation = &page};
}

std::string with_single_slashes(std::string_view path) {
  std::string single;
  for (const char c : path) {
    if (c != '/' || !single.ends_with('/')) single += c;
  }
  return single;
}

std::string with_slash_toggled(std::string path) {
  if (path.ends_with('/')) {
    path.pop_back();
  } else {
    path += '/';
  }
  return path;
}

/// Where what was asked for is now: an old address, a forgotten or superfluous slash. Targets come from the site, never
/// from the request, so that nobody is sent elsewhere by a crafted address.
std::optional<std::string> find_moved(const resource::Site& site, std::string_view path) {
  const std::string single = with_single_slashes(path);
  for (const std::string& candidate : {single, with_slash_toggled(single)}) {
    if (auto moved = site.find_moved(candidate)) return moved;
    if (site.find(candidate) != nullptr) return site.base_path + candidate;
  }
  return std::nullopt;
}

Answer answer_options(const resource::Prepared* prepared) {
  Answer answer{.status = Status::no_content, .own_fields = std::string{allow}};
  if (prepared != nullptr && prepared->metadata.cross_origin) {
    // A preflight (Fetch, 3.3.2) asks nothing that is not granted to everybody, so its fields are not looked at.
    answer.own_fields +=
        "Access-Control-Allow-Origin: *\r\n"
        "Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\n"
        "Access-Control-Allow-Headers: *\r\n"
        "Access-Control-Max-Age: 86400\r\n";
  }
  return answer;
}

/// Where replicas serve the same bytes since different moments, a client that comes with a later one than ours keeps
/// it: else its date would go back. Only one that is over is said again, since other bytes may be served later in this
/// second: then no date is said. One that has not come is nobody's.
std::optional<std::string> repeat_later_date(const RequestHead& head, Instant last_modified, Instant now) {
  if (!head.if_modified_since.is_present()) return std::nullopt;
  const auto date = parse_http_date(head.if_modified_since.text(), now);
  if (!date || *date <= last_modified || *date > now) return std::nullopt;
  return *date == now ? std::string{} : fmt::format("Last-Modified: {}\r\n", to_imf_fixdate(*date));
}

Answer answer_not_modified(const resource::Representation& representation, const resource::FirstServed* since,
                           const RequestHead& head, Instant now) {
  Answer answer{.status = Status::not_modified,
                .prepared_fields = representation.fields_not_modified,
                .representation = &representation};
  const auto last_modified = since == nullptr ? std::nullopt : since->by(now);
  if (!last_modified) return answer;
  if (auto later = repeat_later_date(head, *last_modified, now)) {
    answer.own_fields = *std::move(later);
  } else {
    answer.dated_field = since->field_by(now);
  }
  return answer;
}

Answer answer_from(const resource::Resource& resource, const RequestHead& head, Instant now) {
  const resource::Prepared& prepared = resource.prepared();
  const resource::FirstServed* since = resource.since().get();
  const bool offers_browser_form =
      prepared.browser.at(static_cast<std::size_t>(resource::Coding::identity)).has_value();
  const bool for_browser = offers_browser_form && head.sec_fetch_dest.text() == "document";
  const auto& representation = choose(for_browser ? prepared.browser : prepared.usual, head.accept_encoding);
  switch (evaluate(head, representation.tag, since == nullptr ? std::nullopt : since->by(now), now)) {
    case Verdict::not_modified:
      return answer_not_modified(representation, since, head, now);
    case Verdict::precondition_failed:
      return explain(Status::precondition_failed, head.method == Method::head);
    case Verdict::send:
      break;
  }
  return {.status = Status::ok,
          .prepared_fields = representation.fields_ok,
          .dated_field = since == nullptr ? std::string_view{} : since->field_by(now),
          .body = head.method == Method::head ? nullptr : &representation.body,
          .representation = &representation};
}

Answer answer_well_formed(const RequestHead& head, const resource::Site* site, Instant now, const LivePages* live) {
  const bool head_only = head.method == Method::head;
  if (head.method == Method::unknown) return explain(Status::not_implemented, false);
  if (head.method == Method::other) return explain(Status::method_not_allowed, false, allow);
  if (head.expect.is_present() && !equals_ignoring_case(head.expect.text(), "100-continue")) {
    return explain(Status::expectation_failed, head_only);
  }
  if (head.target == "*") {
    return head.method == Method::options ? answer_options(nullptr) : explain(Status::bad_request, head_only);
  }
  std::string storage;
  const auto path = path_of(head.target, storage);
  if (!path) return explain(Status::bad_request, head_only);
  if (const resource::Resource* resource = site == nullptr ? nullptr : site->find(*path)) {
    return head.method == Method::options ? answer_options(&resource->prepared()) : answer_from(*resource, head, now);
  }
  if (live != nullptr) {
    if (auto found = live->find(*path, query_of(head.target))) return answer_live(std::move(*found), head.method);
  }
  if (site == nullptr) return explain(Status::service_unavailable, head_only, "Retry-After: 5\r\n");
  if (const auto location = find_moved(*site, *path)) {
    return explain(Status::moved_permanently, head_only, fmt::format("Location: {}\r\n", *location));
  }
  if (const auto gone = resource::find_gone(site->gone, with_single_slashes(*path)); gone.folder != nullptr) {
    return answer_gone(gone, head);
  }
  return explain(Status::not_found, head_only);
}

}  // namespace

Answer answer(const RequestHead& head, const resource::Site* site, Instant now, const LivePages* live) {
  Answer answer = answer_well_formed(head, site, now, live);
  answer.close = !head.keep_alive || head.has_body;
  return answer;
}

Answer answer(const Reading& reading, const resource::Site* site, Instant now, const LivePages* live) {
  if (reading.state == Reading::State::request) return answer(reading.head, site, now, live);
  Answer refusal = explain(reading.refusal, reading.head.method == Method::head);
  refusal.close = true;
  return refusal;
}

Answer answer_live(LiveAnswer&& live, Method method) {
  if (method == Method::options) return answer_options(nullptr);
  Answer answer{.status = live.status};
  answer.own_fields = fmt::format(
      "Content-Type: {}\r\n"
      "Content-Length: {}\r\n"
      "Cache-Control: no-store\r\n{}"
      "X-Content-Type-Options: nosniff\r\n",
      live.content_type, live.body.size(), live.cross_origin ? "Access-Control-Allow-Origin: *\r\n" : "");
  if (method != Method::head) answer.own_text = std::move(live.body);
  return answer;
}

Answer explain(Status status, bool head_only, std::string_view fields) {
  const std::string_view text = explanation(status);
  return {.status = status,
          .own_fields = fields_of_text(status, text, fields),
          .text = head_only ? std::string_view{} : text};
}

void ResponseTail::set_date(Instant now) {
  if (now == date_) return;
  std::string fields = fmt::format("Date: {}\r\nServer: citefeed\r\n", to_imf_fixdate(now));
  if (hsts_.count() != 0) fields += fmt::format("Strict-Transport-Security: max-age={}\r\n", hsts_.count());
  std::string staying_1_0 = fields + "Connection: keep-alive\r\n\r\n";
  std::string closing = fields + "Connection: close\r\n\r\n";
  fields += "\r\n";
  // Where memory fails above, all of it stays as it was.
  staying_ = std::move(fields);
  staying_1_0_ = std::move(staying_1_0);
  closing_ = std::move(closing);
  date_ = now;
}

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

namespace {

/// Why `head`, whose Host is one of our own or not, is not answered; nothing when it is.
std::optional<Status> refusal_of(const RequestHead& head, bool is_own_host) {
  if (!is_own_host) return Status::misdirected_request;
  if (!head.origin.is_present()) return std::nullopt;
  const bool is_own = head.origin.text() == "http://" + std::string{head.host};
  return is_own ? std::nullopt : std::optional{Status::forbidden};
}

Answer refuse_privately(Status refusal, const RequestHead& head) {
  Answer answer = explain(refusal, head.method == Method::head);
  answer.close = true;
  return answer;
}

/// The address that `host`, without a port, is; nothing when it is a name.
std::optional<IpAddress> address_of_host(std::string_view host) {
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  const auto address = parse_ip_address(host);
  return address && is_bracketed != address->is_ipv4() ? address : std::nullopt;
}

bool is_host_of_operator(std::string_view authority, const std::vector<std::string>& hosts) {
  const std::string_view host = without_port(authority);
  if (authority.empty() || is_loopback(authority) || address_of_host(host)) return true;
  return std::any_of(hosts.begin(), hosts.end(),
                     [host](const std::string& own) { return equals_ignoring_case(own, host); });
}

}  // namespace

bool is_loopback(std::string_view authority) {
  const std::string_view host = without_port(authority);
  if (equals_ignoring_case(host, "localhost")) return true;
  const auto address = address_of_host(host);
  return address && contains(loopback_ranges(), *address);
}

Answer answer_privately(const Reading& reading, const resource::Site* site, Instant now, const LivePages* live) {
  if (reading.state == Reading::State::request) {
    if (const auto refusal = refusal_of(reading.head, is_loopback(reading.head.host)))
      return refuse_privately(*refusal, reading.head);
  }
  return http::answer(reading, site, now, live);
}

Answer answer_to_operator(const Reading& reading, const resource::Site* site, Instant now, const LivePages* live,
                          const std::vector<std::string>& hosts) {
  if (reading.state == Reading::State::request) {
    if (const auto refusal = refusal_of(reading.head, is_host_of_operator(reading.head.host, hosts)))
      return refuse_privately(*refusal, reading.head);
  }
  return http::answer(reading, site, now, live);
}

}  // namespace citefeed::http
