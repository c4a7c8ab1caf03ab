/// Certificates and keys, made when the tests run: none expires, and no key is kept in the repository.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "../base/temporary_directory.hpp"
#include "http/certificates.hpp"

namespace citefeed::http {

/// A folder with certificates that are gone with it.
class CertificateFolder final {
 public:
  /// Files NAME.pem and NAME.key with a new certificate, signed by itself, for `hosts`. What is there is replaced, in
  /// one step each.
  CertificateFiles make(const std::string& name, const std::vector<std::string>& hosts) const;

  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

 private:
  TemporaryDirectory folder_;
};

}  // namespace citefeed::http
