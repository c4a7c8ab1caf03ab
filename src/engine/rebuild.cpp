#include "engine/rebuild.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/instant.hpp"
#include "engine/version_store.hpp"

namespace citefeed::engine {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

std::string milliseconds_since(SteadyTime began) {
  return fmt::format("{:.1f}",
                     std::chrono::duration<double, std::milli>{std::chrono::steady_clock::now() - began}.count());
}

/// "3: a b c", the first few by name.
std::string count_and_names(const std::vector<std::string>& ids) {
  constexpr std::size_t max_named = 5;
  if (ids.empty()) return "0";
  const auto named = std::span{ids}.first(std::min(ids.size(), max_named));
  return fmt::format("{}: {}{}", ids.size(), fmt::join(named.begin(), named.end(), " "),
                     ids.size() > max_named ? " …" : "");
}

std::vector<std::string> ids_of(const std::vector<KeptPost>& posts) {
  std::vector<std::string> ids;
  ids.reserve(posts.size());
  for (const KeptPost& post : posts) ids.push_back(post.id);
  return ids;
}

/// Before what could not be read is looked at again, and in the end.
constexpr std::chrono::seconds first_pause{1}, last_pause{60};

/// When all that is scheduled has happened.
constexpr Instant end_of_time{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};

void show_drafts(std::vector<model::FileChange>& changes) {
  for (auto& change : changes) {
    if (!change.post || !change.post->draft) continue;
    auto shown = std::make_shared<model::Post>(*change.post);
    shown->draft = false;
    shown->title = "[Draft] " + shown->title;
    shown->digest = DigestBuilder{}.add(shown->digest).add("draft").finish();
    change.post = std::move(shown);
  }
}

void show_drafts(model::IntroductionsPointer& introductions) {
  const auto is_draft = [](const auto& each) { return each.second->draft; };
  if (!introductions || std::none_of(introductions->begin(), introductions->end(), is_draft)) return;
  auto all = std::make_shared<model::Introductions>(*introductions);
  for (auto& [month, introduction] : *all) {
    if (!introduction->draft) continue;
    auto shown = std::make_shared<model::Introduction>(*introduction);
    shown->draft = false;
    shown->title = shown->title.empty() ? "[Draft]" : "[Draft] " + shown->title;
    shown->digest = DigestBuilder{}.add(shown->digest).add("draft").finish();
    introduction = std::move(shown);
  }
  introductions = std::move(all);
}

/// What the log says of a generation: ids, ascending.
struct News {
  std::vector<std::string> added = {};
  std::vector<std::string> changed = {};
  std::vector<std::string> removed = {};
  std::size_t made = 0;  ///< resources
};

News news_of(const publish::PostChanges& changes) {
  News news;
  for (const auto& change : changes) {
    auto& ids = !change.before ? news.added : change.after ? news.changed : news.removed;
    ids.push_back((change.after ? change.after : change.before)->id);
  }
  return news;
}

}  // namespace

/// What was given for a moment ahead was not said yet while that has not come, and serves once more. Whether it has
/// come is not asked of the calendar alone, which may have been set back.
Instant Dates::next(const Clock& clock) {
  using std::chrono::seconds;
  const Instant now = clock.now();
  const auto ticks = clock.ticks();
  const bool is_unsaid = was_ahead_ && given_ > now && ticks - given_at_ < seconds{1};
  if (is_unsaid) return given_;
  given_ = given_ < now ? now : given_ + seconds{1};
  was_ahead_ = given_ > now;
  given_at_ = ticks;
  return given_;
}

namespace {

Instant latest_of(const resource::ServedBefore& served) {
  Instant latest = Instant::min();
  for (const auto& [path, known] : served) latest = std::max(latest, known.since->at());
  return latest;
}

}  // namespace

/// An earlier process, which nobody may know of, may have served other bytes in this second.
Rebuild::Rebuild(const Parts& parts)
    : parts_(parts),
      earlier_(parts.versions == nullptr ? resource::ServedBefore{} : parts.versions->served()),
      dates_(std::max(latest_of(earlier_), parts.clock.now())) {}

void Rebuild::everything() {
  const auto began = std::chrono::steady_clock::now();
  take(parts_.loader.load(), began);
}

void Rebuild::files(const std::vector<std::string>& content_paths) {
  const auto began = std::chrono::steady_clock::now();
  take(parts_.loader.reload(content_paths), began);
}

void Rebuild::due() {
  const Instant now = parts_.clock.now();
  const auto began = std::chrono::steady_clock::now();
  if (look_again_at_ && !is_look_ahead(now)) return everything();
  if (next_look() == std::chrono::milliseconds{0}) {
    if (auto loaded = parts_.loader.look_again()) return take(*std::move(loaded), began);
  }
  const auto scheduled = catalogue_.next_due();
  if (scheduled && *scheduled <= now) return files({});  // a notice says something from its date on: a problem less
  if (loaded_.has_unread) return read_on(began);
  if (const auto snapshot = advance()) publish(snapshot, began);
}

/// In slices so short that no change waits for them.
void Rebuild::read_on(SteadyTime began) {
  constexpr std::size_t slice = 200;
  loaded_.has_unread = parts_.loader.read_texts(slice);
  if (!loaded_.has_unread) take(parts_.loader.reload({}), began);
}

std::optional<Instant> Rebuild::next_due() const {
  if (loaded_.has_unread) return built_at_;
  return earlier(catalogue_.next_due(), look_again_at_);
}

std::optional<std::chrono::milliseconds> Rebuild::next_look() const {
  return has_failed_ ? std::nullopt : parts_.loader.next_look();
}

/// Where it is further ahead than any pause, the clock was set back.
bool Rebuild::is_look_ahead(Instant now) const {
  return look_again_at_ && now < *look_again_at_ && *look_again_at_ - now <= last_pause;
}

void Rebuild::plan_another_look() {
  if (!loaded_.incomplete) {
    look_again_at_.reset();
    look_again_after_ = {};
    return;
  }
  const Instant now = parts_.clock.now();
  if (is_look_ahead(now)) return;  // other changes neither hasten nor delay it
  look_again_after_ = std::clamp(2 * look_again_after_, first_pause, last_pause);
  look_again_at_ = now + look_again_after_;
}

void Rebuild::note_failure() {
  loaded_.changes.clear();  // some of them may have reached the catalogue, some not
  catalogue_ = {};
  parts_.loader.tell_all_again();
  loaded_.incomplete = true;
  has_failed_ = true;
  plan_another_look();
}

void Rebuild::take(content::Loaded loaded, SteadyTime began) {
  loaded_ = std::move(loaded);
  has_failed_ = false;
  if (parts_.audience == Audience::editors) show_drafts(loaded_.introductions);
  if (const auto snapshot = advance()) {
    publish(snapshot, began);
  } else {
    problems_ = loaded_.diagnostics;
  }
  plan_another_look();
}

/// What there is to show now; null when that is nothing, and no wonder.
Rebuild::SnapshotPointer Rebuild::advance() {
  if (!loaded_.definitions) return nullptr;
  built_at_ = parts_.clock.now();
  const bool shows_all = parts_.audience == Audience::editors;
  if (shows_all) show_drafts(loaded_.changes);
  auto snapshot = catalogue_.advance(loaded_.changes, loaded_.definitions, shows_all ? end_of_time : built_at_,
                                     loaded_.introductions);
  loaded_.changes.clear();
  const bool has_none = snapshot->everything.empty() && has_errors(loaded_.diagnostics);
  const bool is_hopeless = !parts_.current.get() && (loaded_.posts == 0 || has_none);
  return is_hopeless ? nullptr : snapshot;
}

void Rebuild::publish(const SnapshotPointer& snapshot, SteadyTime began) {
  const PublicationPointer last = parts_.current.get();
  const bool is_same = last && last->snapshot == snapshot && last->definitions->digest == loaded_.definitions->digest;
  News news;
  if (!is_same) {
    auto changes = publish::post_changes(last.get(), *snapshot);
    news = news_of(changes);
    auto next = publish::publish_site(loaded_.definitions, snapshot, last.get(), changes, parts_.threads,
                                      std::exchange(earlier_, {}));
    news.made = next.made;
    const auto since = next.since;
    const auto late = next.late;
    parts_.current.install(std::make_shared<const publish::Publication>(std::move(next)));
    since->set(dates_.next(parts_.clock));  // from here on nobody is given what was served before
    if (!last && parts_.versions != nullptr) {
      auto removed = removed_since(*parts_.versions, *snapshot, *loaded_.definitions);
      std::move(removed.begin(), removed.end(), std::back_inserter(changes));
      lost_feeds_.follow(parts_.versions->feeds());
      late_.remember(parts_.versions->late(), ids_of(parts_.versions->published()));
    }
    lost_.follow(changes, loaded_.definitions->site);
    lost_feeds_.follow(publish::folders_of_feeds(*loaded_.definitions));
    follow_arrivals(changes, *snapshot);
    late->tell(late_.all());
  }
  const auto before = std::exchange(problems_, {});
  find_problems(*snapshot);
  report_news(last ? before : std::vector<Diagnostic>{});  // before the first generation nothing was logged
  const std::size_t posts = snapshot->everything.size();
  note_vitals(!is_same, posts, began);
  if (is_same && problems_ == before) return;  // a look for a file that is missing, say: ten of them in a second
  parts_.log.write(last ? "rebuilt" : "built", {{.key = "posts", .value = std::to_string(posts)},
                                                {.key = "added", .value = count_and_names(news.added)},
                                                {.key = "changed", .value = count_and_names(news.changed)},
                                                {.key = "removed", .value = count_and_names(news.removed)},
                                                {.key = "kept_last_good", .value = count_and_names(loaded_.kept)},
                                                {.key = "problems", .value = std::to_string(problems_.size())},
                                                {.key = "resources_made", .value = std::to_string(news.made)},
                                                {.key = "milliseconds", .value = milliseconds_since(began)}});
}

/// To editors everything is shown, also what is to come.
void Rebuild::follow_arrivals(const std::vector<catalogue::PostChange>& changes, const catalogue::Snapshot& snapshot) {
  if (parts_.audience == Audience::editors) return;
  late_.follow(changes, snapshot, loaded_.definitions->site.time_zone, built_at_);
}

void Rebuild::note_vitals(bool is_new, std::size_t posts, SteadyTime began) const {
  if (parts_.vitals == nullptr) return;
  const std::size_t errors = count(problems_, Severity::error);
  parts_.vitals->note_build({.is_new = is_new,
                             .posts = posts,
                             .errors = errors,
                             .warnings = problems_.size() - errors,
                             .unsaid = loaded_.unsaid,
                             .unreadable = loaded_.unreadable,
                             .duration = std::chrono::steady_clock::now() - began},
                            built_at_);
}

void Rebuild::find_problems(const catalogue::Snapshot& snapshot) {
  problems_ = loaded_.diagnostics;
  auto lost = lost_.problems(snapshot, parts_.content_name, parts_.feeds_name);
  std::move(lost.begin(), lost.end(), std::back_inserter(problems_));
  auto lost_feeds = lost_feeds_.problems(*loaded_.definitions, snapshot.gone, parts_.feeds_name);
  std::move(lost_feeds.begin(), lost_feeds.end(), std::back_inserter(problems_));
  auto late = late_.problems(parts_.content_name);
  std::move(late.begin(), late.end(), std::back_inserter(problems_));
  sort_by_place(problems_);
}

void Rebuild::report_news(const std::vector<Diagnostic>& before) const {
  std::set<std::string> known;
  for (const Diagnostic& diagnostic : before) known.insert(to_string(diagnostic));
  for (const Diagnostic& diagnostic : problems_) {
    const auto text = to_string(diagnostic);
    if (!known.contains(text)) parts_.log.write("problem", {{.key = "at", .value = text}});
  }
}

}  // namespace citefeed::engine
