/// A resource: all the representations a request may pick from, prepared before the request or on the first one.
#pragma once
#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/digest.hpp"
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

/// One resource of a site. Either made with its representations, or with a pure function that makes them, which runs at
/// most once: before the first request that needs it, or in it. Safe from any thread.
class Resource final {
 public:
  /// `inputs` is the digest of all that the bytes follow from: resources with equal inputs are interchangeable.
  Resource(const Digest& inputs, Prepared prepared);
  Resource(const Digest& inputs, std::function<Prepared()> make);
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

  /// The representations; makes them when nobody has. What `make` captured is let go once it ran; when it throws, so
  /// does this, and the next call tries again.
  [[nodiscard]] const Prepared& prepared() const;
  /// True when prepared() will not have to make anything.
  [[nodiscard]] bool is_prepared() const;
  [[nodiscard]] const Digest& inputs() const { return inputs_; }

 private:
  Digest inputs_;
  mutable Mutex making_ = {};  ///< held while make_ runs
  mutable std::function<Prepared()> make_ GUARDED_BY(making_) = {};
  mutable std::unique_ptr<const Prepared> prepared_ GUARDED_BY(making_) = {};
  mutable std::atomic<const Prepared*> ready_ = nullptr;
};

}  // namespace citefeed::resource
