#include "base/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <stdexcept>

#include "base/base64.hpp"

namespace citefeed {
namespace {

/// Looked up once: OpenSSL 3 looks for it under a lock each time when it is asked for EVP_sha256().
const EVP_MD* algorithm() {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return sha256;
}

}  // namespace

struct DigestBuilder::Context {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();
};

DigestBuilder::DigestBuilder() : context_(std::make_unique<Context>()) {
  if (context_->evp == nullptr || EVP_DigestInit_ex(context_->evp, algorithm(), nullptr) != 1) {
    EVP_MD_CTX_free(context_->evp);
    throw std::runtime_error("OpenSSL cannot start SHA-256");
  }
}

DigestBuilder::~DigestBuilder() {
  EVP_MD_CTX_free(context_->evp);
}

DigestBuilder& DigestBuilder::add(std::string_view field) {
  std::array<std::uint8_t, 8> length = {};
  for (std::size_t i = 0; i < length.size(); ++i) length.at(i) = static_cast<std::uint8_t>(field.size() >> (8 * i));
  EVP_DigestUpdate(context_->evp, length.data(), length.size());
  EVP_DigestUpdate(context_->evp, field.data(), field.size());
  return *this;
}

DigestBuilder& DigestBuilder::add(const Digest& digest) {
  return add(std::string_view{reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
}

Digest DigestBuilder::finish() {
  Digest digest;
  EVP_DigestFinal_ex(context_->evp, digest.bytes.data(), nullptr);
  return digest;
}

Digest sha256(std::string_view bytes) {
  Digest digest;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, algorithm(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }
  return digest;
}

std::string to_hex(const Digest& digest) {
  std::string hex;
  for (const auto byte : digest.bytes) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::string to_short_text(const Digest& digest) {
  constexpr std::size_t characters = 22;
  const std::string_view bytes{reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
  return to_base64url(bytes).substr(0, characters);
}

std::uint64_t to_number(const Digest& digest) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8U | digest.bytes.at(i);
  return number;
}

}  // namespace citefeed
