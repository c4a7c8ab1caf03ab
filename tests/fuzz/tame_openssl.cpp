#include "tame_openssl.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <cstdlib>
#include <cstring>
#include <new>

namespace citefeed::fuzz {
namespace {

/// Stands before each block that OpenSSL gets.
struct alignas(std::max_align_t) Label {
  std::size_t bytes = 0;
  bool is_servers = false;
};

// OpenSSL calls back without saying for whom; the fuzzer is one thread.
std::uint64_t row = 0;            // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
bool is_servers_turn = false;     // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::size_t held_for_server = 0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void* label(void* memory, std::size_t bytes, bool is_servers) {
  if (memory == nullptr) return nullptr;
  if (is_servers) held_for_server += bytes;
  return new (memory) Label{.bytes = bytes, .is_servers = is_servers} + 1;
}

Label* label_of(void* block) {
  return static_cast<Label*>(block) - 1;
}

void forget(const Label& label) {
  if (label.is_servers) held_for_server -= label.bytes;
}

void* allocate(std::size_t bytes, const char* /*file*/, int /*line*/) {
  return label(std::malloc(sizeof(Label) + bytes), bytes, is_servers_turn);
}

void release(void* block, const char* /*file*/, int /*line*/) {
  if (block == nullptr) return;
  forget(*label_of(block));
  std::free(label_of(block));
}

void* reallocate(void* block, std::size_t bytes, const char* file, int line) {
  if (block == nullptr) return allocate(bytes, file, line);
  const Label before = *label_of(block);
  forget(before);
  return label(std::realloc(label_of(block), sizeof(Label) + bytes), bytes, before.is_servers);
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
std::uint64_t next_of_row() {
  row += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = row;
  mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31U);
}

int fill(unsigned char* room, int size) {
  for (int i = 0; i < size; ++i) room[i] = static_cast<unsigned char>(next_of_row());
  return 1;
}

int is_ready() {
  return 1;
}

}  // namespace

void tame_openssl() {
  static const RAND_METHOD method{
      .seed = nullptr, .bytes = fill, .cleanup = nullptr, .add = nullptr, .pseudorand = fill, .status = is_ready};
  if (CRYPTO_set_mem_functions(allocate, reallocate, release) != 1 || RAND_set_rand_method(&method) != 1) std::abort();
}

void start_row(std::uint64_t seed) {
  row = seed;
}

ServersTurn::ServersTurn() {
  is_servers_turn = true;
}

ServersTurn::~ServersTurn() {
  is_servers_turn = false;
}

std::size_t server_bytes() {
  return held_for_server;
}

}  // namespace citefeed::fuzz
