#include "http/limits.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "base/digest.hpp"

namespace citefeed::http {

bool ConnectionCount::is_full() const {
  return most_in_all_ != 0 && in_all_.load(std::memory_order_relaxed) >= most_in_all_;
}

bool ConnectionCount::is_crowded() const {
  return most_in_all_ != 0 && in_all_.load(std::memory_order_relaxed) >= most_in_all_ - most_in_all_ / 4;
}

bool ConnectionCount::open_of(const IpAddress& client) {
  if (most_per_client_ == 0 || !client.is_known()) return true;
  Part& part = part_of(client);
  const MutexLock lock{part.mutex};
  std::size_t& connections = part.connections[client];  // never left at zero: the limit is one at least
  if (connections >= most_per_client_) return false;
  ++connections;
  return true;
}

void ConnectionCount::close_of(const IpAddress& client) {
  if (most_per_client_ == 0 || !client.is_known()) return;
  Part& part = part_of(client);
  const MutexLock lock{part.mutex};
  const auto entry = part.connections.find(client);
  if (entry != part.connections.end() && --entry->second == 0) part.connections.erase(entry);
}

ConnectionCount::Part& ConnectionCount::part_of(const IpAddress& client) {
  unsigned sum = 0;
  for (const std::uint8_t byte : client.bytes) sum = sum * 31 + byte;
  return parts_.at(sum % parts_.size());
}

namespace {

/// FNV-1a over the secret, the client and the path.
std::uint64_t digest(std::uint64_t secret, const IpAddress& client, std::string_view path) {
  std::uint64_t hash = 14695981039346656037U ^ secret;
  const auto add = [&hash](std::uint8_t byte) { hash = (hash ^ byte) * 1099511628211U; };
  for (const std::uint8_t byte : client.bytes) add(byte);
  for (const char byte : path) add(static_cast<std::uint8_t>(byte));
  return hash;
}

}  // namespace

std::uint64_t RepeatLimit::make_secret() {
  std::array<char, sizeof(std::uint64_t)> bytes;
  fill_with_chance(bytes);
  return std::bit_cast<std::uint64_t>(bytes);
}

RepeatLimit::RepeatLimit(std::uint32_t most, std::chrono::seconds window, std::uint64_t secret)
    : most_(most), window_(window), secret_(secret), table_(most == 0 ? 0 : entries) {}

std::optional<std::chrono::seconds> RepeatLimit::count(const IpAddress& client, std::string_view path, TimePoint now) {
  if (!is_on() || !client.is_known()) return std::nullopt;
  const std::uint64_t pair = digest(secret_, client_key(client), path);
  const std::span<Entry> set = std::span{table_}.subspan((pair % (entries / places)) * places, places);
  auto entry =
      std::find_if(set.begin(), set.end(), [&](const Entry& one) { return one.pair == pair && one.requests > 0; });
  if (entry == set.end()) {
    entry = std::min_element(set.begin(), set.end(), [](const Entry& a, const Entry& b) { return a.begun < b.begun; });
    *entry = {};
  }
  if (entry->requests == 0 || now - entry->begun >= window_) *entry = {.pair = pair, .begun = now};
  if (entry->requests < most_) {
    ++entry->requests;
    return std::nullopt;
  }
  return std::max(std::chrono::ceil<std::chrono::seconds>(entry->begun + window_ - now), std::chrono::seconds{1});
}

}  // namespace citefeed::http
