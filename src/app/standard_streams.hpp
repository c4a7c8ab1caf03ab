/// Standard input and output as bytes.
#pragma once
#include <cstddef>
#include <string_view>

namespace citefeed::app {

/// Waits for what comes next on standard input and writes it to `buffer`, at most `size` bytes; how many, 0 at the end.
/// Throws std::system_error.
[[nodiscard]] std::size_t read_input(char* buffer, std::size_t size);

/// Writes `bytes` to standard output at once. Throws std::system_error, e.g. when the disk is full.
void write_output(std::string_view bytes);

}  // namespace citefeed::app
