/// The operator's log: one line per event on standard error.
#pragma once
#include <mutex>

#include "base/log.hpp"

namespace citefeed::app {

class StderrLog final : public Log {
 public:
  void write(std::string_view event, std::initializer_list<LogField> fields) override;

 private:
  std::mutex mutex_;  ///< a line is never cut by another
};

}  // namespace citefeed::app
