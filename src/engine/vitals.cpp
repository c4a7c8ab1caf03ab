#include "engine/vitals.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace citefeed::engine {

void Vitals::note_build(const BuildNews& news, Instant now) {
  const MutexLock lock{mutex_};
  last_ = news;
  if (news.is_new) {
    ++generation_;
    installed_at_ = now;
  }
  const auto bucket = std::lower_bound(rebuild_bounds.begin(), rebuild_bounds.end(), news.duration.count());
  ++durations_.at(static_cast<std::size_t>(bucket - rebuild_bounds.begin()));
  duration_sum_ += news.duration.count();
}

void Vitals::note_event(std::string_view event) noexcept {
  const MutexLock lock{mutex_};
  ++count_of(event).count;
}

Vitals::EventCount& Vitals::count_of(std::string_view event) {
  for (EventCount& known : std::span{events_}.first(most_events - 1)) {
    if (known.name.data() == event) return known;
    if (known.count != 0 || event.size() >= known.name.size()) continue;
    std::copy(event.begin(), event.end(), known.name.begin());
    return known;
  }
  EventCount& others = events_.back();
  others.name = {"other"};
  return others;
}

void Vitals::note_lost_thread() noexcept {
  const MutexLock lock{mutex_};
  ++lost_threads_;
}

std::string Vitals::why_not_ready(Detail detail) const {
  const MutexLock lock{mutex_};
  return reason(detail);
}

std::string Vitals::reason(Detail detail) const {
  if (generation_ == 0) return "no complete generation is there yet";
  if (lost_threads_ != 0) return "a thread that answers has ended";
  const bool names_files = !last_.unreadable.empty();
  return names_files && detail == Detail::brief ? "posts or definitions cannot be read" : last_.unreadable;
}

void Vitals::write(telemetry::Exposition& exposition, Instant now) const {
  const MutexLock lock{mutex_};
  const auto gauge = [&](std::string_view name, std::string_view help, double value) {
    exposition.begin(name, "gauge", help);
    exposition.sample(value);
  };
  gauge("citefeed_ready", "1 while /readyz answers 200", reason(Detail::brief).empty() ? 1 : 0);
  gauge("citefeed_generation", "Generations of the site installed since the start", static_cast<double>(generation_));
  gauge("citefeed_generation_age_seconds", "Since the generation served now was installed",
        generation_ == 0 ? 0 : static_cast<double>((now - installed_at_).count()));
  gauge("citefeed_posts", "Posts that are published", static_cast<double>(last_.posts));
  exposition.begin("citefeed_diagnostics", "gauge", "What is wrong now with posts and definitions, by severity");
  exposition.sample(static_cast<double>(last_.errors), {{"severity", "error"}});
  exposition.sample(static_cast<double>(last_.warnings), {{"severity", "warning"}});
  gauge("citefeed_retractions_unsaid", "What Retraction Watch has of reviewed articles and posts do not say",
        static_cast<double>(last_.unsaid));
  exposition.begin("citefeed_rebuild_duration_seconds", "histogram", "Looking at changes and building of them");
  exposition.histogram(rebuild_bounds, durations_, duration_sum_);
  exposition.begin("citefeed_events_total", "counter", "Events in the log, by name");
  std::map<std::string_view, std::uint64_t> events;  // in the order of their names
  for (const EventCount& event : events_) {
    if (event.count != 0) events.emplace(event.name.data(), event.count);
  }
  for (const auto& [event, count] : events) exposition.sample(static_cast<double>(count), {{"event", event}});
}

}  // namespace citefeed::engine
