/// What a resource or a folder follows from: one struct, whose members are all that it is made of and all that it is
/// known by (docs/decisions/0027-inputs-are-one-struct.md). What is not a member cannot be used to make it; what is one
/// is in its digest, or does not compile.
#pragma once
#include <boost/pfr/core.hpp>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/instant.hpp"
#include "catalogue/months.hpp"
#include "catalogue/snapshot.hpp"
#include "catalogue/timeline.hpp"
#include "model/definitions.hpp"
#include "model/entry.hpp"

namespace citefeed::publish {

/// A value that says itself what it stands for.
template <class Value>
concept HasDigest = requires(const Value& value) {
  { value.digest() } -> std::convertible_to<Digest>;
};

template <class Value>
concept IsNumber = std::integral<Value> || std::is_enum_v<Value>;

/// The digest of inputs. An aggregate is its members, in their order; what has a digest() is that. There is no digest
/// of a raw pointer, a reference, a function or any other type, so that such a member does not compile.
class InputDigest final {
 public:
  void add(std::string_view text) { builder_.add(text); }
  void add(const Digest& digest) { builder_.add(digest); }
  void add(const Instant& instant) { add(instant.time_since_epoch().count()); }
  // The definitions are an input of everything, and with them a digest of bytes is one of what was read.
  void add(const catalogue::PostPointer& post) { builder_.add(post->digest); }
  void add(const catalogue::YearPointer& year) { builder_.add(year->digest); }
  void add(const catalogue::ClosedMonth& month) { builder_.add(month.digest); }
  void add(const catalogue::Archive& archive) { builder_.add(archive.name).add(archive.digest()); }
  void add(const catalogue::ArticlePointer& article) {
    builder_.add(article->first->digest);
    add(article->position);
    add(article->reviews);
  }

  template <IsNumber Number>
  void add(Number number) {
    builder_.add(std::to_string(static_cast<long long>(number)));
  }
  template <class Value>
  void add(const std::vector<Value>& values) {
    add(values.size());
    for (const Value& value : values) add(value);
  }
  template <HasDigest Value>
  void add(const Value& value) {
    builder_.add(value.digest());
  }
  template <HasDigest Value>
  void add(const std::shared_ptr<Value>& value) {
    builder_.add(value->digest());
  }
  template <class Inputs>
  requires(std::is_aggregate_v<Inputs> && !HasDigest<Inputs>) void add(const Inputs& inputs) {
    boost::pfr::for_each_field(inputs, [this](const auto& member) { this->add(member); });
  }

  /// The digest of all inputs so far; this is spent.
  [[nodiscard]] Digest finish() { return builder_.finish(); }

 private:
  DigestBuilder builder_ = {};
};

/// The digest of `inputs` by themselves.
template <class Inputs>
[[nodiscard]] Digest digest_of(const Inputs& inputs) {
  InputDigest digest;
  digest.add(inputs);
  return digest.finish();
}

/// What a resource or folder that follows from `inputs`, in a site of `definitions`, is known by.
template <class Inputs>
[[nodiscard]] Digest key_of(const Inputs& inputs, const model::Definitions& definitions) {
  InputDigest key;
  key.add(std::string_view{typeid(Inputs).name()});  // what makes it is an input, too
  key.add(definitions.digest);
  key.add(inputs);
  return key.finish();
}

/// Inputs that several resources have: kept once, and digested once. Immutable; safe from any thread.
template <class Inputs>
class Shared final {
 public:
  // Without it Boost.PFR counts the members of every struct that has one the slow way: GCC 12 takes minutes.
  Shared() : Shared(Inputs{}) {}
  explicit Shared(Inputs inputs)
      : digest_(digest_of(inputs)), inputs_(std::make_shared<const Inputs>(std::move(inputs))) {}

  [[nodiscard]] const Inputs& operator*() const { return *inputs_; }
  [[nodiscard]] const Inputs* operator->() const { return inputs_.get(); }
  [[nodiscard]] const Digest& digest() const { return digest_; }

 private:
  Digest digest_;
  std::shared_ptr<const Inputs> inputs_;
};

/// A post and its entry, which follows from the post and the definitions.
struct ShownPost {
  catalogue::PostPointer post = {};
  std::shared_ptr<const model::Entry> entry = {};

  [[nodiscard]] const Digest& digest() const { return post->digest; }
};

}  // namespace citefeed::publish
