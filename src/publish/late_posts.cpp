#include "publish/late_posts.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

namespace citefeed::publish {
namespace {

using catalogue::PostChange;
using catalogue::PostPointer;
using model::MonthName;

/// How many posts `snapshot` has of `name`.
std::size_t count_of(const catalogue::Snapshot& snapshot, const MonthName& name) {
  for (const auto& year : snapshot.everything.years) {
    if (year->number != name.year) continue;
    for (const catalogue::Month& month : year->months) {
      if (month.number == name.month) return month.count;
    }
  }
  return 0;
}

}  // namespace

void ToldArrivals::tell(Arrivals late) {
  {
    const MutexLock lock{mutex_};
    late_ = std::move(late);
  }
  told_.notify_all();
}

std::optional<Arrivals> ToldArrivals::wait(std::chrono::milliseconds at_most) const {
  const auto end = std::chrono::steady_clock::now() + at_most;
  MutexLock lock{mutex_};
  while (!late_ && told_.wait_until(lock, end) == std::cv_status::no_timeout) continue;
  return late_;
}

void LatePosts::remember(const Arrivals& late, const std::vector<std::string>& published) {
  for (const auto& [id, at] : late) late_.emplace(id, Late{.at = at});
  known_.insert(published.begin(), published.end());
}

MonthName LatePosts::month_of(const model::Post& post) const {
  const auto day = zone_.day_of(post.published);
  return {.year = static_cast<int>(day.year()), .month = static_cast<unsigned>(day.month())};
}

/// Whether a post has come into its month.
bool LatePosts::is_new(const PostChange& change) const {
  if (!change.after || known_.contains(change.after->id)) return false;
  return !change.before || !(month_of(*change.before) == month_of(*change.after));
}

void LatePosts::follow(const std::vector<PostChange>& changes, const catalogue::Snapshot& snapshot,
                       const TimeZone& zone, Instant now) {
  zone_ = zone;
  const bool is_first = !std::exchange(has_begun_, true);
  const bool nothing_is_new = is_first && known_.empty();
  std::set<std::string_view> gone;  // by title
  for (const PostChange& change : changes) {
    if (change.after) continue;
    gone.insert(change.before->title);
    known_.insert(change.before->id);  // and if it comes back, it was there before
  }
  std::map<MonthName, std::vector<PostPointer>> come;
  for (const PostChange& change : changes) {
    if (!change.after) {
      if (const auto found = late_.find(change.before->id); found != late_.end()) found->second.post = nullptr;
    } else if (const auto found = late_.find(change.after->id); found != late_.end()) {
      found->second.post = change.after;
    } else if (!nothing_is_new && is_new(change) && !gone.contains(change.after->title)) {
      come[month_of(*change.after)].push_back(change.after);
    }
  }
  if (is_first) {
    for (const PostChange& change : changes) {
      if (change.after) known_.erase(change.after->id);  // it is there now
    }
  }
  for (const auto& [month, posts] : come) {
    const bool has_appeared = end_of(month, zone_) <= now && count_of(snapshot, month) > posts.size();
    if (!has_appeared) continue;
    for (const PostPointer& post : posts) late_.insert_or_assign(post->id, Late{.at = now, .post = post});
  }
}

Arrivals LatePosts::all() const {
  Arrivals all;
  for (const auto& [id, late] : late_) all.emplace(id, late.at);
  return all;
}

std::vector<Diagnostic> LatePosts::problems(const std::string& content_name) const {
  std::vector<Diagnostic> problems;
  for (const auto& [id, late] : late_) {
    if (!late.post || late.post->added >= end_of(month_of(*late.post), zone_)) continue;
    problems.push_back(
        {.file = content_name + "/" + late.post->file,
         .severity = Severity::warning,
         .message = fmt::format("expected \"added: {}\", since the digest of {} had appeared, found none: whoever has "
                                "had it is not told of this post",
                                to_iso_date(zone_.day_of(late.at)), to_month_heading(late.post->published, zone_))});
  }
  std::sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.message) < std::tie(b.file, b.message);
  });
  return problems;
}

}  // namespace citefeed::publish
