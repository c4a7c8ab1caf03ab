/// Work on several threads, and threads that let others go first.
#pragma once
#include <cstddef>
#include <functional>

namespace citefeed {

// For threads that work behind the scenes.

/// Lets every thread that answers readers, or makes what they are answered, go before the calling one. Of this thread
/// only (Linux); harmless where it is refused.
void lower_own_priority();

/// Calls `work` once for every index below `count`, on at most `threads` threads (the caller's among them), in no set
/// order; back when all calls are.
/// Where the system gives no more threads, fewer do it, down to the caller's alone. The first exception is thrown again
/// here, after all threads have ended.
void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace citefeed
