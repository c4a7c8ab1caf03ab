#include "subscribers/secret_hash.hpp"

#include <sys/random.h>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace citefeed::subscribers {

SecretHash::SecretHash() {
  renew();
}

SecretHash::~SecretHash() {
  ::explicit_bzero(secret_.data(), secret_.size());
}

void SecretHash::renew() {
  if (getrandom(secret_.data(), secret_.size(), 0) != static_cast<ssize_t>(secret_.size())) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
}

std::uint64_t SecretHash::of(std::initializer_list<std::string_view> fields) const {
  DigestBuilder builder;
  builder.add({secret_.data(), secret_.size()});
  for (const std::string_view field : fields) builder.add(field);
  return to_number(builder.finish());
}

}  // namespace citefeed::subscribers
