// Whatever a client sends: a line of the access log is one line, JSON parses, combined format has its nine fields.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "telemetry/access_log.hpp"

namespace {

using namespace citefeed::telemetry;  // NOLINT(google-build-using-namespace)

void require(bool condition) {
  if (!condition) std::abort();
}

/// The part of `rest` before the next '\n', which is taken off.
std::string_view take_part(std::string_view& rest) {
  const std::string_view part = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

std::string line_of(const Record& record, AccessFormat format) {
  std::string out;
  LineWriter{{.format = format, .client = ClientDetail::full}}.append(out, record);
  require(out.find('\n') == out.size() - 1);
  for (std::size_t i = 0; i + 1 < out.size(); ++i)
    require(static_cast<unsigned char>(out[i]) >= 0x20 && out[i] != 0x7F);
  return out;
}

void check_json(const std::string& line) {
  require(!citefeed::first_invalid_utf8(line));
  const auto value = boost::json::parse(line);
  require(value.as_object().at("status").as_int64() == 200);
}

/// A field in quotation marks, with backslashes before those within; takes it off `line`.
void take_quoted(std::string_view& line) {
  require(line.starts_with('"'));
  std::size_t at = 1;
  while (at < line.size() && line[at] != '"') at += line[at] == '\\' ? 2 : 1;
  require(at < line.size());
  line.remove_prefix(at + 1);
}

void check_combined(std::string_view line) {
  constexpr std::string_view before = "- - - [01/Jan/1970:00:00:00 +0000] ";
  constexpr std::string_view between = " 200 0 ";
  require(line.starts_with(before));
  line.remove_prefix(before.size());
  take_quoted(line);
  require(line.starts_with(between));
  line.remove_prefix(between.size());
  take_quoted(line);
  require(line.starts_with(' '));
  line.remove_prefix(1);
  take_quoted(line);
  require(line == "\n");
}

/// No value of a query survives: parts of the address after '=' are stars.
void check_redacted(std::string_view address) {
  std::string out;
  append_redacted(out, address);
  const std::size_t query = out.find('?');
  if (query == std::string::npos) return;
  for (std::size_t at = out.find('=', query); at != std::string::npos; at = out.find('=', at + 1)) {
    require(at + 1 < out.size() && out[at + 1] == '*');
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest{reinterpret_cast<const char*>(data), size};
  Record record;
  record.method_name.assign(take_part(rest));
  record.target.assign(take_part(rest));
  record.referer.assign(take_part(rest));
  record.user_agent.assign(rest);
  check_json(line_of(record, AccessFormat::json));
  check_combined(line_of(record, AccessFormat::combined));
  check_redacted(record.target.view());
  check_redacted(record.referer.view());
  return 0;
}
