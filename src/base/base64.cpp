#include "base/base64.hpp"

#include <openssl/evp.h>
#include <algorithm>

namespace citefeed {
namespace {

constexpr std::size_t bytes_per_group = 3;  ///< become four characters
constexpr std::size_t characters_per_group = 4;

}  // namespace

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

}  // namespace citefeed
