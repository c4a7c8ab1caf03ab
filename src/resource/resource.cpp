#include "resource/resource.hpp"

#include <fmt/format.h>
#include <utility>

namespace citefeed::resource {

Prepared prepare(Metadata metadata, const CodedBodies& bodies) {
  Prepared prepared{.metadata = std::move(metadata)};
  for (const Coding coding : all_codings) {
    const CodedBody& body = bodies.by_coding.at(static_cast<std::size_t>(coding));
    if (body.bytes != nullptr) prepared = with_coding(std::move(prepared), coding, body);
  }
  return prepared;
}

Prepared with_coding(Prepared prepared, Coding coding, const CodedBody& body) {
  const auto index = static_cast<std::size_t>(coding);
  const bool browsers_differ = !prepared.metadata.browser_content_type.empty();
  prepared.usual.at(index) = make_representation(prepared.metadata, coding, body, false);
  if (browsers_differ) prepared.browser.at(index) = make_representation(prepared.metadata, coding, body, true);
  return prepared;
}

void FirstServed::set(Instant at) {
  at_ = at;
  field_ = fmt::format("Last-Modified: {}\r\n", to_imf_fixdate(at));
  is_set_.store(true, std::memory_order_release);
}

std::optional<Instant> FirstServed::by(Instant now) const {
  const bool is_said = is_set_.load(std::memory_order_acquire) && at_ <= now;
  return is_said ? std::optional{at_} : std::nullopt;
}

std::string_view FirstServed::field_by(Instant now) const {
  return by(now) ? std::string_view{field_} : std::string_view{};
}

Instant FirstServed::at() const {
  return is_set_.load(std::memory_order_acquire) ? at_ : Instant::max();
}

namespace {

const EntityTag& identity_of(const Prepared& prepared) {
  return prepared.usual.at(static_cast<std::size_t>(Coding::identity))->tag;
}

}  // namespace

Resource::Resource(const Digest& inputs, Prepared prepared, FirstServedPointer since)
    : inputs_(inputs),
      since_(std::move(since)),
      prepared_(std::make_unique<const Prepared>(std::move(prepared))),
      ready_(prepared_.get()) {}

Resource::Resource(const Digest& inputs, std::function<Prepared()> make, FirstServedPointer since,
                   std::optional<Served> before)
    : inputs_(inputs), before_(std::move(before)), since_(std::move(since)), make_(std::move(make)) {}

const Prepared& Resource::prepared() const {
  if (const Prepared* ready = ready_.load(std::memory_order_acquire)) return *ready;
  // Not std::call_once: after an exception in it, the thread sanitizer's waits for ever at the second try.
  const MutexLock lock{making_};
  if (prepared_ == nullptr) {
    prepared_ = std::make_unique<const Prepared>(make_());
    make_ = nullptr;
    if (before_ && before_->identity == identity_of(*prepared_)) since_ = before_->since;
    ready_.store(prepared_.get(), std::memory_order_release);
  }
  return *prepared_;
}

bool Resource::is_prepared() const {
  return ready_.load(std::memory_order_acquire) != nullptr;
}

std::optional<Served> Resource::served() const {
  const Prepared* ready = ready_.load(std::memory_order_acquire);
  if (ready == nullptr || since_ == nullptr) return std::nullopt;
  return Served{.identity = identity_of(*ready), .since = since_};
}

}  // namespace citefeed::resource
