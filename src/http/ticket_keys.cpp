#include "http/ticket_keys.hpp"

#include <openssl/rand.h>
#include <algorithm>
#include <stdexcept>
#include <utility>

namespace citefeed::http {
namespace {

TicketKeys::Key make_key() {
  TicketKeys::Key key;
  for (const std::span<unsigned char> part :
       {std::span<unsigned char>{key.name}, std::span<unsigned char>{key.cipher}, std::span<unsigned char>{key.mac}}) {
    if (RAND_bytes(part.data(), static_cast<int>(part.size())) != 1) {
      throw std::runtime_error{"there are no random bytes for session tickets"};
    }
  }
  return key;
}

}  // namespace

/// Where nobody has asked for a while, both keys may be due.
void TicketKeys::rotate(TimePoint now) {
  if (!newest_ || now >= newest_->made + period) {
    previous_ = std::exchange(newest_, Dated{.key = make_key(), .made = now});
  }
  if (previous_ && now >= previous_->made + 2 * period) previous_.reset();
}

TicketKeys::Key TicketKeys::newest(TimePoint now) {
  const std::lock_guard lock{mutex_};
  rotate(now);
  return newest_->key;
}

std::optional<TicketKeys::Found> TicketKeys::find(std::span<const unsigned char, 16> name, TimePoint now) {
  const std::lock_guard lock{mutex_};
  rotate(now);
  for (const auto* dated : {&newest_, &previous_}) {
    if (*dated && std::equal(name.begin(), name.end(), (*dated)->key.name.begin())) {
      return Found{.key = (*dated)->key, .is_newest = dated == &newest_};
    }
  }
  return std::nullopt;
}

}  // namespace citefeed::http
