#include "watch/being_written.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace citefeed::watch {

bool is_being_written(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (file < 0) return false;
  // A writer who comes while we hold the lease has a signal sent to us; SIGIO, the usual one, would end the program.
  const bool harmless = ::fcntl(file, F_SETSIG, SIGURG) == 0;
  const bool refused = harmless && ::fcntl(file, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
  ::close(file);  // gives the lease back
  return refused;
}

}  // namespace citefeed::watch
