/// OpenSSL made fit for fuzzing: chance that repeats itself, and memory that is counted.
#pragma once
#include <cstddef>
#include <cstdint>

namespace citefeed::fuzz {

/// From here on OpenSSL draws its random numbers from a row that start_row() begins anew, and counts its memory. Call
/// it once, before anything else asks OpenSSL for something.
void tame_openssl();

/// The random numbers to come are those that follow `seed`.
void start_row(std::uint64_t seed);

/// While one of these exists, what OpenSSL allocates is put down to the server.
class ServersTurn final {
 public:
  ServersTurn();
  ~ServersTurn();
  ServersTurn(const ServersTurn&) = delete;
  ServersTurn& operator=(const ServersTurn&) = delete;
};

/// What OpenSSL holds for the server now.
[[nodiscard]] std::size_t server_bytes();

}  // namespace citefeed::fuzz
