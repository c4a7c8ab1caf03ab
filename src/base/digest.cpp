#include "base/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/random.h>
#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace citefeed {
namespace {

/// Looked up once: OpenSSL 3 looks for it under a lock each time when it is asked for EVP_sha256().
const EVP_MD* algorithm() {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return sha256;
}

constexpr std::size_t bytes_per_group = 3;  ///< become four characters of base64
constexpr std::size_t characters_per_group = 4;

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

std::string to_base64url(std::string_view bytes) {
  const std::size_t groups = (bytes.size() + bytes_per_group - 1) / bytes_per_group;
  std::string text(groups * characters_per_group + 1, '\0');  // OpenSSL ends it with a NUL
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  text.pop_back();
  while (text.ends_with('=')) text.pop_back();
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string padded{text};
  std::replace(padded.begin(), padded.end(), '-', '+');
  std::replace(padded.begin(), padded.end(), '_', '/');
  const std::size_t padding = (characters_per_group - padded.size() % characters_per_group) % characters_per_group;
  padded.append(padding, '=');
  std::string bytes(padded.size() / characters_per_group * bytes_per_group, '\0');
  const int decoded =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(padded.data()), static_cast<int>(padded.size()));
  if (decoded < 0 || padding >= bytes_per_group) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(decoded) - padding);
  if (to_base64url(bytes) != text) return std::nullopt;  // white space, stray bits, other alphabets
  return bytes;
}

void fill_with_chance(std::span<char> bytes) {
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
}

}  // namespace citefeed
