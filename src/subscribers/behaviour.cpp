#include "subscribers/behaviour.hpp"

namespace citefeed::subscribers {
namespace {

constexpr std::chrono::seconds haste{60};

}  // namespace

void Behaviour::note(const std::string& software, const Fetch& fetch) {
  SoftwareBehaviour& report = report_of(software);
  ++report.requests;
  if (fetch.is_not_modified) ++report.not_modified;
  const auto last = last_.find(fetch.client_and_feed);
  if (last == last_.end()) {
    if (last_.size() < most_clients) last_.emplace(fetch.client_and_feed, Last{.at = fetch.at, .tag = fetch.tag});
    return;
  }
  if (fetch.at - last->second.at < haste) ++report.hasty;
  const bool had_it = !fetch.is_not_modified && fetch.tag != 0 && fetch.tag == last->second.tag;
  if (had_it) {
    fetch.is_conditional ? ++report.wrong_validators : ++report.unconditional;
    report.wasted_bytes += fetch.body_bytes;
  }
  last->second = {.at = fetch.at, .tag = fetch.tag};
}

SoftwareBehaviour& Behaviour::report_of(const std::string& software) {
  const bool is_known = by_software_.find(software) != by_software_.end();
  return by_software_[is_known || by_software_.size() < most_names ? software : "other"];
}

}  // namespace citefeed::subscribers
