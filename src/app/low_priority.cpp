#include "app/low_priority.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace citefeed::app {

void lower_own_priority() {
  constexpr int nice = 10;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice);
}

}  // namespace citefeed::app
