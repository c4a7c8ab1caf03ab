#include "http/hot_bodies.hpp"

#include <sys/mman.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <functional>
#include <string_view>

namespace citefeed::http {
namespace {

bool write_all(const FileDescriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// A file in memory with `bytes`; not open when there is no room for it.
FileDescriptor make_file(std::string_view bytes) {
  FileDescriptor file{memfd_create("citefeed-body", MFD_CLOEXEC)};
  if (file.is_open() && !write_all(file, bytes)) file = FileDescriptor{};
  return file;
}

}  // namespace

const FileDescriptor* HotBodies::find(const resource::Bytes& body) {
  if (body->size() < smallest || body->size() > largest) return nullptr;
  Place& place = place_of(body);
  if (place.body != body) {
    // Whoever is asked for more often keeps the place: each asking of another counts against it.
    if (place.sendings > 1) {
      --place.sendings;
      return nullptr;
    }
    place = {.body = body};
  }
  place.sendings = std::min(place.sendings + 1, 2 * often);
  if (place.sendings < often) return nullptr;
  if (!place.file.is_open()) {
    place.file = make_file(*body);
    if (!place.file.is_open()) place.sendings = 0;  // tries again after as many more
  }
  return place.file.is_open() ? &place.file : nullptr;
}

void HotBodies::age() {
  for (Place& place : places_) {
    place.sendings /= 2;
    if (place.sendings == 0) place = {};
  }
}

HotBodies::Place& HotBodies::place_of(const resource::Bytes& body) {
  const std::size_t address = std::hash<const std::string*>{}(body.get());
  return places_.at((address / alignof(std::max_align_t) / 4) % places);
}

}  // namespace citefeed::http
