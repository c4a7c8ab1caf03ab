#include "app/file_limit.hpp"

#include <sys/resource.h>
#include <algorithm>

namespace citefeed::app {

std::size_t raise_file_limit() {
  rlimit files = {};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  const rlimit raised{.rlim_cur = files.rlim_max, .rlim_max = files.rlim_max};
  if (setrlimit(RLIMIT_NOFILE, &raised) == 0) files = raised;
  return files.rlim_cur;
}

std::size_t affordable_connections(std::size_t max_connections, std::size_t files) {
  constexpr std::size_t besides = 64, fewest = 8;
  const std::size_t affordable = std::max(files, besides + fewest) - besides;
  return max_connections == 0 ? affordable : std::min(max_connections, affordable);
}

}  // namespace citefeed::app
