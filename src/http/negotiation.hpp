/// Chooses the content coding of an answer (RFC 9110, 12.5.3).
#pragma once
#include <array>
#include <cstdint>
#include <optional>

#include "http/request.hpp"
#include "resource/representation.hpp"

namespace citefeed::http {

/// How much a client wants each coding, in thousandths, indexed by Coding; 0 is not at all.
using CodingWeights = std::array<std::uint16_t, resource::all_codings.size()>;

/// Reads Accept-Encoding. Without the field, or with an empty one, only identity is wanted: a client that can decode
/// says so. A coding named twice counts as last named; a malformed member is passed over.
/// - "*" stands for identity and gzip alone: whoever writes it without a thought can read gzip, but often not br or
/// zstd.
/// - identity not ruled out and not named is acceptable, after everything that is named: weight 1.
[[nodiscard]] CodingWeights read_accept_encoding(const FieldValue& field);

/// The representation to send: of those the client weighs highest, the smallest. Identity when nothing that is there is
/// acceptable: a body the client may be able to read beats a 406. `offered` has identity.
[[nodiscard]] const resource::Representation& choose(
    const std::array<std::optional<resource::Representation>, resource::all_codings.size()>& offered,
    const FieldValue& accept_encoding);

}  // namespace citefeed::http
