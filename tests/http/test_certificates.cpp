#include "test_certificates.hpp"

#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <cstdint>
#include <memory>

#include "base/safe_directory.hpp"

namespace citefeed::http {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

void add_names(X509* certificate, const std::vector<std::string>& hosts) {
  std::string names;
  for (const std::string& host : hosts) names += (names.empty() ? "DNS:" : ",DNS:") + host;
  std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()), X509_EXTENSION_free};
  EXPECT_EQ(X509_add_ext(certificate, extension.get(), -1), 1);
}

Certificate sign(EVP_PKEY* key, const std::vector<std::string>& hosts) {
  constexpr long day = 86400;
  Certificate certificate{X509_new(), X509_free};
  std::uint32_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(hosts.front().c_str()),
                             -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  add_names(certificate.get(), hosts);
  EXPECT_GT(X509_sign(certificate.get(), key, EVP_sha256()), 0);
  return certificate;
}

std::string text_of(BIO* memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory, &data);
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

CertificateFiles CertificateFolder::make(const std::string& name, const std::vector<std::string>& hosts) const {
  const Key key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  const Certificate certificate = sign(key.get(), hosts);
  const Memory key_text{BIO_new(BIO_s_mem()), BIO_free};
  const Memory certificate_text{BIO_new(BIO_s_mem()), BIO_free};
  EXPECT_EQ(PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr), 1);
  EXPECT_EQ(PEM_write_bio_X509(certificate_text.get(), certificate.get()), 1);
  CertificateFiles files{.certificate = path() / (name + ".pem"), .key = path() / (name + ".key")};
  SafeDirectory folder{path()};
  folder.put(name + ".pem", text_of(certificate_text.get()));
  folder.put(name + ".key", text_of(key_text.get()));
  folder.commit();
  return files;
}

}  // namespace citefeed::http
