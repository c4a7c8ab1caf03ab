/// A post as linked data for search engines and reference managers (schema.org, JSON-LD 1.1).
#pragma once
#include <string>

#include "model/definitions.hpp"
#include "model/entry.hpp"

namespace citefeed::render {

/// A BlogPosting that is a Review of the articles it summarises. Safe inside a script element: no "<" in it.
[[nodiscard]] std::string json_ld(const model::Entry& entry, const model::SiteDefinition& site);

}  // namespace citefeed::render
