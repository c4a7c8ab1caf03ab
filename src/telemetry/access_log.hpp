/// The access log: one line for each answer, without what would tell of a person, written beside the server and never
/// in its way.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "base/ip_address.hpp"
#include "base/log.hpp"
#include "telemetry/metrics.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::telemetry {

// What a log may tell of addresses: where something was asked for, not the secrets in it.

/// How much of a client's address is logged.
enum class ClientDetail : std::uint8_t { none, prefix, full };

/// "none", "prefix", "full"; and back, nothing when `text` is none of these.
[[nodiscard]] std::string to_string(ClientDetail detail);
[[nodiscard]] std::optional<ClientDetail> parse_client_detail(std::string_view text);

/// The network a client is in, as coarse as it may be known beyond the moment: an IPv4 /24 or an IPv6 /48.
[[nodiscard]] IpAddress coarse_network(const IpAddress& client);

/// The client as it is logged: "-", the network it is in ("192.0.2.0" for a /24, "2001:db8:1::" for a /48), or its
/// address.
[[nodiscard]] std::string logged_client(const IpAddress& client, ClientDetail detail);

/// Adds `address` (a request target or a referring URI) to `out` with each value of its query as "*", and whatever in
/// the query has no name; without a fragment, and without the user and password before the host. Names stay: they tell
/// "?utm_source=*" from "?token=*".
void append_redacted(std::string& out, std::string_view address);

// How one answer is written in an access log.

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

// Where the lines go: standard output, a file, the journal. None of them makes its caller wait.

/// One thread.
class LineOutput {
 public:
  LineOutput() = default;
  LineOutput(const LineOutput&) = delete;
  LineOutput& operator=(const LineOutput&) = delete;
  virtual ~LineOutput() = default;

  /// Takes `line`, which ends in its only line feed; false when there is no room for it now and it is lost.
  [[nodiscard]] virtual bool add(std::string_view line) = 0;
  /// Passes on what it holds, as far as that goes without waiting. What is wrong, as half a sentence; empty when
  /// nothing is, or when only a slow reader must be waited for.
  [[nodiscard]] virtual std::string flush() = 0;
  /// Takes what stands under the file's name now.
  virtual void reopen() = 0;
  /// The last flush(), which gives a slow reader a second. How many lines are lost for ever.
  [[nodiscard]] virtual std::uint64_t finish() = 0;
};

/// Of lines that wait for a slow reader or a full disk; above, further ones are lost.
inline constexpr std::size_t most_pending_bytes = std::size_t{1} << 20U;

/// Standard output, which is left open. Without value: why it cannot be had.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_standard_output();

/// The file `path`, made where it is not there (mode 0640) and written at its end. When another file stands under that
/// name, or none, flush() turns to that within a second (logrotate's "create" and plain renaming). Without value: why
/// it cannot be opened.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_log_file(const std::string& path);

/// The journal, by its native protocol (systemd, "Native Journal Protocol"): one datagram a line, with the fields
/// MESSAGE, PRIORITY and SYSLOG_IDENTIFIER. `socket` is a path. Without value: why it cannot be had.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_journal(
    const std::string& socket = "/run/systemd/journal/socket");

struct AccessLogConfig {
  std::string to = "off";  ///< "off", "stdout", "journal", or the path of a file
  LineStyle style = {};
};

/// True for what `AccessLogConfig::to` may be: one of its words, or a path, which has a '/' in it so that a word that
/// is misspelt becomes no file.
[[nodiscard]] bool is_access_log_destination(std::string_view text);
[[nodiscard]] bool is_file(const AccessLogConfig& config);

/// The output that `config` names, which is not "off". Without value: why it cannot be had.
[[nodiscard]] Outcome<std::unique_ptr<LineOutput>> open_output(const AccessLogConfig& config);

/// What cannot be written waits a little and is then lost, counted and reported; the server is served on.
class AccessLog final : public RecordReader, public MetricSource {
 public:
  /// `log` is the operator's; it must outlive this.
  AccessLog(std::unique_ptr<LineOutput> output, LineStyle style, Log& log);

  void take(const Record& record) override;
  void settle(Instant now) override;
  void finish(Instant now) override;
  /// Makes the next settle() open the file again. From any thread.
  void reopen() { must_reopen_ = true; }
  /// From any thread.
  void write(Exposition& exposition) const override;

 private:
  void report_trouble(const std::string& trouble);

  std::unique_ptr<LineOutput> output_;
  LineWriter writer_;
  Log& log_;
  std::string line_ = {};
  Counter lines_ = {};
  Counter dropped_ = {};
  LossReport losses_;
  bool is_in_trouble_ = false;
  std::atomic<bool> must_reopen_ = false;
};

}  // namespace citefeed::telemetry
