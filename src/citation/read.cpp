#include "citation/read.hpp"

#include <array>
#include <utility>

#include "base/utf8.hpp"

namespace citefeed::citation {
namespace {

/// What 0x80 to 0x9f are in Windows-1252; the five that it leaves free are replacement characters.
constexpr std::array<const char*, 32> windows_1252 = {
    "€",      "\ufffd", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\ufffd", "Ž", "\ufffd",
    "\ufffd", "‘",      "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\ufffd", "ž", "Ÿ"};

std::string from_windows_1252(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value < 0xa0U) return windows_1252[value - 0x80U];
  return {static_cast<char>(0xc0U | (value >> 6U)), static_cast<char>(0x80U | (value & 0x3fU))};
}

std::string hexadecimal(char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', digits[value >> 4U], digits[value & 15U]};
}

}  // namespace

CitationFile::CitationFile(std::string_view bytes, std::string name) : name_(std::move(name)) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    diagnostics_.push_back({.file = name_, .message = "expected a file in UTF-8, found UTF-16"});
    return;
  }
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  repair_encoding(bytes);
  repair_control_characters();
}

void CitationFile::repair_encoding(std::string_view bytes) {
  text_.reserve(bytes.size());
  bool reported = false;
  while (const auto invalid = first_invalid_utf8(bytes)) {
    text_ += bytes.substr(0, *invalid);
    const char byte = bytes[*invalid];
    if (!std::exchange(reported, true))
      report(text_.size(), Severity::warning,
             "expected UTF-8, found the byte " + hexadecimal(byte) + "; read as Windows-1252");
    text_ += from_windows_1252(byte);
    bytes.remove_prefix(*invalid + 1);
  }
  text_ += bytes;
}

void CitationFile::repair_control_characters() {
  auto control = first_control_character(text_);
  if (!control) return;
  report(*control, Severity::warning,
         "expected text, found the control character " + hexadecimal(text_[*control]) + "; read as a space");
  std::size_t from = 0;
  while (control) {
    from += *control;
    text_[from] = ' ';
    control = first_control_character(std::string_view(text_).substr(from));
  }
}

void CitationFile::report(std::size_t offset, Severity severity, std::string message) {
  if (diagnostics_.size() > most_diagnostics) return;
  if (diagnostics_.size() == most_diagnostics) {
    message = "there is more to say about this file than is said here";
    severity = Severity::warning;
  }
  move_to(offset);
  diagnostics_.push_back({.file = name_,
                          .line = position_.line,
                          .column = static_cast<std::uint32_t>(offset - position_.line_begin + 1),
                          .severity = severity,
                          .message = std::move(message)});
}

/// A line ends in LF, CRLF or CR alone.
void CitationFile::move_to(std::size_t offset) {
  if (offset < position_.offset) position_ = {};
  for (auto at = position_.offset; at < offset; ++at) {
    const bool ends_line =
        text_[at] == '\n' || (text_[at] == '\r' && (at + 1 >= text_.size() || text_[at + 1] != '\n'));
    if (!ends_line) continue;
    ++position_.line;
    position_.line_begin = at + 1;
  }
  position_.offset = offset;
}

std::string in_quotes(std::string_view found) {
  constexpr std::size_t longest = 40;
  const auto shown = truncate_graphemes(found, longest);
  return "\"" + std::string(shown) + (shown.size() < found.size() ? "…\"" : "\"");
}

}  // namespace citefeed::citation
