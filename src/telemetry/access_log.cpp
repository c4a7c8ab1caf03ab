#include "telemetry/access_log.hpp"

#include <utility>

namespace citefeed::telemetry {

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
