#include "base/being_written.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>

namespace citefeed {

bool is_being_written(int descriptor) {
  // A writer that opens the file while the lease is held makes the kernel send a signal: SIGIO would end the program,
  // SIGURG is ignored unless somebody wants it.
  if (::fcntl(descriptor, F_SETSIG, SIGURG) != 0) return false;
  if (::fcntl(descriptor, F_SETLEASE, F_RDLCK) != 0) return errno == EAGAIN;
  ::fcntl(descriptor, F_SETLEASE, F_UNLCK);
  return false;
}

bool is_being_written(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (file < 0) return false;
  const bool written = is_being_written(file);
  ::close(file);
  return written;
}

}  // namespace citefeed
