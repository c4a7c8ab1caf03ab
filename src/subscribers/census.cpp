#include "subscribers/census.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "base/digest.hpp"
#include "base/published_addresses.hpp"
#include "http/request.hpp"
#include "telemetry/access_log.hpp"

namespace citefeed::subscribers {

void DistinctCount::add(std::uint64_t hash) {
  const auto place = std::lower_bound(smallest_.begin(), smallest_.end(), hash);
  if (place != smallest_.end() && *place == hash) return;
  if (place == smallest_.end() && smallest_.size() == most_kept) return;
  smallest_.insert(place, hash);
  if (smallest_.size() > most_kept) smallest_.pop_back();
}

std::uint64_t DistinctCount::estimate() const {
  if (smallest_.size() < most_kept) return smallest_.size();
  const double range = static_cast<double>(std::numeric_limits<std::uint64_t>::max());
  const double share = static_cast<double>(smallest_.back()) / range;  // of all hashes that is below the largest kept
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(most_kept - 1) / share));
}

SecretHash::SecretHash() {
  renew();
}

SecretHash::~SecretHash() {
  ::explicit_bzero(secret_.data(), secret_.size());
}

void SecretHash::renew() {
  fill_with_chance(secret_);
}

std::uint64_t SecretHash::of(std::initializer_list<std::string_view> fields) const {
  DigestBuilder builder;
  builder.add({secret_.data(), secret_.size()});
  for (const std::string_view field : fields) builder.add(field);
  return to_number(builder.finish());
}

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

namespace {

/// The path of the feed that `record` tells of; nothing when it tells of no feed that was there.
std::optional<std::string> feed_of(const telemetry::Record& record) {
  const bool was_given = record.status == http::Status::ok || record.status == http::Status::not_modified;
  if (!was_given || record.method != http::Method::get || record.target.is_cut()) return std::nullopt;
  std::string storage;
  const auto path = http::path_of(record.target.view(), storage);
  if (!path) return std::nullopt;
  const PublishedAddress* address = find_address(*path);
  return address != nullptr && address->is_feed ? std::optional{std::string{*path}} : std::nullopt;
}

std::string_view bytes_of(const IpAddress& address) {
  return {reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()};
}

}  // namespace

Census::Census(Config config, const Clock& clock, Log& log)
    : config_(std::move(config)), log_(log), ledger_(config_.state), problem_(ledger_.problem()) {
  const Instant now = clock.now();
  const MutexLock lock{mutex_};
  since_ = now;
  saved_at_ = now;
  begin_day(now);
  if (!problem_.empty()) log_.write("statistics_state", {{.key = "problem", .value = problem_}});
}

void Census::take(const telemetry::Record& record) {
  const auto feed = feed_of(record);
  if (!feed) return;
  const MutexLock lock{mutex_};
  if (record.at >= day_ends_) turn_to(record.at);
  count(*feed, record);
}

void Census::settle(Instant now) {
  const TimeZone zone = config_.time_zone();
  const MutexLock lock{mutex_};
  const bool is_another_day = now < day_begins_ || now >= day_ends_;
  if (is_another_day || zone != zone_) turn_to(now);
  if (now - saved_at_ < save_interval && now >= saved_at_) return;
  saved_at_ = now;
  save();
}

void Census::finish(Instant /*now*/) {
  const MutexLock lock{mutex_};
  save();
}

Statistics Census::statistics() {
  const MutexLock lock{mutex_};
  save();
  return {.today = today_,
          .time_zone = zone_.name(),
          .since = since_,
          .days = ledger_.days(),
          .announcements = ledger_.announcements_since(to_iso_date(days_before(today_, 1))),
          .behaviour = behaviour_.by_software(),
          .problem = problem_};
}

/// Where `now` is in the calendar of the site.
void Census::begin_day(Instant now) {
  zone_ = config_.time_zone();
  today_ = zone_.day_of(now);
  day_begins_ = zone_.start_of(today_);
  day_ends_ = zone_.start_of(days_before(today_, -1));
}

/// Ends the day, unless `now` is still in it by a time zone that changed: what was counted is kept, whom it was counted
/// of is forgotten.
void Census::turn_to(Instant now) {
  const auto before = today_;
  save();
  begin_day(now);
  if (today_ == before) return;
  tallies_.clear();
  behaviour_.forget_clients();
  hash_.renew();
  report(ledger_.forget_before(to_iso_date(days_before(today_, config_.days - 1))));
}

void Census::count(const std::string& feed, const telemetry::Record& record) {
  if (tallies_.find(feed) == tallies_.end() && tallies_.size() == most_feeds) return;
  Tally& tally = tallies_[feed];
  const bool is_not_modified = record.status == http::Status::not_modified;
  ++(is_not_modified ? tally.not_modified : tally.full);
  tally.body_bytes += record.body_bytes;

  const UserAgent agent = read_user_agent(record.user_agent.view());
  // A service fetches from many addresses and is one client; its numbers change, its name does not.
  const IpAddress network = telemetry::coarse_network(record.client);
  const std::uint64_t client = agent.announced ? hash_.of({feed, agent.software})
                                               : hash_.of({feed, bytes_of(network), record.user_agent.view()});
  behaviour_.note(agent.software, {.client_and_feed = client,
                                   .at = record.at,
                                   .tag = record.tag,
                                   .is_conditional = record.is_conditional,
                                   .is_not_modified = is_not_modified,
                                   .body_bytes = record.body_bytes});
  count_subscriber(tally, agent, record, client);
}

void Census::count_subscriber(Tally& tally, const UserAgent& agent, const telemetry::Record& record,
                              std::uint64_t client) {
  if (!agent.announced) {
    if (!agent.is_crawler && !record.is_navigation) tally.others.add(client);
    return;
  }
  const auto known = tally.announced.find(agent.software);
  if (known != tally.announced.end()) {
    known->second = std::max(known->second, *agent.announced);
  } else if (tally.announced.size() < most_fetchers) {
    tally.announced.emplace(agent.software, *agent.announced);
  }
}

/// Hands the ledger what it does not have yet; what it cannot take is kept for the next time.
void Census::save() {
  std::vector<FeedDay> feeds;
  std::vector<Announcement> announcements;
  const std::string day = to_iso_date(today_);
  for (const auto& [feed, tally] : tallies_) {
    feeds.push_back({.day = day,
                     .feed = feed,
                     .estimated = tally.others.estimate(),
                     .full = tally.full,
                     .not_modified = tally.not_modified,
                     .body_bytes = tally.body_bytes});
    for (const auto& [fetcher, subscribers] : tally.announced) {
      announcements.push_back({.day = day, .feed = feed, .fetcher = fetcher, .subscribers = subscribers});
    }
  }
  if (feeds.empty()) return;
  const std::string problem = ledger_.add(feeds, announcements);
  report(problem);
  if (!problem.empty()) return;
  for (auto& [feed, tally] : tallies_) tally.full = tally.not_modified = tally.body_bytes = 0;
}

/// Tells of a problem when it begins and when it is over.
void Census::report(const std::string& problem) {
  const std::string now = problem.empty() ? ledger_.problem() : "The latest numbers cannot be saved: " + problem;
  if (now == problem_) return;
  problem_ = now;
  if (problem.empty()) {
    log_.write("statistics_saved_again", {});
  } else {
    log_.write("statistics_not_saved", {{.key = "error", .value = problem}});
  }
}

}  // namespace citefeed::subscribers
