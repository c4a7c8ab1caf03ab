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

namespace {

struct Ending {
  std::string_view text = {};
  Route route = Route::none;
};

constexpr std::array endings{Ending{"/feed.atom", Route::atom},        Ending{"/feed.rss", Route::rss},
                             Ending{"/feed.json", Route::json_feed},   Ending{"/digest.atom", Route::atom},
                             Ending{"/digest.rss", Route::rss},        Ending{"/digest.json", Route::json_feed},
                             Ending{"/articles.rdf", Route::articles}, Ending{"/feeds.opml", Route::opml},
                             Ending{".bib", Route::citations},         Ending{".ris", Route::citations},
                             Ending{".json", Route::citations},        Ending{"/healthz", Route::health},
                             Ending{"/readyz", Route::health}};

}  // namespace

Route route_of(std::string_view target, bool found) {
  const std::string_view path = target.substr(0, std::min(target.find('?'), target.size()));
  const auto ending =
      std::find_if(endings.begin(), endings.end(), [path](const Ending& known) { return path.ends_with(known.text); });
  // Whether health is good says its status, so it is of its route always.
  if (ending != endings.end() && ending->route == Route::health) return Route::health;
  if (!found) return Route::none;
  // "/archive/2024.atom", but not the page "/archive/2024/".
  const auto folder = path.substr(0, std::min(path.rfind('/'), path.size()));
  if (folder.ends_with("/archive") && !path.ends_with('/')) return Route::archive;
  if (ending != endings.end()) return ending->route;
  return path.find("/posts/") != std::string_view::npos ? Route::post : Route::page;
}

std::string_view to_string(Route route) {
  static constexpr std::array<std::string_view, route_count> names{
      "atom", "rss", "json_feed", "articles", "archive", "citations", "opml", "post", "page", "health", "none"};
  return names.at(static_cast<std::size_t>(route));
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
  const std::lock_guard lock{mutex_};
  return threads_.emplace_back();
}

void Metrics::write(Exposition& exposition) const {
  const std::lock_guard lock{mutex_};
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
