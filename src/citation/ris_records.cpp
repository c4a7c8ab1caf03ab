#include "citation/ris_records.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/utf8.hpp"
#include "citation/characters.hpp"

namespace citefeed::citation {
namespace {

bool is_tag_character(char byte) {
  return is_ascii_upper(byte) || is_digit(byte);
}

struct TaggedLine {
  std::string_view tag = {};
  std::string_view value = {};
};

/// "AU  - Doe, J."; one space before the hyphen and none after it will do.
std::optional<TaggedLine> read_tag(std::string_view line) {
  if (line.size() < 4 || !is_ascii_upper(line[0]) || !is_tag_character(line[1])) return std::nullopt;
  const auto hyphen = line.find_first_not_of(' ', 2);
  const bool tagged = hyphen != std::string_view::npos && hyphen >= 3 && hyphen <= 4 && line[hyphen] == '-' &&
                      (hyphen + 1 == line.size() || line[hyphen + 1] == ' ' || hyphen == 4);
  if (!tagged) return std::nullopt;
  return TaggedLine{.tag = line.substr(0, 2), .value = trim(line.substr(hyphen + 1))};
}

class RecordSplitter final {
 public:
  explicit RecordSplitter(CitationFile& file) : file_(file) {}

  std::vector<RisRecord> split() {
    const auto text = file_.text();
    std::size_t begin = 0;
    while (begin < text.size()) {
      const auto end = std::min(text.find_first_of("\r\n", begin), text.size());
      read_line(begin, text.substr(begin, end - begin));
      begin = end + 1;
    }
    if (open_) warn_of_missing_end(text.size(), "the end of the file");
    return std::move(records_);
  }

 private:
  void warn(std::size_t offset, std::string message) { file_.report(offset, Severity::warning, std::move(message)); }

  void warn_of_missing_end(std::size_t offset, const std::string& found) {
    warn(offset, "expected \"ER  - \" at the end of this record, found " + found);
  }

  void read_line(std::size_t offset, std::string_view line) {
    if (trim(line).empty()) return;
    const auto tagged = read_tag(line);
    if (!tagged) {
      continue_value(offset, line);
    } else if (tagged->tag == "TY") {
      if (open_) warn_of_missing_end(offset, "the next one");
      begin_record(offset, tagged->value);
    } else if (tagged->tag == "ER") {
      open_ = false;
    } else if (open_) {
      records_.back().fields.push_back(
          {.tag = std::string(tagged->tag), .value = normalise_space(tagged->value), .offset = offset});
    } else {
      warn_of_stray_line(offset, line);
    }
  }

  void begin_record(std::size_t offset, std::string_view type) {
    std::string name(type);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char letter) { return is_ascii_lower(letter) ? static_cast<char>(letter - 'a' + 'A') : letter; });
    records_.push_back({.type = std::move(name), .offset = offset});
    open_ = true;
  }

  void continue_value(std::size_t offset, std::string_view line) {
    if (!open_ || records_.back().fields.empty()) return warn_of_stray_line(offset, line);
    auto& value = records_.back().fields.back().value;
    const auto more = normalise_space(line);
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
  }

  /// Databases put a few lines about themselves before the first record; one warning is enough for them.
  void warn_of_stray_line(std::size_t offset, std::string_view line) {
    if (std::exchange(warned_of_stray_line_, true)) return;
    warn(offset, "expected \"TY  - \", with which a record begins, found " + quoted(trim(line)) + "; passed over");
  }

  CitationFile& file_;
  std::vector<RisRecord> records_ = {};
  bool open_ = false;
  bool warned_of_stray_line_ = false;
};

}  // namespace

std::vector<RisRecord> split_ris_records(CitationFile& file) {
  return RecordSplitter(file).split();
}

}  // namespace citefeed::citation
