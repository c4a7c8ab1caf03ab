/// A mutex, and the words by which a class says what one guards. Clang checks them (-Wthread-safety, an error in its
/// preset): nothing that is guarded is touched without the mutex. Other compilers pass over them.
#pragma once
#include <mutex>

#ifdef __clang__
#define CITEFEED_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define CITEFEED_THREAD_SAFETY(attribute)
#endif

/// Of a member: touched only with `mutex` held.
#define GUARDED_BY(mutex) CITEFEED_THREAD_SAFETY(guarded_by(mutex))
/// Of a function, or a lambda's body: called only with `mutex` held.
#define REQUIRES(mutex) CITEFEED_THREAD_SAFETY(requires_capability(mutex))
#define CITEFEED_ACQUIRES(...) CITEFEED_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define CITEFEED_RELEASES(...) CITEFEED_THREAD_SAFETY(release_capability(__VA_ARGS__))

namespace citefeed {

class CITEFEED_THREAD_SAFETY(capability("mutex")) Mutex final {
 public:
  void lock() CITEFEED_ACQUIRES() { mutex_.lock(); }
  void unlock() CITEFEED_RELEASES() { mutex_.unlock(); }

 private:
  std::mutex mutex_ = {};
};

/// Holds a mutex to the end of its scope. std::condition_variable_any waits with it.
class CITEFEED_THREAD_SAFETY(scoped_lockable) MutexLock final {
 public:
  explicit MutexLock(Mutex& mutex) CITEFEED_ACQUIRES(mutex) : mutex_(mutex) { mutex_.lock(); }
  ~MutexLock() CITEFEED_RELEASES() { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

  void lock() CITEFEED_ACQUIRES() { mutex_.lock(); }
  void unlock() CITEFEED_RELEASES() { mutex_.unlock(); }

 private:
  Mutex& mutex_;
};

}  // namespace citefeed
