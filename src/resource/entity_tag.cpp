#include "resource/entity_tag.hpp"

#include <fmt/format.h>

namespace citefeed::resource {

EntityTag make_entity_tag(const Digest& coded_bytes, std::string_view content_type) {
  return {.opaque = to_short_text(DigestBuilder{}.add(content_type).add(coded_bytes).finish())};
}

std::string to_field(const EntityTag& tag) {
  return fmt::format("\"{}\"", tag.opaque);
}

}  // namespace citefeed::resource
