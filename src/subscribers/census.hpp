/// Counts subscribers and requests of feeds, day by day, without keeping anything of a person.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/time_zone.hpp"
#include "subscribers/behaviour.hpp"
#include "subscribers/distinct_count.hpp"
#include "subscribers/ledger.hpp"
#include "subscribers/secret_hash.hpp"
#include "subscribers/statistics.hpp"
#include "subscribers/user_agent.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::subscribers {

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

  // All with the mutex held.
  void begin_day(Instant now);
  void turn_to(Instant now);
  void count(const std::string& feed, const telemetry::Record& record);
  void count_subscriber(Tally& tally, const UserAgent& agent, const telemetry::Record& record, std::uint64_t client);
  void save();
  void report(const std::string& problem);

  const Config config_;
  Log& log_;
  std::mutex mutex_ = {};  ///< guards all below
  Ledger ledger_;
  SecretHash hash_ = {};
  TimeZone zone_ = {};
  std::chrono::year_month_day today_ = {};
  Instant day_begins_ = {};
  Instant day_ends_ = {};
  Instant since_ = {};
  Instant saved_at_ = {};
  std::map<std::string, Tally, std::less<>> tallies_ = {};
  Behaviour behaviour_ = {};
  std::string problem_ = {};
};

}  // namespace citefeed::subscribers
