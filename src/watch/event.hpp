/// What inotify says (inotify(7)), read from its bytes and given a meaning: pure, so that lost events can be tested.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace citefeed::watch {

/// struct inotify_event as a value.
struct Event {
  int watch = -1;  ///< the watch descriptor; -1 when events were lost
  std::uint32_t mask = 0;
  std::string name = {};  ///< of the file within the watched folder; empty when the event is about the folder itself
  bool operator==(const Event&) const = default;
};

/// The events in what one read() of an inotify descriptor gave. A torn event at the end, which the kernel never gives,
/// is dropped.
[[nodiscard]] std::vector<Event> read_events(std::string_view bytes);

enum class Meaning : std::uint8_t {
  nothing,             ///< of no interest: a temporary name, a write in progress
  file_changed,        ///< the file is whole, gone, or has other permissions
  file_appeared,       ///< a name is new: a link is whole, a created file will be closed by its writer later
  folder_appeared,     ///< watch it, then look what already is in it
  folder_permissions,  ///< a folder may have become readable or unreadable
  folder_itself,       ///< the watched folder was moved, removed or unmounted; it matters when it is the root
  watch_ended,         ///< the kernel forgot this watch
  everything,          ///< whole folders moved: look at all of it again
  events_lost,         ///< likewise, since nobody knows what happened
};

/// What `event` means for those who read the tree.
[[nodiscard]] Meaning meaning_of(const Event& event);

/// The kinds of events that meaning_of understands, as a mask for inotify_add_watch. IN_MODIFY is not among them: a
/// file that is being written is not whole.
[[nodiscard]] std::uint32_t watched_events();

}  // namespace citefeed::watch
