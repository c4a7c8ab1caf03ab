#include "scarce_memory.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

thread_local long left = -1;  ///< allocations that succeed still; negative: all do
thread_local bool met = false;

void* allocate(std::size_t size) {
  if (left == 0) {
    met = true;
    throw std::bad_alloc{};
  }
  if (left > 0) --left;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

namespace citefeed {

ScarceMemory::ScarceMemory(long first) {
  met = false;
  left = first - 1;
}
ScarceMemory::~ScarceMemory() {
  left = -1;
}

bool ScarceMemory::was_met() const {
  return met;
}

}  // namespace citefeed
