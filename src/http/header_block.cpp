#include "http/header_block.hpp"

namespace citefeed::http {

HeaderBlock find_header_block(std::string_view bytes, std::size_t from) {
  std::size_t line = from;
  for (;;) {
    const std::size_t feed = bytes.find('\n', line);
    if (feed == std::string_view::npos) return {.state = HeaderBlock::State::unfinished, .bytes = line};
    if (feed == line || bytes[feed - 1] != '\r') return {.state = HeaderBlock::State::malformed};
    if (feed == line + 1) return {.state = HeaderBlock::State::complete, .bytes = feed + 1};
    const bool folded = bytes[line] == ' ' || bytes[line] == '\t';
    if (folded) return {.state = HeaderBlock::State::malformed};
    line = feed + 1;
  }
}

}  // namespace citefeed::http
