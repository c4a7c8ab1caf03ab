/// A small, safe part of YAML: scalars, lists and mappings with the place of each, without aliases, anchors and tags.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/report.hpp"

namespace citefeed::content::yaml {

enum class Kind : std::uint8_t { scalar, list, mapping };

struct Node {
  Kind kind = Kind::scalar;
  std::string text = {};  ///< a scalar's value, always as text: what a key's values mean is for the reader of the key
  bool quoted = false;    ///< a scalar written in quotes or as a block
  Position position = {};
  std::string key = {};  ///< its key, when it is a member of a mapping
  Position key_position = {};
  std::vector<Node> children = {};  ///< a list's items; a mapping's values, in the order written

  /// True for nothing, "~" and "null" written plainly (YAML 1.2.2, 10.2.1.1).
  [[nodiscard]] bool is_null() const;
};

struct Limits {
  std::size_t depth = 16;
  std::size_t nodes = 2000;
};

/// Reads one document. `first_line` is the line of the file on which `text` (valid UTF-8, LF) begins; positions are the
/// file's. Errors of syntax, doubled keys, aliases, anchors, tags, control characters and whatever exceeds `limits` are
/// reported as errors. Nothing when the document could not be read to its end; an empty document is a null scalar.
[[nodiscard]] std::optional<Node> parse(std::string_view text, std::uint32_t first_line, const Limits& limits,
                                        Report& report);

/// "a list", "a mapping", "nothing" or the scalar in quotation marks, for messages.
[[nodiscard]] std::string describe(const Node& node);

/// The value of `key` in `mapping`; null when there is none or it is a YAML null.
[[nodiscard]] const Node* find(const Node& mapping, std::string_view key);

/// Complains of each key of `mapping` that is not in `known`, with the nearest that is.
void check_keys(const Node& mapping, const std::vector<std::string_view>& known, Severity severity, Report& report);

/// The scalar's text on one line; an error `expected WHAT, found …` and nothing when it is a list, a mapping or empty.
[[nodiscard]] std::optional<std::string> read_text(const Node& node, std::string_view what, Report& report);

/// The items of a list, or the one scalar itself; a mapping is an error `expected WHAT, found a mapping`.
[[nodiscard]] std::vector<const Node*> read_list(const Node& node, std::string_view what, Report& report);

/// A whole number from `least` to `most`; an error and nothing when it is anything else.
[[nodiscard]] std::optional<std::size_t> read_number(const Node& node, std::size_t least, std::size_t most,
                                                     Report& report);

}  // namespace citefeed::content::yaml
