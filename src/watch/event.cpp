#include "watch/event.hpp"

#include <sys/inotify.h>

#include <cstring>

#include "watch/temporary_name.hpp"

namespace citefeed::watch {
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
  if ((event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB)) != 0) {
    return Meaning::file_changed;
  }
  if ((event.mask & IN_CREATE) != 0) return Meaning::file_appeared;
  return Meaning::nothing;
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
  return IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF |
         IN_MOVE_SELF;
}

}  // namespace citefeed::watch
