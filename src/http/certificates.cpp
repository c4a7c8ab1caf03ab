#include "http/certificates.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/types.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.hpp"

namespace citefeed::http {
namespace {

// How this server speaks TLS: versions, ciphers, names, tickets; the same for all its certificates.

const TlsContext& context_of(SSL* ssl) {
  return *static_cast<const TlsContext*>(SSL_get_app_data(ssl));
}

/// Server Name Indication (RFC 6066, 3). Who asks for a name that is not known gets the first certificate, and judges
/// for itself.
int choose_certificate(SSL* ssl, int* /*alert*/, void* /*unused*/) {
  const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  if (name == nullptr) return SSL_TLSEXT_ERR_NOACK;
  SSL_CTX* pair = context_of(ssl).find(name);
  if (pair == nullptr) return SSL_TLSEXT_ERR_NOACK;
  return SSL_set_SSL_CTX(ssl, pair) == nullptr ? SSL_TLSEXT_ERR_ALERT_FATAL : SSL_TLSEXT_ERR_OK;
}

/// A client that names protocols, and not ours, is told so rather than answered in one it does not speak (RFC 7301,
/// 3.2).
int choose_protocol(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned int offered_size, void* /*unused*/) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, size, ours.data(), ours.size(), offered, offered_size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool set_up(const TicketKeys::Key& key, const unsigned char* initial, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac,
            int sealing) {
  std::array<char, 7> digest{"SHA256"};
  std::array<unsigned char, 32> mac_key = key.mac;
  const std::array parameters{OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, mac_key.data(), mac_key.size()),
                              OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                              OSSL_PARAM_construct_end()};
  return EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key.cipher.data(), initial, sealing) == 1 &&
         EVP_MAC_CTX_set_params(mac, parameters.data()) == 1;
}

int seal_or_open(const TlsContext& context, unsigned char* name, unsigned char* initial, EVP_CIPHER_CTX* cipher,
                 EVP_MAC_CTX* mac, int sealing) {
  constexpr int failed = -1;
  constexpr int full_handshake = 0;
  constexpr int done = 1;
  constexpr int done_but_renew = 2;
  constexpr int initial_bytes = 16;  // of AES in CBC mode
  const auto now = std::chrono::steady_clock::now();
  if (sealing == 1) {
    const TicketKeys::Key key = context.tickets->newest(now);
    std::copy(key.name.begin(), key.name.end(), name);
    if (RAND_bytes(initial, initial_bytes) != 1) return failed;
    return set_up(key, initial, cipher, mac, sealing) ? done : failed;
  }
  const auto found = context.tickets->find(std::span<const unsigned char, 16>{name, 16}, now);
  if (!found) return full_handshake;
  if (!set_up(found->key, initial, cipher, mac, sealing)) return failed;
  return found->is_newest ? done : done_but_renew;
}

/// SSL_CTX_set_tlsext_ticket_key_evp_cb(3). No exception may pass through OpenSSL.
int on_ticket(SSL* ssl, unsigned char* name, unsigned char* initial, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac,
              int sealing) {
  try {
    return seal_or_open(context_of(ssl), name, initial, cipher, mac, sealing);
  } catch (const std::exception&) {
    return -1;
  }
}

/// A key with a passphrase cannot be read: nobody is there to be asked.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*unused*/) {
  return -1;
}

std::shared_ptr<SSL_CTX> make_context() {
  std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
  if (context == nullptr) throw std::bad_alloc{};
  SSL_CTX* const tls = context.get();
  SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
  SSL_CTX_set_max_proto_version(tls, TLS1_3_VERSION);
  SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20");
  // The end of a client's bytes needs no proof: a request says itself where it ends (RFC 9112, 6).
  SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(tls, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(tls, 1);
  SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);  // the client keeps its session, sealed in a ticket
  static constexpr std::array<unsigned char, 8> all_are_one{'c', 'i', 't', 'e', 'f', 'e', 'e', 'd'};
  SSL_CTX_set_session_id_context(tls, all_are_one.data(), all_are_one.size());
  SSL_CTX_set_timeout(tls, TicketKeys::period.count());
  SSL_CTX_set_tlsext_ticket_key_evp_cb(tls, on_ticket);
  // What the macro SSL_CTX_set_tlsext_servername_callback does, with a cast of our century.
  SSL_CTX_callback_ctrl(tls, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB, reinterpret_cast<void (*)()>(choose_certificate));
  SSL_CTX_set_alpn_select_cb(tls, choose_protocol, nullptr);
  SSL_CTX_set_default_passwd_cb(tls, no_passphrase);
  return context;
}

/// The first thing that OpenSSL noted: what came after followed from it.
std::string reason() {
  const unsigned long error = ERR_peek_error();
  if (ERR_SYSTEM_ERROR(error)) return std::strerror(ERR_GET_REASON(error));  // NOLINT(concurrency-mt-unsafe)
  const char* text = ERR_reason_error_string(error);
  return text == nullptr ? "it cannot be read" : text;
}

Outcome<std::shared_ptr<SSL_CTX>> failure(const std::string& file, std::string_view expected) {
  return {.diagnostics = {{.file = file, .message = fmt::format("expected {}: {}", expected, reason())}}};
}

/// A pair ready for handshakes: TLS 1.2 and 1.3 (RFC 8446), only ciphers with forward secrecy and authenticated
/// encryption (RFC 9325, 4.2), no renegotiation, no compression, "http/1.1" by ALPN (RFC 7301), sessions resumed by
/// tickets alone. Each SSL made from it must have its TlsContext as app data. Without value: which file is wrong, and
/// how.
Outcome<std::shared_ptr<SSL_CTX>> read_pair(const CertificateFiles& files) {
  auto context = make_context();
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1) {
    return failure(files.certificate, "a certificate in PEM form");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return failure(files.key, fmt::format("the key of {} in PEM form, without a passphrase", files.certificate));
  }
  return {.value = std::move(context)};
}

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
  const MutexLock lock{mutex_};
  rotate(now);
  return newest_->key;
}

std::optional<TicketKeys::Found> TicketKeys::find(std::span<const unsigned char, 16> name, TimePoint now) {
  const MutexLock lock{mutex_};
  rotate(now);
  for (const auto* dated : {&newest_, &previous_}) {
    if (*dated && std::equal(name.begin(), name.end(), (*dated)->key.name.begin())) {
      return Found{.key = (*dated)->key, .is_newest = dated == &newest_};
    }
  }
  return std::nullopt;
}

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
  auto signatures = signatures_of(files_);  // before reading: what is replaced meanwhile is noticed the next time
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
    const MutexLock lock{mutex_};
    current_ = std::make_shared<const TlsContext>(TlsContext{.pairs = pairs_, .tickets = tickets_});
  }
  signatures_ = std::move(signatures);  // last: what could not be read for want of memory is tried again
  return problems;
}

bool Certificates::have_changed() const {
  return signatures_of(files_) != signatures_;
}

std::shared_ptr<const TlsContext> Certificates::current() const {
  const MutexLock lock{mutex_};
  return current_;
}

}  // namespace citefeed::http
