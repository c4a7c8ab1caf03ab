/// Content codings of bytes. Deterministic: the same bytes, level and library give the same result on every machine.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "resource/coding.hpp"

namespace citefeed::publish {

/// How much effort a coding may take. Measured on one 60 KB feed: `quick` about 1 ms each, `best` 80 ms (brotli).
enum class Effort : std::uint8_t { quick, best };

/// `bytes` in `coding` (RFC 1952, RFC 7932, RFC 8878), as one complete stream without a timestamp or a name. Identity
/// is a copy. Throws std::runtime_error when the library fails, std::bad_alloc without memory. Safe from any thread.
[[nodiscard]] std::string compress(std::string_view bytes, resource::Coding coding, Effort effort);

}  // namespace citefeed::publish
