/// Bytes from a client, through reading and deciding to the answer: whatever comes, there is exactly one well-formed
/// outcome, and it does not depend on how the bytes were cut into packets.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/answer.hpp"

namespace {

using citefeed::Digest;
using citefeed::Instant;
using citefeed::http::Answer;
using citefeed::http::Method;
using citefeed::http::Reading;
using citefeed::http::RequestHead;
using citefeed::http::RequestLimits;
using citefeed::http::Status;
namespace resource = citefeed::resource;

constexpr RequestLimits limits{.max_header_bytes = 1024, .max_target_bytes = 256, .max_fields = 16};
constexpr Instant now{std::chrono::seconds{1700000000}};

void require(bool holds) {
  if (!holds) std::abort();
}

resource::Site make_site() {
  resource::CodedBodies bodies;
  bodies.by_coding = {resource::make_coded_body("identity, the longest of all"),
                      resource::make_coded_body("gzip, shorter"),
                      resource::make_coded_body("br"),
                      {}};
  const auto feed = std::make_shared<const resource::Resource>(
      Digest{},
      resource::prepare({.content_type = "application/atom+xml; charset=utf-8",
                         .browser_content_type = "application/xml; charset=utf-8",
                         .cross_origin = true},
                        bodies),
      std::make_shared<const resource::FirstServed>(now));
  resource::SiteEditor site{resource::Site{}};
  for (const char* path : {"/", "/feed.atom", "/topics/empathy/"}) site.set(path, feed);
  site.set_moved("/old", "/topics/empathy/");
  return site.finish();
}

/// The fields of an answer of the site are those of one of its representations, and so is its body.
void require_from_site(const Answer& answer, const resource::Site& site) {
  const resource::Prepared& feed = site.at("/")->prepared();
  for (const auto* set : {&feed.usual, &feed.browser}) {
    for (const auto& one : *set) {
      if (!one) continue;
      const bool whole = answer.prepared_fields == one->fields_ok &&
                         (answer.body == nullptr || answer.body == &one->body) && answer.status == Status::ok;
      if (whole || (answer.prepared_fields == one->fields_not_modified && answer.status == Status::not_modified))
        return;
    }
  }
  require(false);
}

void check_answer(const Answer& answer, const resource::Site& site) {
  require(!status_line(answer.status).empty());
  require(answer.own_fields.empty() || answer.own_fields.ends_with("\r\n"));
  require(answer.own_fields.find("\r\n\r\n") == std::string::npos);
  if (answer.status == Status::ok || answer.status == Status::not_modified) {
    require_from_site(answer, site);
  } else {
    require(answer.prepared_fields.empty() && answer.body == nullptr);
  }
}

void check_request(const RequestHead& head, const resource::Site& site) {
  const Answer given = answer(head, &site, now);
  check_answer(given, site);
  require(given.close == (!head.keep_alive || head.has_body));
  check_answer(answer(head, nullptr, now), site);
  if (head.method != Method::get) return;
  RequestHead head_request = head;
  head_request.method = Method::head;
  const Answer without_body = answer(head_request, &site, now);
  require(without_body.status == given.status && without_body.prepared_fields == given.prepared_fields);
  require(without_body.own_fields == given.own_fields);
  require(without_body.body == nullptr && without_body.text.empty());
}

/// Read in two packets, cut anywhere, the outcome is the same.
void check_cuts(std::string_view bytes, const Reading& whole) {
  const std::size_t step = bytes.size() / 16 + 1;
  for (std::size_t cut = 0; cut <= bytes.size(); cut += step) {
    const Reading first = read_request(bytes.substr(0, cut), 0, limits);
    if (first.state != Reading::State::unfinished) continue;
    require(first.bytes <= cut);
    const Reading second = read_request(bytes, first.bytes, limits);
    require(second.state == whole.state && second.bytes == whole.bytes);
    if (whole.state == Reading::State::refused) require(second.refusal == whole.refusal);
    if (whole.state == Reading::State::request) require(second.head.target == whole.head.target);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const resource::Site site = make_site();
  std::string_view bytes{reinterpret_cast<const char*>(data), size};
  while (!bytes.empty()) {
    const Reading reading = read_request(bytes, 0, limits);
    check_cuts(bytes, reading);
    if (reading.state == Reading::State::unfinished) {
      require(reading.bytes <= bytes.size());
      return 0;
    }
    if (reading.state == Reading::State::refused) {
      const Answer refusal = answer(reading, &site, now);
      check_answer(refusal, site);
      require(refusal.close && static_cast<int>(refusal.status) >= 400);
      return 0;
    }
    require(reading.bytes <= bytes.size() && reading.bytes <= limits.max_header_bytes + 2 * limits.max_header_bytes);
    require(bytes.substr(0, reading.bytes).ends_with("\r\n\r\n"));
    check_request(reading.head, site);
    bytes.remove_prefix(reading.bytes);
  }
  return 0;
}
