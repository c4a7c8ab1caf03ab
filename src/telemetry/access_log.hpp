/// The access log: one line for each answer, written beside the server and never in its way.
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "base/log.hpp"
#include "base/outcome.hpp"
#include "telemetry/access_line.hpp"
#include "telemetry/counter.hpp"
#include "telemetry/exposition.hpp"
#include "telemetry/log_output.hpp"
#include "telemetry/loss_report.hpp"
#include "telemetry/recorder.hpp"

namespace citefeed::telemetry {

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
