/// The server's certificates with their keys, as they were when last looked at, and the keys of session tickets.
#pragma once
#include <openssl/types.h>
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/mutex.hpp"

namespace citefeed::http {

// The keys that session tickets are sealed with (RFC 5077, 4; RFC 8446, 4.6.1).

/// Made by chance, kept in memory alone, and replaced before long: whoever gets hold of a key can read what was said
/// under it, so it must not live as long as the process. Safe from any thread.
class TicketKeys final {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  struct Key {
    std::array<unsigned char, 16> name = {};  ///< stands in the ticket, in clear
    std::array<unsigned char, 32> cipher = {};
    std::array<unsigned char, 32> mac = {};
  };
  struct Found {
    Key key = {};
    bool is_newest = false;
  };

  /// How long new tickets are sealed with one key; what was sealed can be opened for as long again.
  static constexpr std::chrono::seconds period = std::chrono::hours{12};

  /// The key to seal with. Throws std::runtime_error when the system has no chance to give.
  [[nodiscard]] Key newest(TimePoint now);
  /// The key of this name; nothing when it is not ours, or has been given up.
  [[nodiscard]] std::optional<Found> find(std::span<const unsigned char, 16> name, TimePoint now);

 private:
  struct Dated {
    Key key = {};
    TimePoint made = {};
  };
  void rotate(TimePoint now) REQUIRES(mutex_);

  Mutex mutex_ = {};
  std::optional<Dated> newest_ GUARDED_BY(mutex_) = {};
  std::optional<Dated> previous_ GUARDED_BY(mutex_) = {};
};

/// A certificate with the chain to its root, and its key; both in PEM form.
struct CertificateFiles {
  std::string certificate = {};
  std::string key = {};
};

/// One generation: what handshakes are made with. Immutable but for the keys of tickets; lasts as long as the sessions
/// that hold it.
struct TlsContext {
  std::vector<std::shared_ptr<SSL_CTX>> pairs = {};  ///< never empty
  std::shared_ptr<TicketKeys> tickets = {};          ///< the same in all generations: a reload ends no session

  /// The pair whose certificate is for `name` (RFC 6066, 3; RFC 6125, 6.4.3); null when there is none.
  [[nodiscard]] SSL_CTX* find(const std::string& name) const;
};

/// load() and have_changed() are called by one thread at a time, current() by any.
class Certificates final {
 public:
  /// `files` is not empty; its first pair is for clients that name no server, or one that is not known.
  explicit Certificates(std::vector<CertificateFiles> files) : files_(std::move(files)) {}

  /// Reads the files. What is wrong with each pair that cannot be used; the last good one then stays in its place.
  [[nodiscard]] std::vector<Diagnostic> load();
  /// True when a file is not the one that load() read, or failed to read.
  [[nodiscard]] bool have_changed() const;
  /// Null until every pair could be read once.
  [[nodiscard]] std::shared_ptr<const TlsContext> current() const;

 private:
  std::vector<CertificateFiles> files_;
  std::vector<std::string> signatures_ = {};          ///< of the files, when they were read
  std::vector<std::shared_ptr<SSL_CTX>> pairs_ = {};  ///< by their files; null where none was good yet
  std::shared_ptr<TicketKeys> tickets_ = std::make_shared<TicketKeys>();
  mutable Mutex mutex_ = {};
  std::shared_ptr<const TlsContext> current_ GUARDED_BY(mutex_) = {};
};

}  // namespace citefeed::http
