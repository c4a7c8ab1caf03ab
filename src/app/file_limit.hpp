/// How many files, and so connections, the system lets this process have open.
#pragma once
#include <cstddef>

namespace citefeed::app {

/// Raises the soft limit (RLIMIT_NOFILE, setrlimit(2)) to the hard one: the usual 1,024 are a courtesy to programs that
/// use select(2), and few for a server. The limit that holds now.
std::size_t raise_file_limit();

/// `max_connections` (0: as many as can be), or fewer where `files` may be open and a server needs some for listeners,
/// watched trees and the files of a rebuild: then clients wait to be accepted, and the next post is still read.
[[nodiscard]] std::size_t affordable_connections(std::size_t max_connections, std::size_t files);

}  // namespace citefeed::app
