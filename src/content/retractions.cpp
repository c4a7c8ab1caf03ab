#include "content/retractions.hpp"

#include <csv.h>
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "base/utf8.hpp"
#include "citation/doi.hpp"
#include "citation/pubmed_id.hpp"
#include "content/report.hpp"

namespace citefeed::content {
namespace {

using model::NoticeKind;

enum Column : std::size_t {
  article_doi,
  notice_doi,
  date,
  nature,
  required_count,
  pubmed_id = required_count,
  column_count
};
constexpr std::array<std::string_view, column_count> column_names{"OriginalPaperDOI", "RetractionDOI", "RetractionDate",
                                                                  "RetractionNature", "OriginalPaperPubMedID"};

std::string lower(std::string_view text) {
  return lower_ascii(trim(text));
}

std::optional<NoticeKind> to_kind(std::string_view nature) {
  const std::string name = lower(nature);
  if (name == "retraction") return NoticeKind::retraction;
  if (name == "correction") return NoticeKind::correction;
  if (name == "expression of concern") return NoticeKind::concern;
  if (name == "reinstatement") return NoticeKind::reinstatement;
  return std::nullopt;
}

/// "2/12/2024 0:00" and "2024-02-12" as "2024-02-12"; "" for anything else.
std::string to_iso(std::string_view text) {
  std::vector<int> numbers;
  bool in_number = false;
  for (const char byte : text.substr(0, text.find_first_of(" T"))) {
    if (!is_digit(byte)) {
      in_number = false;
      continue;
    }
    if (!in_number) numbers.push_back(0);
    in_number = true;
    numbers.back() = std::min(numbers.back(), 99999) * 10 + (byte - '0');
  }
  if (numbers.size() != 3) return {};
  if (numbers[0] < 1000) std::rotate(numbers.begin(), numbers.begin() + 2, numbers.end());  // the year was the last
  const auto day = std::chrono::year{numbers[0]} / numbers[1] / numbers[2];
  return day.ok() && numbers[0] <= 9999 ? to_iso_date(day) : std::string{};
}

/// Whether what follows a semicolon is the next of a list. DOIs of old Wiley journals have semicolons of their own
/// ("10.1002/(SICI)1097-4679(199901)55:1<1::AID-JCLP1>3.0.CO;2-X").
bool begins_identifier(std::string_view text) {
  const std::string start = lower(text.substr(0, text.find(';')));
  const auto begins_with = [&start](std::string_view word) { return start.starts_with(word); };
  constexpr std::array<std::string_view, 4> beginnings{"10.", "http", "doi", "unavailable"};
  return start.empty() || std::any_of(beginnings.begin(), beginnings.end(), begins_with);
}

/// Where the first of the list `field` ends.
std::size_t end_of_first(std::string_view field) {
  auto end = field.find(';');
  while (end != std::string_view::npos && !begins_identifier(field.substr(end + 1))) end = field.find(';', end + 1);
  return std::min(end, field.size());
}

/// The DOIs of a field.
std::vector<std::string> dois_in(std::string_view field) {
  std::vector<std::string> dois;
  while (true) {
    const auto end = end_of_first(field);
    const std::string_view part = trim(field.substr(0, end));
    if (!first_invalid_utf8(part)) {
      if (auto doi = citation::parse_doi(part)) dois.push_back(*std::move(doi));
    }
    if (end == field.size()) return dois;
    field.remove_prefix(end + 1);
  }
}

/// Takes the fields of the file one after another, as libcsv finds them.
class Rows final {
 public:
  void take_field(std::string_view field) {
    if (is_header_) {
      header_.push_back(lower(header_.empty() && field.starts_with("\xEF\xBB\xBF") ? field.substr(3) : field));
    } else {
      const auto wanted = std::find(places_.begin(), places_.end(), field_);
      if (wanted != places_.end()) row_[static_cast<std::size_t>(wanted - places_.begin())] = field;
    }
    ++field_;
  }

  void end_row() {
    if (is_header_) {
      find_columns();
      is_header_ = false;
    } else {
      add_record();
    }
    for (std::string& field : row_) field.clear();
    field_ = 0;
    ++count_;
  }
  [[nodiscard]] std::size_t count() const { return count_; }

  [[nodiscard]] Outcome<Retractions> finish(const std::string& file) {
    Outcome<Retractions> outcome;
    std::string missing;
    for (std::size_t column = 0; column < required_count; ++column) {
      if (places_[column] == nowhere) missing += (missing.empty() ? "" : ", ") + std::string{column_names[column]};
    }
    if (!missing.empty()) {
      outcome.diagnostics.push_back(
          {.file = file,
           .line = 1,
           .message = fmt::format("expected the columns of the Retraction Watch database, found no {}", missing)});
      return outcome;
    }
    for (const auto& [name, rows] : unknown_) {
      outcome.diagnostics.push_back(
          {.file = file,
           .severity = Severity::warning,
           .message = fmt::format(
               "expected Retraction, Correction, Expression of concern or Reinstatement, found {} in {} rows",
               in_quotes(name), rows)});
    }
    outcome.value = std::move(retractions_);
    return outcome;
  }

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  void find_columns() {
    for (std::size_t column = 0; column < column_count; ++column) {
      const auto found = std::find(header_.begin(), header_.end(), lower(column_names[column]));
      if (found != header_.end()) places_[column] = static_cast<std::size_t>(found - header_.begin());
    }
  }

  void add_record() {
    auto articles = dois_in(row_[article_doi]);
    std::string number = citation::parse_pubmed_id(row_[pubmed_id]);
    if (articles.empty() && number.empty()) return;
    if (articles.empty()) articles.emplace_back();
    const auto kind = to_kind(row_[nature]);
    if (!kind) {
      if (const std::string& name = row_[nature]; unknown_.size() < most_unknown && !first_invalid_utf8(name))
        ++unknown_[name];
      return;
    }
    const auto notices = dois_in(row_[notice_doi]);
    for (const std::string& article : articles) {
      const auto other = std::find_if(notices.begin(), notices.end(), [&article](const std::string& doi) {
        return fold_case(doi) != fold_case(article);
      });
      retractions_.add(article,
                       {.kind = *kind, .date = to_iso(row_[date]), .notice_doi = other == notices.end() ? "" : *other},
                       number);
      number.clear();  // of several articles it is that of the first
    }
  }

  static constexpr std::size_t most_unknown = 10;
  std::size_t count_ = 0;
  bool is_header_ = true;
  std::vector<std::string> header_ = {};
  std::array<std::size_t, column_count> places_{nowhere, nowhere, nowhere, nowhere, nowhere};
  std::size_t field_ = 0;  ///< its number in the row
  std::array<std::string, column_count> row_ = {};
  std::map<std::string, std::size_t> unknown_ = {};  ///< natures, with the number of their rows
  Retractions retractions_ = {};
};

/// What libcsv's callbacks are given: no exception may pass through it.
struct Reading {
  Rows rows = {};
  std::exception_ptr failure = {};

  template <class Step>
  void guard(const Step& step) {
    if (failure) return;
    try {
      step();
    } catch (...) {
      failure = std::current_exception();
    }
  }
};

void on_field(void* field, std::size_t size, void* reading) {
  auto& into = *static_cast<Reading*>(reading);
  into.guard([&] { into.rows.take_field({static_cast<const char*>(field), size}); });
}

void on_row(int /*end*/, void* reading) {
  auto& into = *static_cast<Reading*>(reading);
  into.guard([&] { into.rows.end_row(); });
}

constexpr std::string_view pubmed_mark = "pmid:";

void insert(Retractions::Records& records, RetractionRecord record) {
  const auto place = std::lower_bound(records.begin(), records.end(), record, [](const auto& a, const auto& b) {
    return std::tie(a.date, a.kind, a.notice_doi) < std::tie(b.date, b.kind, b.notice_doi);
  });
  if (place == records.end() || *place != record) records.insert(place, std::move(record));
}

}  // namespace

std::string article_key(const citation::Citation& citation) {
  if (!citation.doi.empty()) return fold_case(citation.doi);
  const auto number = citation::find_pubmed_id(citation);
  return number.empty() ? number : std::string{pubmed_mark} + number;
}

void Retractions::add(std::string_view doi, RetractionRecord record, std::string_view pubmed_id) {
  std::string key = fold_case(doi);
  if (!pubmed_id.empty()) {
    auto& known = known_as_[std::string{pubmed_mark}.append(pubmed_id)];
    if (known.empty()) known = key.empty() ? std::string{pubmed_mark}.append(pubmed_id) : key;
    if (key.empty()) key = known;
    if (known.starts_with(pubmed_mark) && known != key) {  // no row had the DOI so far
      auto before = records_.extract(known);
      for (auto& each : before.mapped()) insert(records_[key], std::move(each));
      known = key;
    }
  }
  insert(records_[key], std::move(record));
}

const Retractions::Records* Retractions::find(const std::string& key) const {
  const auto known = known_as_.find(key);
  const auto found = records_.find(known == known_as_.end() ? key : known->second);
  return found == records_.end() ? nullptr : &found->second;
}

Outcome<Retractions> read_retractions(std::string_view csv, const std::string& file) {
  Reading reading;
  csv_parser parser{};
  if (csv_init(&parser, 0) != 0) throw std::bad_alloc{};
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> guard{&parser, csv_free};
  const auto parse = [&](std::string_view bytes) {
    const auto read = csv_parse(&parser, bytes.data(), bytes.size(), on_field, on_row, &reading);
    if (reading.failure) std::rethrow_exception(reading.failure);
    if (read != bytes.size()) throw std::bad_alloc{};  // not being strict, it fails for want of memory alone
  };
  parse(csv);
  parse("\n");
  const std::size_t rows = reading.rows.count();
  parse("-\n");  // a row of no article, unless the file ended within quotation marks
  if (reading.rows.count() == rows) {
    return {
        .diagnostics = {{.file = file, .message = "expected a whole CSV file, found its end within quotation marks"}}};
  }
  return reading.rows.finish(file);
}

}  // namespace citefeed::content
