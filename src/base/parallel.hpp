/// The same work on many things, on a few threads.
#pragma once
#include <cstddef>
#include <functional>

namespace citefeed {

/// Calls `work` once for every index below `count`, on at most `threads` threads (the caller's among them), in no set
/// order; back when all calls are.
/// Where the system gives no more threads, fewer do it, down to the caller's alone. The first exception is thrown again
/// here, after all threads have ended.
void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace citefeed
