/// A resource: all the representations a request may pick from, prepared before the request or on the first one.
#pragma once
#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "base/mutex.hpp"
#include "resource/representation.hpp"

namespace citefeed::resource {

/// The coded bytes of one resource. Identity is always there; another coding only when it is smaller.
struct CodedBodies {
  std::array<CodedBody, all_codings.size()> by_coding = {};  ///< indexed by Coding; without bytes when not offered
};

/// All representations of one resource. Immutable.
struct Prepared {
  Metadata metadata = {};
  /// Indexed by Coding.
  std::array<std::optional<Representation>, all_codings.size()> usual = {};
  /// Likewise; all empty where browsers get the usual ones.
  std::array<std::optional<Representation>, all_codings.size()> browser = {};
};

/// Makes the representations of `bodies`; those for browsers too when metadata names a browser_content_type.
[[nodiscard]] Prepared prepare(Metadata metadata, const CodedBodies& bodies);
/// `prepared` with `body`, which has bytes, in `coding` besides.
[[nodiscard]] Prepared with_coding(Prepared prepared, Coding coding, const CodedBody& body);

// Last-Modified (RFC 9110, 8.8.2): since when the bytes at an address are served, whatever their coding.

/// A moment that many resources share: all that are new in a generation were first served with it. It is known once the
/// generation is served, and a moment that has not come yet is not said. Safe from any thread.
class FirstServed final {
 public:
  FirstServed() = default;
  explicit FirstServed(Instant at) { set(at); }
  FirstServed(const FirstServed&) = delete;
  FirstServed& operator=(const FirstServed&) = delete;

  /// Once.
  void set(Instant at);
  /// The moment, once it is known and `now` is not before it.
  [[nodiscard]] std::optional<Instant> by(Instant now) const;
  /// Likewise as a header line, ended by CRLF; empty when it is not said. Good as long as this.
  [[nodiscard]] std::string_view field_by(Instant now) const;
  /// The moment, known or not: the end of time when it is not.
  [[nodiscard]] Instant at() const;

 private:
  Instant at_ = Instant::max();
  std::string field_ = {};
  std::atomic<bool> is_set_ = false;  ///< the others do not change any more
};

using FirstServedPointer = std::shared_ptr<const FirstServed>;

/// Bytes that were served at an address, by the entity tag of their identity, and since when.
struct Served {
  EntityTag identity = {};
  FirstServedPointer since = {};  ///< never null
};

using ServedBefore = std::map<std::string, Served>;  ///< by path

/// One resource of a site. Either made with its representations, or with a pure function that makes them, which runs at
/// most once: before the first request that needs it, or in it. Safe from any thread.
class Resource final {
 public:
  /// `inputs` is the digest of all that the bytes follow from: resources with equal inputs are interchangeable.
  /// `since` is when it is first served, null when nobody says; it counts unless the bytes turn out to be those that
  /// were served at the address `before`.
  Resource(const Digest& inputs, Prepared prepared, FirstServedPointer since = {});
  Resource(const Digest& inputs, std::function<Prepared()> make, FirstServedPointer since = {},
           std::optional<Served> before = {});
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

  /// The representations; makes them when nobody has. What `make` captured is let go once it ran; when it throws, so
  /// does this, and the next call tries again.
  [[nodiscard]] const Prepared& prepared() const;
  /// True when prepared() will not have to make anything.
  [[nodiscard]] bool is_prepared() const;
  [[nodiscard]] const Digest& inputs() const { return inputs_; }
  /// Since when the bytes of prepared() are served; null when nobody says. Only once it is prepared.
  [[nodiscard]] const FirstServedPointer& since() const { return since_; }
  /// Its bytes, and since when they are served. Nothing when they are not made, or nobody says since when: another
  /// replica may have made and served them.
  [[nodiscard]] std::optional<Served> served() const;

 private:
  Digest inputs_;
  std::optional<Served> before_ = {};
  mutable FirstServedPointer since_;  ///< changes no more once ready_ is set
  mutable Mutex making_ = {};         ///< held while make_ runs
  mutable std::function<Prepared()> make_ GUARDED_BY(making_) = {};
  mutable std::unique_ptr<const Prepared> prepared_ GUARDED_BY(making_) = {};
  mutable std::atomic<const Prepared*> ready_ = nullptr;
};

}  // namespace citefeed::resource
