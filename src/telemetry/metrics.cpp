#include "telemetry/metrics.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <string>

namespace citefeed::telemetry {
namespace {

/// As label values are written: backslash, quotation mark and line feed escaped.
std::string escape(std::string_view value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace

void Exposition::begin(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void Exposition::sample(double value, std::initializer_list<Label> labels) {
  line("", labels, value);
}

void Exposition::histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts, double sum) {
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    below += counts[i];
    line("_bucket", {{"le", fmt::format("{}", bounds[i])}}, static_cast<double>(below));
  }
  below += counts[bounds.size()];
  line("_bucket", {{"le", "+Inf"}}, static_cast<double>(below));
  line("_sum", {}, sum);
  line("_count", {}, static_cast<double>(below));
}

void Exposition::line(std::string_view suffix, std::initializer_list<Label> labels, double value) {
  text_ += name_;
  text_ += suffix;
  char before = '{';
  for (const auto& [key, text] : labels) {
    text_ += fmt::format("{}{}=\"{}\"", before, key, escape(text));
    before = ',';
  }
  if (labels.size() != 0) text_ += '}';
  text_ += fmt::format(" {}\n", value);
}

Route route_of(std::string_view target, bool found) {
  if (const auto scheme_end = target.find("://"); !target.starts_with('/') && scheme_end != std::string_view::npos) {
    target.remove_prefix(std::min(target.find('/', scheme_end + 3), target.size()));
  }
  const PublishedAddress* address = find_address(target.substr(0, target.find('?')));
  // Whether health is good says its status, so it is of its route always.
  if (address != nullptr && address->route == Route::health) return Route::health;
  if (!found) return Route::none;
  return address == nullptr ? Route::other : address->route;
}

namespace {

constexpr double nanoseconds_in_a_second = 1e9;

bool is_found(http::Status status) {
  switch (status) {
    case http::Status::ok:
    case http::Status::no_content:
    case http::Status::moved_permanently:
    case http::Status::not_modified:
    case http::Status::gone:
    case http::Status::precondition_failed:
      return true;
    default:
      return false;
  }
}

}  // namespace

void ThreadMetrics::answered(const http::Exchange& exchange) noexcept {
  const auto route = static_cast<std::size_t>(route_of(exchange.request.target, is_found(exchange.status)));
  const std::size_t status = static_cast<std::size_t>(exchange.status) - first_status;
  if (status < status_count) requests_[route][status].add(1);
  const auto coding = exchange.representation == nullptr ? resource::Coding::identity : exchange.representation->coding;
  body_bytes_[static_cast<std::size_t>(coding)].add(exchange.body_bytes);
  const double seconds = static_cast<double>(exchange.duration.count()) / nanoseconds_in_a_second;
  const auto bucket = std::lower_bound(latency_bounds.begin(), latency_bounds.end(), seconds);
  latency_[static_cast<std::size_t>(bucket - latency_bounds.begin())].add(1);
  latency_nanoseconds_.add(static_cast<std::uint64_t>(exchange.duration.count()));
}

http::Observer& Metrics::add_thread() {
  const MutexLock lock{mutex_};
  return threads_.emplace_back();
}

void Metrics::write(Exposition& exposition) const {
  const MutexLock lock{mutex_};
  write_requests(exposition);
  exposition.begin("citefeed_response_body_bytes_total", "counter", "Bytes of bodies sent, by content coding");
  for (const resource::Coding coding : resource::all_codings) {
    std::uint64_t bytes = 0;
    for (const auto& thread : threads_) bytes += thread.body_bytes_.at(static_cast<std::size_t>(coding)).get();
    exposition.sample(static_cast<double>(bytes), {{"coding", to_token(coding)}});
  }
  write_latency(exposition);
  const std::uint64_t closed = sum(&ThreadMetrics::closed_);  // first, so that no more are closed than were opened
  const std::uint64_t opened = sum(&ThreadMetrics::opened_);
  exposition.begin("citefeed_connections_opened_total", "counter", "Connections that were accepted");
  exposition.sample(static_cast<double>(opened));
  exposition.begin("citefeed_connections", "gauge", "Connections that are open now");
  exposition.sample(static_cast<double>(opened - std::min(opened, closed)));
  exposition.begin("citefeed_proxy_protocol_mismatches_total", "counter",
                   "Connections that began without the PROXY header they should have, or with one they should not");
  exposition.sample(static_cast<double>(sum(&ThreadMetrics::mismatched_)));
}

std::uint64_t Metrics::sum(Counter ThreadMetrics::*counter) const {
  std::uint64_t total = 0;
  for (const auto& thread : threads_) total += (thread.*counter).get();
  return total;
}

void Metrics::write_requests(Exposition& exposition) const {
  exposition.begin("citefeed_requests_total", "counter", "Requests answered, by kind of address and status");
  for (std::size_t route = 0; route < route_count; ++route) {
    for (std::size_t status = 0; status < ThreadMetrics::status_count; ++status) {
      std::uint64_t count = 0;
      for (const auto& thread : threads_) count += thread.requests_.at(route).at(status).get();
      if (count == 0) continue;
      exposition.sample(static_cast<double>(count), {{"route", to_string(static_cast<Route>(route))},
                                                     {"status", std::to_string(status + ThreadMetrics::first_status)}});
    }
  }
}

void Metrics::write_latency(Exposition& exposition) const {
  std::array<std::uint64_t, latency_bounds.size() + 1> counts = {};
  for (const auto& thread : threads_) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts.at(i) += thread.latency_.at(i).get();
  }
  exposition.begin("citefeed_response_duration_seconds", "histogram",
                   "From the moment a thread saw a request until its answer was ready to be sent");
  exposition.histogram(latency_bounds, counts,
                       static_cast<double>(sum(&ThreadMetrics::latency_nanoseconds_)) / nanoseconds_in_a_second);
}

}  // namespace citefeed::telemetry
