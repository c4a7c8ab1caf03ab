#include "app/stderr_log.hpp"

#include <cstdio>

namespace citefeed::app {

void StderrLog::write(std::string_view event, std::initializer_list<LogField> fields) {
  const std::string line = to_log_line(event, fields) + "\n";
  const std::lock_guard lock{mutex_};
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace citefeed::app
