/// What happened after a post was published: to an article it reviews, or to the post itself.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/instant.hpp"

namespace citefeed::model {

enum class NoticeKind : std::uint8_t { correction, retraction };

/// A notice that a reviewed article was corrected or retracted by whoever published it.
struct Notice {
  NoticeKind kind = NoticeKind::correction;
  std::size_t article = 0;  ///< its place among the articles that the post reviews, from 0
  Instant date = {};        ///< since when readers are told; nobody is before
  std::string note = {};    ///< what was wrong, plain text on one line; empty when nothing is said
  std::string doi = {};     ///< bare, of the notice as published; empty when not given
  bool operator==(const Notice&) const = default;
};

/// The order of notices everywhere: retractions first, then the latest.
[[nodiscard]] bool stands_before(const Notice& a, const Notice& b);

/// "Retracted", "Corrected".
[[nodiscard]] const char* to_participle(NoticeKind kind);

/// What the notice says, for notes of reference managers: "Retracted: Data were made up. https://doi.org/10.1000/n".
[[nodiscard]] std::string to_text(const Notice& notice);

/// How long feeds name what was withdrawn: longer than anybody leaves a feed reader off.
inline constexpr std::chrono::days withdrawal_is_news{90};

/// Something published is no longer to be had.
struct Withdrawal {
  Instant date = {};           ///< since when
  std::string reason = {};     ///< plain text on one line; never empty
  std::string successor = {};  ///< id or slug of what to read instead; empty when there is nothing
  bool is_news = true;         ///< false when, as readers see it, `withdrawal_is_news` is over
  bool operator==(const Withdrawal&) const = default;
};

}  // namespace citefeed::model
