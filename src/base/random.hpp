/// The kernel's chance, for secrets. Nothing that is published may follow from it.
#pragma once
#include <span>

namespace citefeed {

/// Fills `bytes`, at most 256 of them (getrandom(2)). Throws std::system_error.
void fill_with_chance(std::span<char> bytes);

}  // namespace citefeed
