/// The text of a source file: encoding and line ends, before anything is understood of it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "content/report.hpp"

namespace citefeed::content {

/// Reads `bytes` as UTF-8 text. A byte order mark is taken off, and CRLF and CR become LF, without a word. Bytes that
/// are not UTF-8 and characters that may not stand in a feed are errors, named once each with their number; they are
/// replaced byte for byte, so that everything else can still be read and columns stay right. Nothing when it is not
/// text in UTF-8 at all (UTF-16). Linear time.
[[nodiscard]] std::optional<std::string> read_source(std::string_view bytes, Report& report);

/// The line and column (in bytes) of `offset` in `text`, whose lines end in LF.
[[nodiscard]] Position position_of(std::string_view text, std::size_t offset);

/// A character that must not reach a feed: C0 controls other than tab and line feed, DEL, C1 controls, U+FFFE and
/// U+FFFF (XML 1.0, 2.2, "Char" and its note).
struct ForbiddenCharacter {
  std::size_t offset = 0;
  std::size_t size_bytes = 0;
  std::uint32_t code_point = 0;
};

/// The first one in `text` (valid UTF-8) at or after `from`; nothing when there is none.
[[nodiscard]] std::optional<ForbiddenCharacter> first_forbidden_character(std::string_view text, std::size_t from = 0);

/// Replaces every forbidden character with as many spaces as it has bytes.
void blank_forbidden_characters(std::string& text);

/// `text` with runs of white space (space, tab, line ends) as one space, and none at either end.
[[nodiscard]] std::string single_line(std::string_view text);

}  // namespace citefeed::content
