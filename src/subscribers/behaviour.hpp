/// How each kind of client software behaves towards the feeds it fetches.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "base/instant.hpp"

namespace citefeed::subscribers {

struct SoftwareBehaviour {
  std::uint64_t requests = 0;
  std::uint64_t not_modified = 0;   ///< answered with 304
  std::uint64_t unconditional = 0;  ///< asked without a validator for what the client was given before
  std::uint64_t wrong_validators =
      0;  ///< asked with one that did not fit what the client was given before, though that is current
  std::uint64_t hasty = 0;         ///< within a minute of the client's last request for the same feed
  std::uint64_t wasted_bytes = 0;  ///< of bodies that the client had already
  bool operator==(const SoftwareBehaviour&) const = default;
};

/// One request for a feed that was answered with 200 or 304.
struct Fetch {
  std::uint64_t client_and_feed = 0;  ///< stands for both, for a day
  Instant at = {};
  std::uint64_t tag = 0;  ///< stands for the entity tag of what is current
  bool is_conditional = false;
  bool is_not_modified = false;
  std::uint64_t body_bytes = 0;
};

/// Remembers of each client and feed when it came last and what it was given, in limited memory: of those that come
/// when it is full nothing is remembered, and of software beyond 256 names all is counted as "other". One thread at a
/// time.
class Behaviour final {
 public:
  void note(const std::string& software, const Fetch& fetch);
  /// The reports stay; what is remembered of clients goes.
  void forget_clients() { last_.clear(); }
  [[nodiscard]] const std::map<std::string, SoftwareBehaviour, std::less<>>& by_software() const {
    return by_software_;
  }

 private:
  struct Last {
    Instant at = {};
    std::uint64_t tag = 0;
  };
  static constexpr std::size_t most_clients = 100'000;
  static constexpr std::size_t most_names = 256;

  [[nodiscard]] SoftwareBehaviour& report_of(const std::string& software);

  std::unordered_map<std::uint64_t, Last> last_ = {};
  std::map<std::string, SoftwareBehaviour, std::less<>> by_software_ = {};
};

}  // namespace citefeed::subscribers
