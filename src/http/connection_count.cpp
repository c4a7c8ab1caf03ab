#include "http/connection_count.hpp"

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
  const std::lock_guard lock{part.mutex};
  std::size_t& connections = part.connections[client];  // never left at zero: the limit is one at least
  if (connections >= most_per_client_) return false;
  ++connections;
  return true;
}

void ConnectionCount::close_of(const IpAddress& client) {
  if (most_per_client_ == 0 || !client.is_known()) return;
  Part& part = part_of(client);
  const std::lock_guard lock{part.mutex};
  const auto entry = part.connections.find(client);
  if (entry != part.connections.end() && --entry->second == 0) part.connections.erase(entry);
}

ConnectionCount::Part& ConnectionCount::part_of(const IpAddress& client) {
  unsigned sum = 0;
  for (const std::uint8_t byte : client.bytes) sum = sum * 31 + byte;
  return parts_.at(sum % parts_.size());
}

}  // namespace citefeed::http
