#include "http/repeat_limit.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "base/random.hpp"
#include "http/connection_count.hpp"

namespace citefeed::http {
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
