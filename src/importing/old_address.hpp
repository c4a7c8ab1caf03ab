/// Old addresses as aliases, and old identities as ids.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/iri.hpp"
#include "model/definitions.hpp"

namespace citefeed::importing {

/// The alias that answers for `address` (absolute, or a path from the old site's root) once this site stands where the
/// old one was: its path, on this site's host below `base_url`. Nothing when it has a query, is the root, or is no
/// address that content/ takes. A fragment is left off.
[[nodiscard]] std::optional<std::string> alias_of(std::string_view address, const Iri& base_url);

/// `id` as a post's "id" holds it: of a tag: URI that this site made the part that is the post's; else `id` itself when
/// it is an absolute IRI; else nothing.
[[nodiscard]] std::optional<std::string> id_of(std::string_view id, const model::SiteDefinition& site);

/// `text` with "%2F" and the like decoded, for slugs; what is no escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace citefeed::importing
