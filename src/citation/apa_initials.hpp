/// Given names as APA style prints them.
#pragma once
#include <string>
#include <string_view>

namespace citefeed::citation {

/// `given` with every name as its initial: "Giorgio A." and "GA" are "G. A.", "Jean-Paul" is "J.-P.", "R.D." is
/// "R. D."; what is abbreviated in another way stays ("Th.", "Yu."), and so do small words ("de").
[[nodiscard]] std::string to_initials(std::string_view given);

}  // namespace citefeed::citation
