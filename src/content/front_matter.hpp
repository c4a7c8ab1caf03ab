/// Parts a post's text into its front matter and its body, and reads the values that fields have in common.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "content/report.hpp"
#include "content/yaml.hpp"
#include "model/atom_constructs.hpp"

namespace citefeed::content {

inline constexpr std::size_t max_front_matter_bytes = std::size_t{128} << 10U;

struct PostParts {
  std::string_view front_matter = {};   ///< YAML, without its "---" lines
  std::string_view body = {};           ///< Markdown
  std::uint32_t front_matter_line = 2;  ///< on which `front_matter` begins
  std::uint32_t body_line = 0;          ///< on which `body` begins
};

/// Parts `text` (LF line ends) at the line "---" it must begin with and the next line "---" or "...". White space at
/// the end of these lines is allowed. Nothing, and an error, when one of them is missing or the front matter is too
/// long.
[[nodiscard]] std::optional<PostParts> split_front_matter(std::string_view text, Report& report);

// Kinds of values that several files write the same way: dates and DOIs.

/// The moment that `node` writes as parse_date() reads it; an error and nothing when it is none.
[[nodiscard]] std::optional<Instant> read_date(const yaml::Node& node, const TimeZone& zone, Report& report);

/// True or false as `node` says it; an error and nothing when it says neither.
[[nodiscard]] std::optional<bool> read_flag(const yaml::Node& node, Report& report);

/// The old address that `node` writes as parse_old_address() reads it; an error and nothing when it is none.
[[nodiscard]] std::optional<std::string> read_old_address(const yaml::Node& node, Report& report);

/// The bare DOI in `node`, in any form that citation::parse_doi() knows; an error and nothing when there is none.
[[nodiscard]] std::optional<std::string> read_doi(const yaml::Node& node, Report& report);

// Finds topics and research types by whatever people call them.

/// The category called `name`: by slug, else by label, else by alias, and then without regard to letter case and
/// kinds of spaces, hyphens and apostrophes; null when none is.
[[nodiscard]] const model::Category* find_by_name(const std::vector<model::Category>& categories,
                                                  std::string_view name);

/// Reads a list of names of `categories` into slugs, each once, in the order written. An unknown name is an error with
/// the nearest slug or label. `what` names one of them: "a topic of feeds/topics.yaml".
[[nodiscard]] std::vector<std::string> read_categories(const yaml::Node& node,
                                                       const std::vector<model::Category>& categories,
                                                       std::string_view what, Report& report);

}  // namespace citefeed::content
