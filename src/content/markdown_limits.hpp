/// Finds Markdown that would cost far more to read than its size, before it is read.
#pragma once
#include <cstdint>
#include <string_view>

#include "content/report.hpp"

namespace citefeed::content {

inline constexpr std::size_t max_nesting = 100;      ///< of lists, quotations and emphasis
inline constexpr std::size_t max_indentation = 400;  ///< white space at the start of a line, in bytes
inline constexpr std::size_t max_table_cells = 256;  ///< in one row
inline constexpr std::size_t max_expanded_bytes = std::size_t{16} << 20U;  ///< of link definitions, once for each use

/// What a look at Markdown tells, at a hundredth of the cost of reading it.
enum class Outlook : std::uint8_t {
  shallow,      ///< never nested more than max_nesting levels deep
  may_be_deep,  ///< so much could nest that only reading tells; few posts are like that
  refused,      ///< not to be read
};

/// Looks whether `text` keeps within these limits; the first line of it that does not is an error. Without them
/// cmark-gfm takes time that grows with the square of the size (deep quotations, wide tables), or ends the program when
/// one long link definition is used many times. `first_line` is the line of the file on which `text` begins. Linear
/// time.
[[nodiscard]] Outlook look_at(std::string_view text, std::uint32_t first_line, Report& report);

}  // namespace citefeed::content
