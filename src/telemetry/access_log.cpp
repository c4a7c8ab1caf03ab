#include "telemetry/access_log.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.hpp"

namespace citefeed::telemetry {
namespace {

constexpr unsigned ipv4_prefix_bits = 24;
constexpr unsigned ipv6_prefix_bits = 48;

/// Where the host begins in an address "scheme://user@host/…"; where the scheme ended when nobody is named.
struct Authority {
  std::size_t begin = 0;
  std::size_t host = 0;
};

Authority find_authority(std::string_view address) {
  const std::size_t slashes = address.find("//");
  // Before the first of these the scheme ends, or there is none: "/a//b@c" is a path.
  const bool has_authority = slashes != std::string_view::npos && address.find_first_of("/?#") == slashes;
  if (!has_authority) return {};
  const std::size_t begin = slashes + 2;
  const std::string_view authority = address.substr(begin, address.substr(begin).find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  return {.begin = begin, .host = at == std::string_view::npos ? begin : begin + at + 1};
}

void append_query(std::string& out, std::string_view query) {
  out += '?';
  while (!query.empty()) {
    const std::size_t end = std::min(query.find_first_of("&;"), query.size());
    const std::string_view parameter = query.substr(0, end);
    const std::size_t equals = parameter.find('=');
    if (equals != std::string_view::npos) out += parameter.substr(0, equals + 1);
    if (!parameter.empty()) out += '*';
    if (end < query.size()) out += query[end];
    query.remove_prefix(std::min(end + 1, query.size()));
  }
}

}  // namespace

std::string to_string(ClientDetail detail) {
  switch (detail) {
    case ClientDetail::none:
      return "none";
    case ClientDetail::prefix:
      return "prefix";
    case ClientDetail::full:
      break;
  }
  return "full";
}

std::optional<ClientDetail> parse_client_detail(std::string_view text) {
  for (const auto detail : {ClientDetail::none, ClientDetail::prefix, ClientDetail::full}) {
    if (text == to_string(detail)) return detail;
  }
  return std::nullopt;
}

IpAddress coarse_network(const IpAddress& client) {
  return network_of(client, ipv4_prefix_bits, ipv6_prefix_bits);
}

std::string logged_client(const IpAddress& client, ClientDetail detail) {
  if (detail == ClientDetail::none || !client.is_known()) return "-";
  return to_string(detail == ClientDetail::full ? client : coarse_network(client));
}

void append_redacted(std::string& out, std::string_view address) {
  address = address.substr(0, address.find('#'));
  const auto [begin, host] = find_authority(address);
  const std::size_t query = std::min(address.find('?', host), address.size());
  out += address.substr(0, begin);
  out += address.substr(host, query - host);
  if (query < address.size()) append_query(out, address.substr(query + 1));
}

namespace {

bool is_plain_ascii(char c) {
  return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/// The bytes of the character at the front of `text`, which is valid UTF-8.
std::size_t character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

/// One character beyond ASCII: escaped when a terminal or an old JavaScript would not take it as text.
void append_character(std::string& out, std::string_view character) {
  const bool is_c1 = character.size() == 2 && character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
  if (is_c1) {
    fmt::format_to(std::back_inserter(out), "\\u00{:02x}", static_cast<unsigned char>(character[1]));
  } else if (character == "\xE2\x80\xA8") {
    out += "\\u2028";
  } else if (character == "\xE2\x80\xA9") {
    out += "\\u2029";
  } else {
    out += character;
  }
}

/// Adds `text`, which is valid UTF-8.
void append_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t bytes = character_bytes(text);
    if (is_plain_ascii(c)) {
      out += c;
    } else if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else if (bytes == 1) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      append_character(out, text.substr(0, bytes));
    }
    text.remove_prefix(bytes);
  }
}

template <std::size_t most>
const char* cut_mark(const ShortText<most>& text) {
  return text.is_cut() ? "..." : "";
}

/// `text` as the record has it, marked where it was cut.
template <std::size_t most>
std::string redacted(const ShortText<most>& text) {
  std::string out;
  append_redacted(out, text.view());
  return out + cut_mark(text);
}

template <std::size_t most>
std::string marked(const ShortText<most>& text) {
  return std::string{text.view()} + cut_mark(text);
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  fmt::format_to(std::back_inserter(out), ",\"{}\":", name);
  append_json_string(out, text);
}

}  // namespace

std::string to_string(AccessFormat format) {
  return format == AccessFormat::json ? "json" : "combined";
}

std::optional<AccessFormat> parse_access_format(std::string_view text) {
  if (text == "json") return AccessFormat::json;
  if (text == "combined") return AccessFormat::combined;
  return std::nullopt;
}

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  const bool is_plain = std::all_of(text.begin(), text.end(), is_plain_ascii);
  while (!text.empty()) {
    const std::size_t valid = is_plain ? text.size() : first_invalid_utf8(text).value_or(text.size());
    is_plain ? static_cast<void>(out += text) : append_escaped(out, text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(1);
  }
  out += '"';
}

void append_combined_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (is_plain_ascii(c)) {
      out += c;
    } else if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  out += '"';
}

void LineWriter::append(std::string& out, const Record& record) {
  style_.format == AccessFormat::json ? append_json(out, record) : append_combined(out, record);
}

const std::string& LineWriter::time_of(Instant at) {
  if (written_ != at) {
    written_ = at;
    written_text_ = style_.format == AccessFormat::json ? to_rfc3339(at) : to_log_time(at);
  }
  return written_text_;
}

void LineWriter::append_json(std::string& out, const Record& record) {
  const auto to = std::back_inserter(out);
  fmt::format_to(to, R"({{"time":"{}")", time_of(record.at));
  if (style_.client != ClientDetail::none) {
    fmt::format_to(to, R"(,"client":"{}")", logged_client(record.client, style_.client));
  }
  append_member(out, "method", marked(record.method_name));
  append_member(out, "target", redacted(record.target));
  fmt::format_to(to, R"(,"version":"1.{}","status":{},"bytes":{})", record.minor_version,
                 static_cast<unsigned>(record.status), record.body_bytes);
  if (record.coding) fmt::format_to(to, R"(,"coding":"{}")", to_token(*record.coding));
  fmt::format_to(to, R"(,"microseconds":{})",
                 std::chrono::duration_cast<std::chrono::microseconds>(record.duration).count());
  append_member(out, "referer", redacted(record.referer));
  append_member(out, "user_agent", marked(record.user_agent));
  out += "}\n";
}

void LineWriter::append_combined(std::string& out, const Record& record) {
  const auto text_or_dash = [&](const std::string& text) { append_combined_string(out, text.empty() ? "-" : text); };
  fmt::format_to(std::back_inserter(out), "{} - - [{}] ", logged_client(record.client, style_.client),
                 time_of(record.at));
  const std::string method = marked(record.method_name);
  text_or_dash(method.empty() ? ""
                              : fmt::format("{} {} HTTP/1.{}", method, redacted(record.target), record.minor_version));
  fmt::format_to(std::back_inserter(out), " {} {} ", static_cast<unsigned>(record.status), record.body_bytes);
  text_or_dash(redacted(record.referer));
  out += ' ';
  text_or_dash(marked(record.user_agent));
  out += '\n';
}

bool is_access_log_destination(std::string_view text) {
  return text == "off" || text == "stdout" || text == "journal" || text.find('/') != std::string_view::npos;
}

bool is_file(const AccessLogConfig& config) {
  return config.to.find('/') != std::string::npos;
}

Outcome<std::unique_ptr<LineOutput>> open_output(const AccessLogConfig& config) {
  if (config.to == "stdout") return open_standard_output();
  return config.to == "journal" ? open_journal() : open_log_file(config.to);
}

AccessLog::AccessLog(std::unique_ptr<LineOutput> output, LineStyle style, Log& log)
    : output_(std::move(output)), writer_(style), log_(log), losses_(log, "access_log_dropped") {}

void AccessLog::take(const Record& record) {
  line_.clear();
  writer_.append(line_, record);
  output_->add(line_) ? lines_.add(1) : dropped_.add(1);
}

void AccessLog::settle(Instant now) {
  if (must_reopen_.exchange(false)) output_->reopen();
  report_trouble(output_->flush());
  losses_.look(dropped_.get(), now);
}

void AccessLog::finish(Instant now) {
  dropped_.add(output_->finish());
  losses_.report(dropped_.get(), now);
}

void AccessLog::write(Exposition& exposition) const {
  exposition.begin("citefeed_access_log_lines_total", "counter", "Lines taken into the access log");
  exposition.sample(static_cast<double>(lines_.get()));
  exposition.begin("citefeed_access_log_dropped_total", "counter",
                   "Lines of the access log that were lost because it could not be written");
  exposition.sample(static_cast<double>(dropped_.get()));
}

/// Once when it begins and once when it is over.
void AccessLog::report_trouble(const std::string& trouble) {
  const bool is_trouble = !trouble.empty();
  if (is_trouble == is_in_trouble_) return;
  is_in_trouble_ = is_trouble;
  if (is_trouble) {
    log_.write("access_log_failed", {{.key = "error", .value = trouble}});
  } else {
    log_.write("access_log_resumed", {});
  }
}

}  // namespace citefeed::telemetry
