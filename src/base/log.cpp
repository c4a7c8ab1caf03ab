#include "base/log.hpp"

#include <array>

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

bool is_plain(std::string_view value) {
  if (value.empty() || value.find_first_of(" =\"\\") != std::string_view::npos) return false;
  const bool is_utf8 = !first_invalid_utf8(value);
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (needs_escape(value, at, is_utf8)) return false;
  }
  return true;
}

/// Collects a line in a buffer of fixed size, which is passed on whenever it is full.
class Line final {
 public:
  explicit Line(const TakeLogPiece& take) : take_(take) {}

  void add(char byte) {
    if (used_ == buffer_.size()) pass_on();
    buffer_[used_++] = byte;
  }
  void add(std::string_view text) {
    for (const char byte : text) add(byte);
  }
  void add_quoted(std::string_view value) {
    const bool is_utf8 = !first_invalid_utf8(value);
    add('"');
    for (std::size_t at = 0; at < value.size(); ++at) {
      if (value[at] == '"' || value[at] == '\\') add('\\');
      needs_escape(value, at, is_utf8) ? add_escaped(value[at]) : add(value[at]);
    }
    add('"');
  }
  void pass_on() {
    take_({buffer_.data(), used_});
    used_ = 0;
  }

 private:
  void add_escaped(char byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto number = static_cast<unsigned char>(byte);
    add("\\x");
    add(digits[number / 16]);
    add(digits[number % 16]);
  }

  const TakeLogPiece& take_;
  std::array<char, most_log_piece_bytes> buffer_;  // not initialised beyond `used_`
  std::size_t used_ = 0;
};

}  // namespace

void write_log_line(std::string_view event, std::initializer_list<LogField> fields, const TakeLogPiece& take) {
  Line line{take};
  line.add("event=");
  line.add(event);
  for (const LogField& field : fields) {
    line.add(' ');
    line.add(field.key);
    line.add('=');
    is_plain(field.value) ? line.add(field.value) : line.add_quoted(field.value);
  }
  line.add('\n');
  line.pass_on();
}

std::string to_log_line(std::string_view event, std::initializer_list<LogField> fields) {
  std::string line;
  write_log_line(event, fields, [&line](std::string_view piece) { line += piece; });
  line.pop_back();
  return line;
}

}  // namespace citefeed
