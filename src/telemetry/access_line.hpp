/// How one answer is written in an access log.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "telemetry/discreet.hpp"
#include "telemetry/record.hpp"

namespace citefeed::telemetry {

enum class AccessFormat : std::uint8_t {
  json,      ///< one object a line
  combined,  ///< NCSA's combined format, as Apache and nginx write it
};

/// "json", "combined"; and back, nothing when `text` is neither.
[[nodiscard]] std::string to_string(AccessFormat format);
[[nodiscard]] std::optional<AccessFormat> parse_access_format(std::string_view text);

struct LineStyle {
  AccessFormat format = AccessFormat::json;
  ClientDetail client = ClientDetail::prefix;
};

/// Writes lines; keeps the written second, which most lines share. One thread.
class LineWriter final {
 public:
  explicit LineWriter(LineStyle style) : style_(style) {}
  /// Adds the line of `record` to `out`, ended by a line feed. Whatever a client sent is escaped, so that a line is one
  /// line, has its fields and no more, and moves no terminal; what was too long for the record ends in "...".
  void append(std::string& out, const Record& record);

 private:
  void append_json(std::string& out, const Record& record);
  void append_combined(std::string& out, const Record& record);
  [[nodiscard]] const std::string& time_of(Instant at);

  LineStyle style_;
  std::optional<Instant> written_ = {};
  std::string written_text_ = {};
};

/// Adds `text` between quotation marks as JSON (RFC 8259, 7): controls, DEL, C1 controls and the separators U+2028 and
/// U+2029 escaped, each byte that is not UTF-8 replaced by U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Adds `text` between quotation marks as Apache writes it: quotation mark and backslash after a backslash, controls
/// and what is not ASCII as \xHH.
void append_combined_string(std::string& out, std::string_view text);

}  // namespace citefeed::telemetry
