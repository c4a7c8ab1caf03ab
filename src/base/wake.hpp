/// How one thread wakes another that waits for files (eventfd(2)).
#pragma once
#include "base/file_descriptor.hpp"

namespace citefeed {

/// Rings until it is cleared, however often it was rung. Safe from any thread; ring() in a signal handler too.
class Wake final {
 public:
  /// Throws std::system_error when the kernel has no more files.
  Wake();

  void ring() const;
  void clear() const;
  /// To be waited for: readable while it rings.
  [[nodiscard]] int number() const { return file_.number(); }

 private:
  FileDescriptor file_;
};

}  // namespace citefeed
