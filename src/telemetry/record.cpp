#include "telemetry/record.hpp"

#include <functional>

namespace citefeed::telemetry {

void fill(Record& record, const http::Exchange& exchange) {
  const http::RequestHead& request = exchange.request;
  const resource::Representation* representation = exchange.representation;
  record.at = exchange.at;
  record.duration = exchange.duration;
  record.body_bytes = exchange.body_bytes;
  record.tag = representation == nullptr ? 0 : std::hash<std::string_view>{}(representation->tag.opaque) | 1U;
  record.client = exchange.client;
  record.status = exchange.status;
  record.method = request.method;
  record.minor_version = request.minor_version;
  record.coding = representation == nullptr ? std::nullopt : std::optional{representation->coding};
  record.is_conditional = request.if_none_match.is_present() || request.if_modified_since.is_present();
  record.is_navigation = request.sec_fetch_dest.text() == "document";
  record.method_name.assign(request.method_name);
  record.target.assign(request.target);
  record.user_agent.assign(request.user_agent);
  record.referer.assign(request.referer);
}

}  // namespace citefeed::telemetry
