/// Numbers that stand for clients for one day, and lead back to nobody.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/digest.hpp"

namespace citefeed::subscribers {

/// A secret of the kernel's chance (getrandom), which is never written anywhere. Once it is replaced nobody can tell
/// which hashes of different days belong together, nor try out addresses until one fits.
class SecretHash final {
 public:
  /// Throws std::system_error when the kernel gives no random bytes.
  SecretHash();
  /// The secret is overwritten.
  ~SecretHash();
  SecretHash(const SecretHash&) = delete;
  SecretHash& operator=(const SecretHash&) = delete;

  /// Forgets the secret and takes another.
  void renew();
  /// The first 64 bits of SHA-256 over the secret and `fields`, each with its length.
  [[nodiscard]] std::uint64_t of(std::initializer_list<std::string_view> fields) const;

 private:
  std::array<char, 32> secret_ = {};
};

}  // namespace citefeed::subscribers
