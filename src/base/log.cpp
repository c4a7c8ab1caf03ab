#include "base/log.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace citefeed {
namespace {

/// True for the bytes of C0 and C1 control characters (U+0080 to U+009F are C2 80 to C2 9F in UTF-8), and for every
/// byte beyond ASCII in a value that is not UTF-8: none of them is for a terminal to interpret.
bool needs_escape(std::string_view value, std::size_t at, bool is_utf8) {
  const auto byte = [&](std::size_t index) {
    return index < value.size() ? static_cast<unsigned char>(value[index]) : 0U;
  };
  const auto is_c1 = [&](std::size_t lead) {
    return byte(lead) == 0xC2 && byte(lead + 1) >= 0x80 && byte(lead + 1) < 0xA0;
  };
  if (byte(at) < 0x20 || byte(at) == 0x7F) return true;
  if (byte(at) >= 0x80 && !is_utf8) return true;
  return is_c1(at) || (at > 0 && is_c1(at - 1));
}

std::string escape(std::string_view value) {
  const bool is_utf8 = !first_invalid_utf8(value);
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '"' || value[at] == '\\') out += '\\';
    if (needs_escape(value, at, is_utf8)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(value[at]));
    } else {
      out += value[at];
    }
  }
  return out;
}

std::string quote_if_needed(const std::string& value) {
  const std::string escaped = escape(value);
  const bool is_plain = !value.empty() && escaped == value && value.find_first_of(" =") == std::string::npos;
  return is_plain ? value : '"' + escaped + '"';
}

}  // namespace

std::string to_log_line(std::string_view event, std::initializer_list<LogField> fields) {
  std::string line = fmt::format("event={}", event);
  for (const LogField& field : fields) {
    line += fmt::format(" {}={}", field.key, quote_if_needed(field.value));
  }
  return line;
}

}  // namespace citefeed
