/// Tells from its words whether a name is a person's or a group's.
#pragma once
#include <cstddef>
#include <string_view>

namespace citefeed::citation {

struct WordCount {
  std::size_t words = 0;
  std::size_t capitals = 0;  ///< words that do not begin with a small letter, as particles do
  bool names_group = false;  ///< no person is called so
  bool has_head = false;     ///< it is a group by itself
  bool small_words = false;
};

/// Linear time.
[[nodiscard]] WordCount count_words(std::string_view text);
WordCount& operator+=(WordCount& count, const WordCount& more);

/// "Carl", "Carl R.", "Mary Ann": given names written out.
[[nodiscard]] bool may_be_given(std::string_view text);

/// "Lambert", "van der Berg".
[[nodiscard]] bool may_be_family(std::string_view text);

}  // namespace citefeed::citation
