#include "telemetry/exposition.hpp"

#include <fmt/format.h>

namespace citefeed::telemetry {
namespace {

/// As label values are written: backslash, quotation mark and line feed escaped.
std::string escape(std::string_view value) {
  std::string escaped;
  for (const char c : value) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (c == '\\' || c == '"') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace

void Exposition::begin(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void Exposition::sample(double value, std::initializer_list<Label> labels) {
  line("", labels, value);
}

void Exposition::histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts, double sum) {
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    below += counts[i];
    line("_bucket", {{"le", fmt::format("{}", bounds[i])}}, static_cast<double>(below));
  }
  below += counts[bounds.size()];
  line("_bucket", {{"le", "+Inf"}}, static_cast<double>(below));
  line("_sum", {}, sum);
  line("_count", {}, static_cast<double>(below));
}

void Exposition::line(std::string_view suffix, std::initializer_list<Label> labels, double value) {
  text_ += name_;
  text_ += suffix;
  char before = '{';
  for (const auto& [key, text] : labels) {
    text_ += fmt::format("{}{}=\"{}\"", before, key, escape(text));
    before = ',';
  }
  if (labels.size() != 0) text_ += '}';
  text_ += fmt::format(" {}\n", value);
}

}  // namespace citefeed::telemetry
