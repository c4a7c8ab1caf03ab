// Whatever a client calls itself: the name is harmless, short and read from the front; the number is one that people
// can be.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "subscribers/user_agent.hpp"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

bool is_harmless(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9') || c == ' ' || c == '.' || c == '-' || c == '_';
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view field{reinterpret_cast<const char*>(data), size};
  const auto agent = citefeed::subscribers::read_user_agent(field);
  require(!agent.software.empty() && agent.software.size() <= 40);
  require(std::all_of(agent.software.begin(), agent.software.end(), is_harmless));
  require(agent.software.front() != ' ' && agent.software.back() != ' ');
  if (!agent.announced) return 0;
  require(*agent.announced < 1'000'000'000 && !agent.is_crawler);
  // A number that is announced stands in the field.
  require(std::any_of(field.begin(), field.end(), [](char c) { return c >= '0' && c <= '9'; }));
  return 0;
}
