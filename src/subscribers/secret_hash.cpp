#include "subscribers/secret_hash.hpp"

#include <cstring>

#include "base/random.hpp"

namespace citefeed::subscribers {

SecretHash::SecretHash() {
  renew();
}

SecretHash::~SecretHash() {
  ::explicit_bzero(secret_.data(), secret_.size());
}

void SecretHash::renew() {
  fill_with_chance(secret_);
}

std::uint64_t SecretHash::of(std::initializer_list<std::string_view> fields) const {
  DigestBuilder builder;
  builder.add({secret_.data(), secret_.size()});
  for (const std::string_view field : fields) builder.add(field);
  return to_number(builder.finish());
}

}  // namespace citefeed::subscribers
