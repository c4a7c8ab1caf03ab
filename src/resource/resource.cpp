#include "resource/resource.hpp"

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

Resource::Resource(const Digest& inputs, Prepared prepared)
    : inputs_(inputs), prepared_(std::make_unique<const Prepared>(std::move(prepared))), ready_(prepared_.get()) {}

Resource::Resource(const Digest& inputs, std::function<Prepared()> make) : inputs_(inputs), make_(std::move(make)) {}

const Prepared& Resource::prepared() const {
  if (const Prepared* ready = ready_.load(std::memory_order_acquire)) return *ready;
  // Not std::call_once: after an exception in it, the thread sanitizer's waits for ever at the second try.
  const MutexLock lock{making_};
  if (prepared_ == nullptr) {
    prepared_ = std::make_unique<const Prepared>(make_());
    make_ = nullptr;
    ready_.store(prepared_.get(), std::memory_order_release);
  }
  return *prepared_;
}

bool Resource::is_prepared() const {
  return ready_.load(std::memory_order_acquire) != nullptr;
}

}  // namespace citefeed::resource
