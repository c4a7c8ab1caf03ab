/// SHA-256 of bytes (the identity of content, and where entity tags come from), base64, and bytes that nobody can
/// guess.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace citefeed {

struct Digest {
  std::array<std::uint8_t, 32> bytes = {};
  bool operator==(const Digest&) const = default;
  auto operator<=>(const Digest&) const = default;
};

/// SHA-256 (FIPS 180-4) of `bytes`.
[[nodiscard]] Digest sha256(std::string_view bytes);

/// SHA-256 of several fields: each is fed with its length first, so that ("ab", "c") and ("a", "bc") differ.
/// One thread at a time.
class DigestBuilder final {
 public:
  DigestBuilder();
  ~DigestBuilder();
  DigestBuilder(const DigestBuilder&) = delete;
  DigestBuilder& operator=(const DigestBuilder&) = delete;

  DigestBuilder& add(std::string_view field);
  DigestBuilder& add(const Digest& digest);
  /// The digest of all fields so far; the builder is spent.
  [[nodiscard]] Digest finish();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

/// The first 132 bits in 22 characters of base64url (RFC 4648, 5): short enough for a header, long enough never to
/// collide.
[[nodiscard]] std::string to_short_text(const Digest& digest);

/// The first eight bytes as a number, for choices that must follow from the bytes alone.
[[nodiscard]] std::uint64_t to_number(const Digest& digest);

// Base64 as addresses can carry it.

/// base64url without padding (RFC 4648, 5).
[[nodiscard]] std::string to_base64url(std::string_view bytes);

/// What to_base64url() made `text` of; nothing when it made it of nothing.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

// The kernel's chance, for secrets. Nothing that is published may follow from it.

/// Fills `bytes`, at most 256 of them (getrandom(2)). Throws std::system_error.
void fill_with_chance(std::span<char> bytes);

}  // namespace citefeed

template <>
struct std::hash<citefeed::Digest> {
  std::size_t operator()(const citefeed::Digest& digest) const noexcept {
    return static_cast<std::size_t>(citefeed::to_number(digest));
  }
};
