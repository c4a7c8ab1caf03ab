/// Counts subscribers and requests of feeds, day by day, without keeping anything of a person.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/log.hpp"
#include "base/mutex.hpp"
#include "base/time_zone.hpp"
#include "subscribers/ledger.hpp"
#include "subscribers/statistics.hpp"
#include "subscribers/user_agent.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::subscribers {

// Counts how many different things were seen, in limited memory.

/// Keeps the smallest 1,024 of the hashes it is shown: up to there it counts exactly, above it estimates from how
/// densely they lie, with a standard error of 3 % (Bar-Yossef et al. 2002, "Counting distinct elements in a data
/// stream").
class DistinctCount final {
 public:
  /// `hash` is evenly distributed over 64 bits, and the same for the same thing.
  void add(std::uint64_t hash);
  [[nodiscard]] std::uint64_t estimate() const;

 private:
  static constexpr std::size_t most_kept = 1024;
  std::vector<std::uint64_t> smallest_ = {};  ///< ascending, each once
};

// Numbers that stand for clients for one day, and lead back to nobody.

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

// How each kind of client software behaves towards the feeds it fetches.

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

/// What a service announces is kept as its largest number of the day. Everybody else is a hash of the network (IPv4
/// /24, IPv6 /48) and the User-Agent under a secret of the day; hashes and secret go at midnight of the site's time
/// zone, and only how many there were stays. Records of crawlers, of browsers that show a feed, and of what is no feed
/// count for no subscriber.
class Census final : public telemetry::RecordReader {
 public:
  struct Config {
    std::filesystem::path state = {};  ///< where days are kept; nowhere when empty
    /// The site's time zone now: definitions may change. Called by the thread that calls settle().
    std::function<TimeZone()> time_zone = {};
    /// How many days are kept, today among them.
    int days = 400;
  };

  /// References must outlive this; what is wrong with the state is told `log`.
  Census(Config config, const Clock& clock, Log& log);

  void take(const telemetry::Record& record) override;
  void settle(Instant now) override;
  void finish(Instant now) override;

  /// All that is known now. From any thread.
  [[nodiscard]] Statistics statistics();

 private:
  /// One feed today.
  struct Tally {
    std::map<std::string, std::uint64_t, std::less<>> announced = {};  ///< by fetcher
    DistinctCount others = {};
    std::uint64_t full = 0;  ///< these three since they were last saved
    std::uint64_t not_modified = 0;
    std::uint64_t body_bytes = 0;
  };
  static constexpr std::size_t most_feeds = 4096;
  static constexpr std::size_t most_fetchers = 256;  ///< of one feed and day
  static constexpr std::chrono::seconds save_interval{60};

  void begin_day(Instant now) REQUIRES(mutex_);
  void turn_to(Instant now) REQUIRES(mutex_);
  void count(const std::string& feed, const telemetry::Record& record) REQUIRES(mutex_);
  void count_subscriber(Tally& tally, const UserAgent& agent, const telemetry::Record& record, std::uint64_t client)
      REQUIRES(mutex_);
  void save() REQUIRES(mutex_);
  void report(const std::string& problem) REQUIRES(mutex_);

  const Config config_;
  Log& log_;
  Mutex mutex_ = {};
  Ledger ledger_ GUARDED_BY(mutex_);
  SecretHash hash_ GUARDED_BY(mutex_) = {};
  TimeZone zone_ GUARDED_BY(mutex_) = {};
  std::chrono::year_month_day today_ GUARDED_BY(mutex_) = {};
  Instant day_begins_ GUARDED_BY(mutex_) = {};
  Instant day_ends_ GUARDED_BY(mutex_) = {};
  Instant since_ GUARDED_BY(mutex_) = {};
  Instant saved_at_ GUARDED_BY(mutex_) = {};
  std::map<std::string, Tally, std::less<>> tallies_ GUARDED_BY(mutex_) = {};
  Behaviour behaviour_ GUARDED_BY(mutex_) = {};
  std::string problem_ GUARDED_BY(mutex_) = {};
};

}  // namespace citefeed::subscribers
