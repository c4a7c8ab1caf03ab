#include "http/certificates.hpp"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <algorithm>
#include <utility>

#include "http/tls_settings.hpp"

namespace citefeed::http {
namespace {

/// Changes whenever the file does, through whatever links lead to it; empty while there is none.
std::string signature_of(const std::string& file) {
  struct stat found = {};
  if (stat(file.c_str(), &found) != 0) return {};
  return fmt::format("{} {} {} {}.{} {}.{}", found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec,
                     found.st_mtim.tv_nsec, found.st_ctim.tv_sec, found.st_ctim.tv_nsec);
}

std::vector<std::string> signatures_of(const std::vector<CertificateFiles>& pairs) {
  std::vector<std::string> signatures;
  for (const CertificateFiles& files : pairs) {
    signatures.push_back(signature_of(files.certificate));
    signatures.push_back(signature_of(files.key));
  }
  return signatures;
}

}  // namespace

SSL_CTX* TlsContext::find(const std::string& name) const {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&name](const auto& pair) {
    return X509_check_host(SSL_CTX_get0_certificate(pair.get()), name.data(), name.size(), 0, nullptr) == 1;
  });
  return found == pairs.end() ? nullptr : found->get();
}

std::vector<Diagnostic> Certificates::load() {
  std::vector<Diagnostic> problems;
  signatures_ = signatures_of(files_);  // before reading: what is replaced meanwhile is noticed the next time
  pairs_.resize(files_.size());
  for (std::size_t i = 0; i < files_.size(); ++i) {
    auto pair = read_pair(files_[i]);
    if (pair.value) {
      pairs_[i] = *std::move(pair.value);
    } else {
      problems.insert(problems.end(), pair.diagnostics.begin(), pair.diagnostics.end());
    }
  }
  const bool has_all = std::none_of(pairs_.begin(), pairs_.end(), [](const auto& pair) { return pair == nullptr; });
  if (has_all) {
    const std::lock_guard lock{mutex_};
    current_ = std::make_shared<const TlsContext>(TlsContext{.pairs = pairs_, .tickets = tickets_});
  }
  return problems;
}

bool Certificates::have_changed() const {
  return signatures_of(files_) != signatures_;
}

std::shared_ptr<const TlsContext> Certificates::current() const {
  const std::lock_guard lock{mutex_};
  return current_;
}

}  // namespace citefeed::http
