#include "watch/tree_watch.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/utf8.hpp"
#include "base/whole_file.hpp"

namespace citefeed::watch {

std::optional<const char*> problem_with(const DebounceConfig& config) {
  if (config.quiet < std::chrono::milliseconds{0}) return "the quiet period is negative";
  if (config.longest < config.quiet) return "the longest wait is shorter than the quiet period";
  return std::nullopt;
}

void Debounce::note(TimePoint now) {
  if (!burst_) burst_ = Burst{.first = now, .last = now};
  burst_->last = std::max(burst_->last, now);
}

std::optional<TimePoint> Debounce::due() const {
  if (!burst_) return std::nullopt;
  return std::min(burst_->last + config_.quiet, burst_->first + config_.longest);
}

namespace {

constexpr std::array<std::string_view, 5> temporary_suffixes = {"~", ".bak", ".swp", ".tmp", ".part"};

/// Vim tries whether it may create a file here with 4913, then 5036 and so on.
bool is_number(std::string_view name) {
  return std::all_of(name.begin(), name.end(), is_digit);
}

}  // namespace

bool is_hidden(std::string_view name) {
  return name.starts_with('.');
}

bool is_temporary_file(std::string_view name) {
  if (name.empty() || is_hidden(name) || is_number(name)) return true;
  if (name.size() > 1 && name.starts_with('#') && name.ends_with('#')) return true;
  return std::any_of(temporary_suffixes.begin(), temporary_suffixes.end(),
                     [name](std::string_view suffix) { return name.ends_with(suffix); });
}

namespace {

/// Kubernetes and others swap a hidden link "..data" that all visible files go through.
bool is_swapped_link(std::string_view name) {
  return name.starts_with("..");
}

Meaning meaning_of_folder(const Event& event) {
  if (is_hidden(event.name)) return Meaning::nothing;
  // The watches below a moved folder follow it and would go on to report its old paths.
  if ((event.mask & (IN_MOVED_FROM | IN_MOVED_TO)) != 0) return Meaning::everything;
  if ((event.mask & IN_CREATE) != 0) return Meaning::folder_appeared;
  if ((event.mask & IN_ATTRIB) != 0) return Meaning::folder_permissions;
  return Meaning::nothing;  // removed: its files were reported one by one
}

Meaning meaning_of_file(const Event& event) {
  if (is_swapped_link(event.name)) return Meaning::everything;
  if (is_temporary_file(event.name)) return Meaning::nothing;
  if ((event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)) != 0) return Meaning::file_changed;
  if ((event.mask & IN_ATTRIB) != 0) return Meaning::file_permissions;
  if ((event.mask & IN_CREATE) != 0) return Meaning::file_appeared;
  return (event.mask & IN_MODIFY) != 0 ? Meaning::file_written : Meaning::nothing;
}

}  // namespace

std::vector<Event> read_events(std::string_view bytes) {
  std::vector<Event> events;
  while (bytes.size() >= sizeof(inotify_event)) {
    inotify_event header = {};
    std::memcpy(&header, bytes.data(), sizeof header);
    bytes.remove_prefix(sizeof header);
    if (header.len > bytes.size()) break;
    const auto padded = bytes.substr(0, header.len);
    events.push_back(
        {.watch = header.wd, .mask = header.mask, .name = std::string{padded.substr(0, padded.find('\0'))}});
    bytes.remove_prefix(header.len);
  }
  return events;
}

Meaning meaning_of(const Event& event) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) return Meaning::events_lost;
  if ((event.mask & IN_IGNORED) != 0) return Meaning::watch_ended;
  if ((event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0) return Meaning::folder_itself;
  if (event.name.empty()) return (event.mask & IN_ATTRIB) != 0 ? Meaning::folder_permissions : Meaning::nothing;
  return (event.mask & IN_ISDIR) != 0 ? meaning_of_folder(event) : meaning_of_file(event);
}

std::uint32_t watched_events() {
  return IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF |
         IN_MOVE_SELF;
}

namespace {

constexpr int reads_at_once = 64;  ///< then others get their turn, however fast the events come

std::string joined(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder + '/' + name;
}

bool may_look_into(const std::filesystem::path& folder) {
  return ::access(folder.c_str(), R_OK | X_OK) == 0;
}

}  // namespace

TreeWatch::TreeWatch(std::filesystem::path root, TreeConfig config, Log& log, TimePoint now)
    : root_(std::move(root)), config_(config), log_(log) {
  next_check_ = now + config_.root_check;
  start_again(now);
}

TreeWatch::~TreeWatch() {
  close();
}

void TreeWatch::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  folders_.clear();
  written_.clear();
  unreadable_.clear();
}

std::optional<TreeWatch::Identity> TreeWatch::identity_of(const std::filesystem::path& folder) {
  struct stat status = {};
  if (::stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return std::nullopt;
  return Identity{.device = status.st_dev, .inode = status.st_ino};
}

std::filesystem::path TreeWatch::on_disk(const std::string& path) const {
  return path.empty() ? root_ : root_ / path;
}

/// Events still queued are dropped: whoever calls this reports everything.
void TreeWatch::start_again(TimePoint now) {
  close();
  limited_ = false;
  const bool was_there = identity_.has_value();
  identity_ = identity_of(root_);
  if (!identity_) {
    if (was_there) log_.write("watched_folder_gone", {{.key = "path", .value = root_.string()}});
    return;
  }
  descriptor_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor_ < 0) {
    report_limit(std::generic_category().message(errno));
  } else {
    watch_folder("", nullptr, now);
    if (is_remote(root_)) report_limit("on this file system others can change files unseen");
  }
  if (limited_) next_rescan_ = now + config_.rescan;
  if (!limited_) limit_reported_ = false;
}

void TreeWatch::report_limit(const std::string& reason) {
  limited_ = true;
  if (std::exchange(limit_reported_, true)) return;
  log_.write("watch_incomplete", {{.key = "path", .value = root_.string()},
                                  {.key = "reason", .value = reason},
                                  {.key = "rescan_milliseconds", .value = std::to_string(config_.rescan.count())}});
}

/// Watches `folder` and all below it. The watch comes before the look, so that nothing falls between them. Files that
/// are already there go to `found`, unless it is null.
void TreeWatch::watch_folder(const std::string& folder, TreeNews* found, TimePoint now) {
  const auto path = on_disk(folder);
  if (!may_look_into(path)) {
    unreadable_.insert(folder);
    return;
  }
  unreadable_.erase(folder);
  if (folders_.size() >= config_.max_folders) return report_limit("there are more folders than max_folders");
  const std::uint32_t links = folder.empty() ? 0 : IN_DONT_FOLLOW;  // only the root may be a link
  const int watch = ::inotify_add_watch(descriptor_, path.c_str(), watched_events() | IN_ONLYDIR | links);
  if (watch < 0) {
    const int error = errno;
    const bool went_away = error == ENOENT || error == ENOTDIR || error == ELOOP;
    if (!went_away) report_limit(std::generic_category().message(error));
    return;
  }
  folders_[watch] = folder;
  list_folder(folder, found, now);
}

void TreeWatch::list_folder(const std::string& folder, TreeNews* found, TimePoint now) {
  std::error_code error;
  auto entry = std::filesystem::directory_iterator{on_disk(folder), error};
  for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    std::error_code no_type;
    // The listing itself mostly tells what an entry is; symlink_status() would ask the disk of each.
    if (!entry->is_symlink(no_type) && entry->is_directory(no_type)) {
      if (!is_hidden(name)) watch_folder(joined(folder, name), found, now);
    } else if (found != nullptr && !is_temporary_file(name)) {
      note_file(joined(folder, name), *found, now);
    }
  }
}

/// A file whose name is new: reported when it is whole. Links give no other event; what a writer still holds open will
/// be closed.
void TreeWatch::note_file(const std::string& file, TreeNews& news, TimePoint now) {
  const auto path = on_disk(file);
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0) return;
  if (S_ISLNK(status.st_mode) || (S_ISREG(status.st_mode) && writer_of(path) == Writer::none)) {
    news.files.insert(file);
  } else if (S_ISREG(status.st_mode)) {
    written_[file] = now;
  }
}

/// Not everything that was written is closed: files are made larger or smaller by name, or linked in, and of others'
/// files nobody can tell.
void TreeWatch::check_written(TreeNews& news, TimePoint now) {
  for (auto next = written_.begin(); next != written_.end();) {
    const auto place = next++;  // which may be erased
    auto& [file, written_at] = *place;
    if (now - written_at < config_.quiet) continue;
    if (writer_of(on_disk(file)) == Writer::some) {
      written_at = now;
      continue;
    }
    news.files.insert(file);
    written_.erase(place);
  }
}

void TreeWatch::take_permissions(const std::string& folder, TreeNews& news) const {
  if (may_look_into(on_disk(folder)) == unreadable_.contains(folder)) news.everything = true;
}

void TreeWatch::take(const Event& event, TreeNews& news, TimePoint now) {
  const auto meaning = meaning_of(event);
  if (meaning == Meaning::events_lost) log_.write("watch_overflow", {{.key = "path", .value = root_.string()}});
  if (meaning == Meaning::events_lost || meaning == Meaning::everything) news.everything = true;
  const auto place = folders_.find(event.watch);
  if (place == folders_.end()) return;
  const std::string folder = place->second;
  const std::string path = event.name.empty() ? folder : joined(folder, event.name);
  switch (meaning) {
    case Meaning::nothing:
    case Meaning::everything:
    case Meaning::events_lost:
      break;
    case Meaning::file_changed:
      written_.erase(path);
      news.files.insert(path);
      break;
    case Meaning::file_permissions:
      if (!written_.contains(path)) news.files.insert(path);
      break;
    case Meaning::file_written:
      written_[path] = now;
      break;
    case Meaning::file_appeared:
      note_file(path, news, now);
      break;
    case Meaning::folder_appeared:
      watch_folder(path, &news, now);
      break;
    case Meaning::folder_permissions:
      take_permissions(path, news);
      break;
    case Meaning::folder_itself:
      if (folder.empty()) news.everything = true;
      break;
    case Meaning::watch_ended:
      folders_.erase(place);
      break;
  }
}

void TreeWatch::read(TreeNews& news, TimePoint now) {
  alignas(inotify_event) std::array<char, std::size_t{64} * 1024> buffer;
  TreeNews seen;
  for (int turn = 0; turn < reads_at_once && !seen.everything && descriptor_ >= 0; ++turn) {
    const auto size = ::read(descriptor_, buffer.data(), buffer.size());
    if (size <= 0) break;
    for (const auto& event : read_events({buffer.data(), static_cast<std::size_t>(size)})) take(event, seen, now);
  }
  if (seen.everything) {
    start_again(now);
    news.everything = true;
  }
  news.files.merge(seen.files);
}

TimePoint TreeWatch::next_check() const {
  auto next = next_check_;
  for (const auto& [file, written_at] : written_) next = std::min(next, written_at + config_.quiet);
  return next;
}

void TreeWatch::check(TreeNews& news, TimePoint now) {
  check_written(news, now);
  if (now < next_check_) return;
  next_check_ = now + config_.root_check;
  const auto identity = identity_of(root_);
  const bool same_root = identity == identity_ && (!identity || may_look_into(root_) != unreadable_.contains(""));
  const bool rescan = limited_ && next_rescan_ <= now;
  if (same_root && !rescan) return;
  start_again(now);
  news.everything = true;
}

}  // namespace citefeed::watch
